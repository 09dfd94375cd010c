"""`fillers`: told in the review, never during a call."""

from __future__ import annotations

from coaching.metrics import Metrics
from coaching.nudge import Barrier, Pillar
from coaching.rule import Rule

MOST = 0.04
"""Of the rep's words (COACHING.md)."""


class Fillers(Rule):
    """You filled your pauses with um, you know, and like.

    Fires when: more than 4 % of your words in the call were fillers.
    Stays quiet when: the call goes on: minding one's ums makes more of them.
    Why it matters: a technique that you still have to think about leaks through; a pause sounds surer.
    Example: "So, um, basically, you know, we, um, sort of start with the list."
    Nudge: none; the review says how many, and where.
    """

    id = "fillers"
    barrier = Barrier.CONSCIOUS_COMPETENCE
    pillar = Pillar.GENUINE
    live = False
    seriousness = 1
    specificity = 1

    def in_review(self, metrics: Metrics) -> str | None:
        if metrics.filler_rate is None or metrics.filler_rate <= MOST:
            return None
        return f"{metrics.filler_rate:.1%} of your words were fillers; above {MOST:.0%} they begin to be noticed."
