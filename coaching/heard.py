"""What the listeners hear in the words: signals, questions, pitches, answers to planned questions, next steps."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from audio.frames import Speaker


class SignalKind(StrEnum):
    NEED = "need"
    INTEREST = "interest"
    CONCERN = "concern"
    STEER = "steer"


class Purpose(StrEnum):
    GOAL = "goal"
    PROBLEM = "problem"
    OPPORTUNITY = "opportunity"
    CHANGE = "change"
    RISK = "risk"


class QuestionStatus(StrEnum):
    OPEN = "open"
    ASKED = "asked"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Signal:
    """The customer voiced something that wants picking up.

    at_s, end_s: where the words that carry it begin and end. known_at_s: when it was heard.
    detail: a `Purpose` for a need; price/proof/how/rollout/next for interest;
    price/risk/timing/trust/authority/competitor/history for a concern; None for a steer.
    text: the whole sentence; quote: its few telling words, for the overlay (34 characters or fewer).
    strength: 0 to 1, how surely it is one; the coach nudges on sure ones only.
    """

    at_s: float
    end_s: float
    known_at_s: float
    kind: SignalKind
    detail: str | None
    text: str
    quote: str
    strength: float = 1.0


@dataclass(frozen=True, slots=True)
class Question:
    """A question really asked by either side. `form`: "open" or "closed"."""

    at_s: float
    end_s: float
    speaker: Speaker
    form: str
    text: str


@dataclass(frozen=True, slots=True)
class Pitch:
    """The rep described or promoted the offer in these words."""

    at_s: float
    end_s: float
    text: str


@dataclass(frozen=True, slots=True)
class PlannedQuestion:
    """How a question of the prep card stands. `evidence`: the customer's words that answer it, or ""."""

    text: str
    status: QuestionStatus = QuestionStatus.OPEN
    asked: bool = False
    at_s: float | None = None
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class NextStepAgreed:
    """A next step that was proposed and accepted. `at_s`: when they accepted it; `text`: the words that proposed it.

    who: "speaker", "listener", "both" or "other", seen from whoever proposed it. when: the words that fix it, or None.
    """

    at_s: float
    text: str
    who: str
    when: str | None
