"""What stands in the way during a call, the gravest first, in plain words with one way out. No Qt here."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum, auto
from textwrap import shorten
from typing import TYPE_CHECKING

from app.desktop.long_silence import SILENT_S
from app.view import CallView, Notice, Phase

if TYPE_CHECKING:
    from app.journal import Trouble

SLOW_BEHIND_S = 6.0
SLOW_FOR_S = 12.0
"""Words this late for so long will not catch up by themselves: the transcriber sheds load well before."""
MISTAKE_LETTERS = 110
"""About three lines of the overlay."""


class WayOut(Enum):
    """What the button of a notice does."""

    NONE = auto()
    SOUND = auto()
    FETCH_MODEL = auto()
    SMALLER_MODEL = auto()
    FREE_SPACE = auto()
    GO_ON = auto()
    SETTINGS = auto()


@dataclass(frozen=True, slots=True)
class Standstill:
    """What is wrong beyond what the view itself says. smaller: there is a smaller model to go on with.
    fetching: 0 to 1 while the missing model arrives, else None. ends_in_s: see `LongSilence`. coach: the mistake just
    saved in the user's coach file, or ""."""

    saving: Trouble | None = None
    model_missing: bool = False
    fetching: float | None = None
    too_slow: bool = False
    smaller: bool = False
    ends_in_s: float | None = None
    coach: str = ""


def notice(view: CallView, wrong: Standstill) -> tuple[Notice | None, WayOut]:
    """The notice for this view, and what its button does. A side that is lost is told by the view itself."""
    if view.phase is not Phase.LIVE:
        return None, WayOut.NONE
    if wrong.ends_in_s is not None:
        silent_min, left_s = SILENT_S / 60, 10 * math.ceil(wrong.ends_in_s / 10)
        said = f"Silent for {silent_min:.0f} min. It ends in {left_s} s."
        return Notice("Is the call over?", said, "Go on"), WayOut.GO_ON
    if view.rep.problem or view.call.problem:
        return None, WayOut.SOUND
    if wrong.model_missing:
        if wrong.fetching is not None:
            return Notice("No words yet.", f"The model is on its way: {wrong.fetching * 100:.0f} %."), WayOut.NONE
        return Notice("No words yet.", "The model is missing.", "Get it"), WayOut.FETCH_MODEL
    if wrong.too_slow and wrong.smaller:
        return Notice("This machine can’t keep up.", action="Use the smaller model"), WayOut.SMALLER_MODEL
    if wrong.too_slow:
        return Notice("This machine can’t keep up.", "Close what you can do without."), WayOut.NONE
    if wrong.saving is not None:
        return _not_saving(wrong.saving)
    if wrong.coach:
        said = shorten(wrong.coach, MISTAKE_LETTERS, placeholder=" …")
        return Notice("Coaching goes on as before.", said), WayOut.NONE
    return None, WayOut.NONE


def _not_saving(trouble: Trouble) -> tuple[Notice, WayOut]:
    from app.journal import Trouble

    if trouble is Trouble.DISK_FULL:
        return Notice("Disk full.", "Coaching goes on; saving has stopped.", "Free space"), WayOut.FREE_SPACE
    return Notice("Saving has stopped.", trouble.remedy[:1].upper() + trouble.remedy[1:]), WayOut.NONE


class Slowness:
    """Whether the words are late for good: told every view, in the call's own time."""

    def __init__(self) -> None:
        self._since_s: float | None = None

    def hear(self, at_s: float, behind_s: float) -> bool:
        if behind_s < SLOW_BEHIND_S:
            self._since_s = None
            return False
        if self._since_s is None:
            self._since_s = at_s
        return at_s - self._since_s >= SLOW_FOR_S
