"""A recording played as if it were live: a frame comes when its sound would have been heard."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from types import TracebackType
from typing import Self

from audio.call import CallSound
from audio.frames import Frame
from audio.health import SourceLost, SourceRestored


class Paced:
    """Wraps any call's sound. speed: 1.0 is as live."""

    def __init__(self, sound: CallSound, speed: float = 1.0) -> None:
        self._sound, self._speed = sound, speed
        self._stopped = threading.Event()

    @property
    def name(self) -> str:
        return self._sound.name

    @property
    def duration_s(self) -> float | None:
        return self._sound.duration_s

    def __enter__(self) -> Self:
        self._sound.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._sound.__exit__(kind, error, trace)

    def events(self) -> Iterator[Frame | SourceLost | SourceRestored]:
        began_s = time.monotonic()
        for item in self._sound.events():
            if isinstance(item, Frame):
                wait_s = began_s + item.end_s / self._speed - time.monotonic()
                if wait_s > 0 and self._stopped.wait(wait_s):
                    return
            yield item

    def stop(self) -> None:
        self._stopped.set()
        self._sound.stop()
