"""One call being coached: every event goes to the coach, the journal and whoever watches, in that order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from app.journal.events import LimitsSet, Paused, Resumed, TranscriberRestarted
from app.scoreboard import Scoreboard
from app.tuning import Tuning
from app.view import CallView, Phase
from audio.health import SourceLost, SourceRestored
from coaching.coach import Coach, CoachEvent
from coaching.conversation import Heard
from coaching.limits import Limits
from coaching.tick import Tick
from models.words import TentativeWords

Watcher = Callable[[CallView, tuple[CoachEvent, ...]], None]


class Writer(Protocol):
    """Where events are kept, a row each."""

    def append(self, event: object) -> None: ...

    def end(self, at_s: float) -> None: ...


class CoachedCall:
    """Single-threaded: whoever owns it calls `take` from one thread.

    tuning: what the user changes of the coach while the call goes on.
    """

    def __init__(
        self, coach: Coach, writer: Writer, watch: Watcher | None = None, tuning: Tuning | None = None
    ) -> None:
        self.coach = coach
        self.scoreboard = Scoreboard(coach)
        self.behind_s = 0.0
        self._writer = writer
        self._watch = watch
        self._tuning = tuning
        self._phase = Phase.LIVE
        self._limits = Limits()
        self._note_limits(0.0)

    @property
    def phase(self) -> Phase:
        return self._phase

    def pause(self, at_s: float) -> None:
        """Nothing is heard or written until `resume`: whoever owns the sound sees to that."""
        self._phase = Phase.PAUSED
        self.note(Paused(at_s))
        self.refresh()

    def resume(self, at_s: float) -> None:
        self._phase = Phase.LIVE
        self.note(Resumed(at_s))
        self.refresh()

    def get_ready(self) -> None:
        """Does what takes a second or two before the first words have to be understood."""
        self.coach.call.ear.get_ready()

    def take(self, event: Heard | SourceLost | SourceRestored | TranscriberRestarted) -> None:
        """Takes one event, in the order in which it became known."""
        if isinstance(event, TranscriberRestarted):
            self.note(event)
            return
        if not isinstance(event, Tick | TentativeWords):
            self._writer.append(event)
        if isinstance(event, SourceLost | SourceRestored):
            self.scoreboard.hear(event)
            self._show(())
            return
        came = self.coach.hear(event)
        if self._tuning is not None and isinstance(event, Tick):
            came += self._tuning.look(self.coach, event.at_s)
            self._note_limits(event.at_s)
        self._came(came)

    def not_now(self, nudge_id: int, at_s: float) -> None:
        """The rep wants no more of this nudge's rule in this call."""
        self._came(self.coach.not_now(nudge_id, at_s))

    def note(self, event: object) -> None:
        """Keeps something the rep did (a bookmark, feedback) in the journal."""
        self._writer.append(event)

    def end(self, at_s: float) -> None:
        """The call is over: the screen is cleared and the session closed."""
        self._came(self.coach.end(at_s))
        self._writer.end(at_s)
        self._phase = Phase.ENDED
        if self._watch is not None:
            self._watch(self.scoreboard.ended(), ())

    def _came(self, events: list[CoachEvent]) -> None:
        for event in events:
            self._writer.append(event)
            self.scoreboard.hear(event)
        self._show(tuple(events))

    def _note_limits(self, at_s: float) -> None:
        """The review holds the call against the limits that were in force in it."""
        limits = Limits.of(self.coach.settings)
        if limits != self._limits:
            self._limits = limits
            self.note(LimitsSet(at_s, limits))

    def refresh(self) -> None:
        """Shows what has changed beside the events: levels, the clock, how late words are."""
        self._show(())

    def _show(self, events: tuple[CoachEvent, ...]) -> None:
        if self._watch is not None and self._phase is not Phase.ENDED:
            self._watch(self.scoreboard.view(self._phase, self.behind_s), events)
