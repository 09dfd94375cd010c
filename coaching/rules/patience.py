"""`patience`: told in the review, never during a call."""

from __future__ import annotations

from coaching.metrics import Metrics
from coaching.nudge import Barrier, Pillar
from coaching.rule import Rule


class Patience(Rule):
    """How long you wait before you speak.

    Fires when: the call is over: it is the middle one of all gaps between their last word and your first.
    Stays quiet when: you never spoke after them.
    Why it matters: let the customer bounce the ball on their side as long as they want.
    Example: half the time you begin within half a second; the thought that would have come never does.
    Nudge: none; the review says how long it was, and follows it over your calls.
    """

    id = "patience"
    barrier = Barrier.IMPATIENCE
    pillar = Pillar.DIALOGUE
    live = False
    seriousness = 1
    specificity = 1

    def in_review(self, metrics: Metrics) -> str | None:
        if metrics.patience_s is None:
            return None
        if metrics.patience_s < 0:
            return f"Half the time you began before they had finished, by {-metrics.patience_s:.1f} s or more."
        return f"Half the time you left {metrics.patience_s:.1f} s or less before you spoke."
