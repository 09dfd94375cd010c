"""A call that is over though nobody said so: both sides silent for long, the rep asked, and no answer. No Qt here."""

from __future__ import annotations

from app.view import Ball, CallView, Phase

SILENT_S = 15 * 60.0
ANSWER_S = 60.0
"""How long the rep is asked before the call ends by itself."""
SPEAKS = {Ball.REP_SPEAKS, Ball.CUSTOMER_SPEAKS, Ball.NET}


class LongSilence:
    """Told every view, in the call's own time, in which neither a pause nor the computer's sleep is silence."""

    def __init__(self) -> None:
        self._since_s = self._now_s = 0.0

    def hear(self, view: CallView) -> None:
        self._now_s = view.at_s
        if view.phase is not Phase.LIVE or view.ball in SPEAKS:
            self._since_s = view.at_s

    def go_on(self) -> None:
        """The rep says that the call is not over."""
        self._since_s = self._now_s

    @property
    def ends_in_s(self) -> float | None:
        """Seconds that are left to answer, 0 when the call is to end; None while there is nothing to ask."""
        left_s = self._since_s + SILENT_S + ANSWER_S - self._now_s
        return max(0.0, left_s) if left_s <= ANSWER_S else None
