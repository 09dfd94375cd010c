"""Time passing, as an event: the coach has no clock of its own."""

from __future__ import annotations

from dataclasses import dataclass

TICK_S = 0.25
"""How often the session says what time it is. Nudges must be on screen within 1 s of their moment."""


@dataclass(frozen=True, slots=True)
class Tick:
    """The call clock stands at `at_s`."""

    at_s: float
