"""A running coach kept as the user's `coach.toml` says: a saved change takes effect within a second."""

from __future__ import annotations

import logging
import os
from pathlib import Path

from coaching.coach import Coach, CoachEvent
from coaching.personal import BadCoachFile, Personal, read_personal

LOOK_EVERY_S = 1.0
TOLD_FOR_S = 60.0
"""How long a mistake is told during a call; the settings tell it for as long as it is there."""

log = logging.getLogger(__name__)


class Tuning:
    """Looks at the file once a second of the call, on the thread that coaches.

    own: what the coach was made with. problem: the mistake that was saved in the file last, in one line, or "".
    While there is one, the coach goes on as it was. May be read from any thread.
    """

    def __init__(self, path: Path, own: Personal) -> None:
        self.problem = ""
        self._path, self._own = path, own
        self._saved = _saved(path)
        self._told_until_s = 0.0
        self._looked_s = 0.0

    def look(self, coach: Coach, at_s: float) -> list[CoachEvent]:
        """Gives the coach what has been saved since. Returns what came of it."""
        if at_s - self._looked_s < LOOK_EVERY_S:
            return []
        self._looked_s = at_s
        if self.problem and at_s > self._told_until_s:
            self.problem = ""
        saved = _saved(self._path)
        if saved == self._saved:
            return []
        self._saved = saved
        try:
            own = read_personal(self._path)
        except BadCoachFile as error:
            log.warning("%s; the coach goes on as it was", error)
            self.problem, self._told_until_s = str(error), at_s + TOLD_FOR_S
            return []
        self.problem = ""
        if own == self._own:
            return []
        if own.examples != self._own.examples:
            coach.call.ear.learn(own.examples)
        self._own = own
        return coach.retune(own.rules(), own.wording, at_s)


def _saved(path: Path) -> tuple[int, int, int] | None:
    """What differs after every save; None while there is no file."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
