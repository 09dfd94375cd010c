"""Time passing, as an event: the coach has no clock of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeVar

TICK_S = 0.25
"""How often the session says what time it is. Nudges must be on screen within 1 s of their moment."""


@dataclass(frozen=True, slots=True)
class Tick:
    """The call clock stands at `at_s`."""

    at_s: float


class _Stamped(Protocol):
    @property
    def at_s(self) -> float: ...


Timed = TypeVar("Timed", bound=_Stamped)


def with_ticks(events: Iterable[Timed]) -> Iterator[Timed | Tick]:
    """The same events with the ticks between them, and one at the end."""
    next_tick, last_s = 1, 0.0
    for event in events:
        last_s = max(last_s, event.at_s)
        while next_tick * TICK_S <= last_s:
            yield Tick(next_tick * TICK_S)
            next_tick += 1
        yield event
    yield Tick(last_s)
