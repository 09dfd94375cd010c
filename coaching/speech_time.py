"""Seconds of speech, counted from voice activity: talk share and its window."""

from __future__ import annotations

from collections import deque


class SpeechTime:
    """How long one speaker has spoken, in all and over the last `window_s` seconds.

    Each call is O(1) amortised, so that nothing grows with the length of the call.
    """

    def __init__(self, window_s: float) -> None:
        self._window_s = window_s
        self._recent: deque[tuple[float, float]] = deque()
        self._recent_s = 0.0
        self._closed_s = 0.0
        self._open_since_s: float | None = None

    @property
    def speaking(self) -> bool:
        return self._open_since_s is not None

    def start(self, start_s: float) -> None:
        self._open_since_s = start_s

    def stop(self, start_s: float, end_s: float) -> None:
        self._open_since_s = None
        self._closed_s += max(0.0, end_s - start_s)
        self._recent_s += max(0.0, end_s - start_s)
        self._recent.append((start_s, end_s))

    def total_s(self, now_s: float) -> float:
        return self._closed_s + self._open_s(now_s, since_s=0.0)

    def recent_s(self, now_s: float) -> float:
        """Seconds of speech in (now_s - window_s, now_s]."""
        since_s = now_s - self._window_s
        while self._recent and self._recent[0][1] <= since_s:
            start_s, end_s = self._recent.popleft()
            self._recent_s -= end_s - start_s
        before_window_s = max(0.0, since_s - self._recent[0][0]) if self._recent else 0.0
        return max(0.0, self._recent_s - before_window_s) + self._open_s(now_s, since_s)

    def _open_s(self, now_s: float, since_s: float) -> float:
        if self._open_since_s is None:
            return 0.0
        return max(0.0, now_s - max(self._open_since_s, since_s))


def share(rep_s: float, customer_s: float) -> float | None:
    """Rep speech / both sides' speech, 0 to 1, silence left out; None before anyone spoke."""
    return rep_s / (rep_s + customer_s) if rep_s + customer_s > 0 else None
