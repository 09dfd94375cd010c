"""Which of the four business outcomes are named, in whatever words."""

from __future__ import annotations

from coaching.listeners.clauses import clauses
from coaching.listeners.ear import Ear
from coaching.listeners.spoken import hear

LIKELY = 0.3
"""Chance from which an outcome counts as named: better one too many than a rep told to name what was just named."""


def named_outcomes(text: str, ear: Ear) -> frozenset[str]:
    """Those of `revenue`, `cost`, `cash` and `risk` that `text` names ("paying him twice" is cost)."""
    spoken = hear(text)
    parts = [spoken.line, *(spoken.part(clause.start, clause.end) for clause in clauses(spoken))]
    return frozenset(
        outcome
        for leaning in ear.leanings("outcomes", parts)
        for outcome, chance in leaning.items()
        if chance >= LIKELY
    )
