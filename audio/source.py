"""What every live source of sound is: something that puts chunks into an inbox, and says when it cannot."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from audio.frames import Speaker

INBOX_S = 30.0
"""Sound an inbox keeps for a consumer that is late. Then the oldest goes, and is counted."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Sound as a device gave it. samples: float32 in [-1, 1], shape (n, channels), at rate_hz.

    end_s: when its last sample was captured, as well as is known, in seconds of the monotonic clock.
    """

    samples: NDArray[np.float32]
    rate_hz: int
    end_s: float

    @property
    def duration_s(self) -> float:
        return len(self.samples) / self.rate_hz


@dataclass(frozen=True, slots=True)
class Lost:
    """Nothing more is coming for now; `reason` is a sentence for the rep."""

    reason: str


@dataclass(frozen=True, slots=True)
class Opened:
    """Chunks that follow come from the device called `name`."""

    name: str


class Inbox:
    """Chunks on their way from a capture thread or callback to the call. Bounded; `put` never blocks for long.

    dropped_s: sound thrown away because nobody took it, in seconds.
    """

    def __init__(self, limit_s: float = INBOX_S) -> None:
        self._limit_s = limit_s
        self._held_s = 0.0
        self._items: deque[Chunk | Lost | Opened] = deque()
        self._lock = threading.Lock()
        self.dropped_s = 0.0

    def put(self, item: Chunk | Lost | Opened) -> None:
        with self._lock:
            self._items.append(item)
            if isinstance(item, Chunk):
                self._held_s += item.duration_s
                while self._held_s > self._limit_s:
                    self._drop_oldest()

    def take(self) -> list[Chunk | Lost | Opened]:
        """All that came since the last call, in order."""
        with self._lock:
            items = list(self._items)
            self._items.clear()
            self._held_s = 0.0
        return items

    def _drop_oldest(self) -> None:
        oldest = next(item for item in self._items if isinstance(item, Chunk))
        self._items.remove(oldest)
        self._held_s -= oldest.duration_s
        self.dropped_s += oldest.duration_s


class SoundSource(Protocol):
    """One side of a live call. Follows its device through everything that happens to it until `stop()`."""

    @property
    def speaker(self) -> Speaker: ...

    @property
    def is_continuous(self) -> bool:
        """False where the system delivers nothing while nothing plays."""

    def start(self, inbox: Inbox) -> None:
        """Begins to fill `inbox`: Opened, then chunks; Lost when the device goes, Opened when it is back.

        Returns at once and does not raise: what is wrong comes as Lost.
        """

    def stop(self) -> None:
        """Ends capture and its threads. From any thread, as often as you like."""
