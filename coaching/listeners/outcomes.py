"""Which of the four business outcomes are named, in whatever words."""

from __future__ import annotations

from coaching.listeners.clauses import clauses
from coaching.listeners.ear import Ear
from coaching.listeners.spoken import hear

THRESHOLDS = {True: 0.4, False: 0.35}
"""By meaning, or by words alone. Set on `tests/coaching/cases/outcomes`, from which no example was made."""


def named_outcomes(text: str, ear: Ear) -> frozenset[str]:
    """Those of `revenue`, `cost`, `cash` and `risk` that `text` names ("paying him twice" is cost)."""
    spoken = hear(text)
    parts = [spoken.part(clause.start, clause.end) for clause in clauses(spoken)]
    return frozenset(
        outcome
        for leaning in ear.leanings("outcomes", parts)
        for outcome, score in leaning.items()
        if outcome != "none" and score >= THRESHOLDS[ear.by_meaning]
    )
