"""`rally`: told in the review, never during a call."""

from __future__ import annotations

from coaching.metrics import RALLY_TURN_S, Metrics
from coaching.nudge import Pillar
from coaching.rule import Rule


class Rally(Rule):
    """How long the ball went back and forth.

    Fires when: the call is over: it is the longest run of exchanges in which both sides speak 3 to 45 s.
    Stays quiet when: nobody's words are known.
    Why it matters: it is more like a long rally than anyone trying to score a quick point.
    Example: six times in a row you ask, they tell, and what you say next picks it up.
    Nudge: none; the review shows the longest one.
    """

    id = "rally"
    barrier = None
    pillar = Pillar.DIALOGUE
    live = False
    seriousness = 1
    specificity = 1

    def in_review(self, metrics: Metrics) -> str | None:
        if metrics.longest_rally is None:
            return None
        least_s, most_s = RALLY_TURN_S
        exchanges = "exchange" if metrics.longest_rally == 1 else "exchanges"
        return f"Your longest rally: {metrics.longest_rally} {exchanges} of {least_s:.0f} to {most_s:.0f} s a side."
