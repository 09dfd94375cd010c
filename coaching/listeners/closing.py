"""Closing language: asking for the signature, or pressing with a deadline or scarcity."""

from __future__ import annotations

from enum import StrEnum

from coaching.listeners.clauses import clauses
from coaching.listeners.ear import Ear
from coaching.listeners.spoken import hear

THRESHOLDS = {True: 0.5, False: 0.5}
"""By meaning, or by words alone. Set on `tests/coaching/cases/closing`, which share no sentence with the examples."""


class Closing(StrEnum):
    CLOSE = "close"
    """Asks for the signature or the order now."""
    URGENCY = "urgency"
    """A deadline or scarcity made to press. Alone enough for `closing-pressure`."""


def closing_language(text: str, ear: Ear) -> Closing | None:
    """How the rep presses for a decision in `text`; the customer's own deadlines and next steps do not press."""
    spoken = hear(text)
    parts = [spoken.part(clause.start, clause.end) for clause in clauses(spoken)]
    heard = [
        (score, Closing(label))
        for leaning in ear.leanings("closing", parts)
        for label, score in leaning.items()
        if label != "none" and score >= THRESHOLDS[ear.by_meaning]
    ]
    return max(heard)[1] if heard else None
