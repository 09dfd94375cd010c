"""What moves, as functions of time: the ball's crossing, a nudge's life, the level lines. Times in seconds.

Nothing here knows a clock or a widget. Whoever draws asks `moving` and stops its timer on False, so
nothing moves when nothing has changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import pi, sin

from coaching.nudge import Nudge

CROSSING_S = 0.240
NUDGE_IN_S = 0.180
NUDGE_OUT_S = 0.240
UNDERLINE_S = 0.400
REDUCED_S = 0.120
LEVEL_FALL_S = 0.300
LEVEL_STEP_S = 1 / 15
REDUCED_LEVEL_STEP_S = 1 / 4
RISE_PX = 4.0
CURVE_PX = 4.0


def out_cubic(t: float) -> float:
    return 1 - (1 - t) ** 3


def in_out_cubic(t: float) -> float:
    return 4 * t**3 if t < 0.5 else 1 - (2 - 2 * t) ** 3 / 2


def progress(since_s: float, now_s: float, length_s: float) -> float:
    """0 at `since_s`, 1 once `length_s` has gone by."""
    return min(1.0, max(0.0, (now_s - since_s) / length_s))


@dataclass(frozen=True, slots=True)
class Crossing:
    """A ball on its way. `at`: 0 to 1, how far along it is. `aside_px`: how far off the straight line."""

    started_s: float
    reduced: bool

    def moving(self, now_s: float) -> bool:
        return now_s - self.started_s < (REDUCED_S if self.reduced else CROSSING_S)

    def at(self, now_s: float) -> float:
        t = progress(self.started_s, now_s, REDUCED_S if self.reduced else CROSSING_S)
        return t if self.reduced else in_out_cubic(t)

    @staticmethod
    def aside_px(at: float) -> float:
        return CURVE_PX * sin(pi * at)


@dataclass(frozen=True, slots=True)
class NudgeFrame:
    """How a nudge looks at one moment. underline: 0 to 1, how much of its words is underlined."""

    nudge: Nudge
    opacity: float = 1.0
    rise_px: float = 0.0
    underline: float = 0.0


class NudgeLife:
    """In softly; stays; underlined once when put right; out softly, even when the session forgets it sooner."""

    def __init__(self, reduced: bool = False) -> None:
        self.reduced = reduced
        self._nudge: Nudge | None = None
        self._shown_s = 0.0
        self._right_s: float | None = None
        self._gone_s: float | None = None

    def update(self, nudge: Nudge | None, put_right: bool, now_s: float) -> None:
        """Take over what the newest view says. A new nudge never waits for an old one to leave."""
        if nudge is not None and (self._nudge is None or nudge.id != self._nudge.id):
            self._nudge, self._shown_s, self._right_s, self._gone_s = nudge, now_s, None, None
        if self._nudge is None:
            return
        if put_right and self._right_s is None and self._gone_s is None:
            self._right_s = now_s
            self._gone_s = now_s + UNDERLINE_S
        if nudge is None and self._gone_s is None:
            self._gone_s = now_s

    def moving(self, now_s: float) -> bool:
        if self._nudge is None:
            return False
        leaving = self._gone_s is not None and now_s - self._gone_s < self._out_s
        return leaving or now_s - self._shown_s < self._in_s

    def frame(self, now_s: float) -> NudgeFrame | None:
        """What to draw, or None once there is nothing left of it."""
        if self._nudge is None:
            return None
        arriving = out_cubic(progress(self._shown_s, now_s, self._in_s))
        leaving = 0.0 if self._gone_s is None else progress(self._gone_s, now_s, self._out_s)
        if leaving >= 1.0:
            return None
        underline = 0.0
        if self._right_s is not None:
            underline = 1.0 if self.reduced else progress(self._right_s, now_s, UNDERLINE_S)
        rise_px = 0.0 if self.reduced else RISE_PX * (1 - arriving)
        return NudgeFrame(self._nudge, arriving * (1 - leaving), rise_px, underline)

    @property
    def _in_s(self) -> float:
        return REDUCED_S if self.reduced else NUDGE_IN_S

    @property
    def _out_s(self) -> float:
        return REDUCED_S if self.reduced else NUDGE_OUT_S


class Level:
    """One level line: up at once, down over 300 ms; with reduced motion in four steps."""

    def __init__(self, reduced: bool = False) -> None:
        self.reduced = reduced
        self._heard = 0.0
        self._shown = 0.0

    @property
    def shown(self) -> float:
        """0 to 1, as drawn."""
        return round(self._shown * 4) / 4 if self.reduced else self._shown

    @property
    def settled(self) -> bool:
        return self._shown == self._heard

    def hear(self, level: float) -> None:
        self._heard = min(1.0, max(0.0, level))

    def step(self, passed_s: float) -> None:
        """Let `passed_s` go by."""
        fall = self._heard if self.reduced else self._shown - passed_s / LEVEL_FALL_S
        self._shown = max(self._heard, fall)
