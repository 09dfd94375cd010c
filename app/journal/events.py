"""What happens in a session beyond what is heard and coached. Times are seconds on the call clock."""

from __future__ import annotations

from dataclasses import dataclass

from audio.frames import Speaker
from coaching.heard import NextStepAgreed, Pitch, PlannedQuestion, Question, Signal
from coaching.limits import Limits


@dataclass(frozen=True, slots=True)
class Bookmark:
    """The rep marked this moment, with a note or ""; a later one of the same moment is the mark with another note."""

    at_s: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class Feedback:
    """The rep says of a nudge that it was fair, or not; during the call or in the review."""

    at_s: float
    nudge_id: int
    fair: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Consent:
    """The rep recorded what the customer was told about the coach, and whether they agreed."""

    at_s: float
    agreed: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class LimitsSet:
    """From here on the call is held against these limits; until the first of these, against the catalog's."""

    at_s: float
    limits: Limits


@dataclass(frozen=True, slots=True)
class Paused:
    """From here on nothing is heard or written."""

    at_s: float


@dataclass(frozen=True, slots=True)
class Resumed:
    """It is heard and written again."""

    at_s: float


@dataclass(frozen=True, slots=True)
class SavingStopped:
    """The journal could not be written from about here on. reason: a `Trouble`'s value."""

    at_s: float
    reason: str


@dataclass(frozen=True, slots=True)
class SavingResumed:
    """It is written again; lost: how many events were dropped meanwhile (0: all were kept waiting)."""

    at_s: float
    lost: int


@dataclass(frozen=True, slots=True)
class TranscriberRestarted:
    """What reads speech failed or was killed, and was started anew: speech not yet settled was read again.

    reason: what is known of it; nothing of what was said.
    """

    at_s: float
    reason: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """The rep says that `speaker` said `text` from start_s to end_s, in place of the words that were heard there."""

    at_s: float
    speaker: Speaker
    start_s: float
    end_s: float
    text: str


@dataclass(frozen=True, slots=True)
class HeardAnew:
    """What the listeners make of the words as corrected, in place of what they heard in the call; the latest one
    counts."""

    at_s: float
    signals: tuple[Signal, ...]
    asked: tuple[Question, ...]
    pitches: tuple[Pitch, ...]
    planned: tuple[PlannedQuestion, ...]
    agreed: tuple[NextStepAgreed, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportEdited:
    """The report for both managers as the rep has put it; the latest one counts. Fields as in the report."""

    at_s: float
    about: str
    title: str
    why: str
    understood: tuple[str, ...]
    agreed: tuple[str, ...]
    next_step: str
    still_open: tuple[str, ...]
