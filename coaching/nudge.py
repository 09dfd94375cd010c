"""What the coach says, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from audio.frames import Speaker


class Pillar(StrEnum):
    GENUINE = "genuine"
    PRODUCTIVE = "productive"
    DIALOGUE = "dialogue"
    COMMON_PURPOSE = "common-purpose"


class Barrier(StrEnum):
    PREPARATION = "preparation"
    HISTORY = "history"
    GOAL_FOCUS = "goal-focus"
    PLAN_LOVE = "plan-love"
    CONSCIOUS_COMPETENCE = "conscious-competence"
    IMPATIENCE = "impatience"
    PRIDE = "pride"
    KNOWING = "knowing"
    """Not one of the seven, but the catalog files `no-business-outcome` under this foundation."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that were said, with their times on the call clock."""

    speaker: Speaker
    start_s: float
    end_s: float
    text: str


@dataclass(frozen=True, slots=True)
class Nudge:
    """A few quiet words, with all that is needed to argue with them.

    at_s: when its condition held. text: at most seven words. quote: the customer's words shown under
    it, or None. why: one sentence with the figures. evidence: the words it rests on, oldest first.
    shown: False when it was held back (spacing, or a more serious one had the screen).
    """

    id: int
    at_s: float
    rule: str
    barrier: Barrier | None
    pillar: Pillar
    text: str
    why: str
    evidence: tuple[Quote, ...]
    quote: str | None = None
    shown: bool = True

    @property
    def whole_text(self) -> str:
        """Its words in one line, with the customer's where it leads up to them: Go back to this: “...”"""
        return f"{self.text} “{self.quote}”" if self.quote and self.text.endswith(":") else self.text


class Ending(StrEnum):
    """Why a nudge left the screen."""

    PUT_RIGHT = "put-right"
    OUT_OF_DATE = "out-of-date"
    NOT_NOW = "not-now"
    REPLACED = "replaced"
    CALL_ENDED = "call-ended"


@dataclass(frozen=True, slots=True)
class NudgeRaised:
    """The coach has something to say (`nudge.shown`), or would have had (`shown` False)."""

    at_s: float
    nudge: Nudge


@dataclass(frozen=True, slots=True)
class NudgeEnded:
    """The nudge with this id left the screen."""

    at_s: float
    nudge_id: int
    ending: Ending
