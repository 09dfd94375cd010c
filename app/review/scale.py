"""Where a moment stands on the timeline, and how the timeline is zoomed. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass, replace

MINUTES = (0.5, 1, 2, 5, 10, 15, 30, 60, 120)
TICK_PX = 76.0
"""Two ticks stand no closer."""
CLOSEST_PX_PER_S = 40.0
"""Zoomed in further, a word would fill the window."""


@dataclass(frozen=True, slots=True)
class Scale:
    """duration_s of the call across width_px from left_px; from_s and span_s: the part of it that is seen."""

    duration_s: float
    left_px: float
    width_px: float
    from_s: float
    span_s: float

    @classmethod
    def whole(cls, duration_s: float, left_px: float, width_px: float) -> Scale:
        """All of the call is seen."""
        return cls(duration_s, left_px, max(1.0, width_px), 0.0, duration_s)

    @property
    def end_s(self) -> float:
        return self.from_s + self.span_s

    @property
    def zoomed(self) -> bool:
        return self.span_s < self.duration_s

    def x(self, at_s: float) -> float:
        return self.left_px + (at_s - self.from_s) * self.width_px / self.span_s

    def at_s(self, x: float) -> float:
        """The moment under x, within the call."""
        return min(self.duration_s, max(0.0, self.from_s + (x - self.left_px) * self.span_s / self.width_px))

    def nearer(self, factor: float, around_s: float) -> Scale:
        """Zoomed in by `factor` (below 1: out), while `around_s` stays where it is."""
        closest_s = min(self.duration_s, self.width_px / CLOSEST_PX_PER_S)
        span_s = min(self.duration_s, max(closest_s, self.span_s / factor))
        share = (around_s - self.from_s) / self.span_s
        return self._from(around_s - share * span_s, span_s)

    def moved(self, by_s: float) -> Scale:
        return self._from(self.from_s + by_s, self.span_s)

    def showing(self, at_s: float) -> Scale:
        """The same zoom, moved only if `at_s` would not be seen."""
        if self.from_s <= at_s <= self.end_s:
            return self
        return self._from(at_s - self.span_s / 2, self.span_s)

    def resized(self, width_px: float) -> Scale:
        return replace(self, width_px=max(1.0, width_px))

    def ticks(self) -> list[tuple[float, str]]:
        """Moments to mark, with their labels: minutes, "0 min" first."""
        step_s = next((m * 60 for m in MINUTES if m * 60 * self.width_px / self.span_s >= TICK_PX), MINUTES[-1] * 60)
        ticks = []
        number = int(self.from_s // step_s)
        while (at_s := number * step_s) <= self.end_s:
            if at_s >= self.from_s:
                minutes, seconds = divmod(round(at_s), 60)
                text = f"{minutes}:{seconds:02}" if step_s < 60 else str(minutes)
                text = text if number else "0 min"
                ticks.append((at_s, text))
            number += 1
        return ticks

    def _from(self, from_s: float, span_s: float) -> Scale:
        return replace(self, from_s=min(max(0.0, from_s), self.duration_s - span_s), span_s=span_s)
