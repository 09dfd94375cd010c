"""The call as a rep sees it: one frozen snapshot that the overlay and the terminal both draw.

It is made by the session and crosses to the GUI thread whole. Painters decide nothing: what is true is
here, how it looks is theirs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from audio.frames import Speaker
from coaching.heard import PlannedQuestion
from coaching.nudge import Nudge


class Phase(StrEnum):
    """Where the session is in its life."""

    READY = "ready"
    LIVE = "live"
    PAUSED = "paused"
    ENDED = "ended"


class Ball(StrEnum):
    """Where the ball lies, and how.

    A half "rests" when neither side has spoken for 0.6 s: it lies with the one asked, else with whoever
    spoke last. `NET`: both have been speaking for 0.5 s.
    """

    NONE = "none"
    REP_SPEAKS = "rep-speaks"
    REP_RESTS = "rep-rests"
    CUSTOMER_SPEAKS = "customer-speaks"
    CUSTOMER_RESTS = "customer-rests"
    NET = "net"


@dataclass(frozen=True, slots=True)
class Side:
    """One channel. heard: sound arrives (silence counts). level: 0 to 1, for the level line. problem: "" or
    a sentence for the rep that says what stopped ("The call's sound has stopped.")."""

    heard: bool = False
    level: float = 0.0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A state that takes the text place of the overlay when there is no nudge.

    title and detail as in the design study's table of states; action: a button's label, or "".
    """

    title: str
    detail: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """The last words of one speaker: settled text, then what is still tentative. start_s: when the turn began."""

    speaker: Speaker
    settled: str
    tentative: str = ""
    start_s: float = 0.0


@dataclass(frozen=True, slots=True)
class CallView:
    """Everything on screen.

    customer: the name to show, "" when there is no prep card ("they" is said instead). company: likewise.
    talk_share, share_ceiling: 0 to 1, rep speech / both sides' speech, silence left out; None while unknown.
    marks: 0 to 4 (`Ball`'s side has kept the ball that long). behind_s: seconds that words are late, 0 if not.
    seen_by_others: the system could not keep the overlay out of screen sharing.
    review: once ended, what the review holds in a few words ("One habit to look at."), "" when not known.
    """

    phase: Phase = Phase.READY
    at_s: float = 0.0
    planned_s: float | None = None
    kind: str = "discovery"
    customer: str = ""
    company: str = ""
    ball: Ball = Ball.NONE
    marks: int = 0
    talk_share: float | None = None
    share_ceiling: float = 0.6
    rep: Side = field(default_factory=Side)
    call: Side = field(default_factory=Side)
    nudge: Nudge | None = None
    nudge_put_right: bool = False
    notice: Notice | None = None
    behind_s: float = 0.0
    seen_by_others: bool = False
    review: str = ""
    purposes: tuple[tuple[str, str], ...] = ()
    questions: tuple[PlannedQuestion, ...] = ()
    last_words: tuple[SpokenLine, ...] = ()
