"""Lets the rep hear a recording while it is coached: both sides, mixed, as they come."""

from __future__ import annotations

import logging
import queue
from collections.abc import Iterator
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

import numpy as np

from audio.call import CallSound
from audio.frames import FRAME_SAMPLES, SAMPLE_RATE_HZ, Frame, Samples, Speaker
from audio.health import SourceLost, SourceRestored

QUEUED_FRAMES = 16
"""Half a second: a player that falls further behind skips."""

log = logging.getLogger(__name__)


class Audible:
    """Wraps a call's sound and plays it through the default output; silent, not broken, where there is none."""

    def __init__(self, sound: CallSound) -> None:
        self._sound = sound
        self._mixed: queue.Queue[Samples] = queue.Queue(QUEUED_FRAMES)
        self._stream: Any = None

    @property
    def name(self) -> str:
        return self._sound.name

    @property
    def duration_s(self) -> float | None:
        return self._sound.duration_s

    def __enter__(self) -> Self:
        self._sound.__enter__()
        try:
            import sounddevice

            self._stream = sounddevice.OutputStream(
                samplerate=SAMPLE_RATE_HZ, channels=1, blocksize=FRAME_SAMPLES, callback=self._play
            )
            self._stream.start()
        except Exception as error:  # no PortAudio, no device, a device that is busy: the demo goes on without
            log.info("the call is not played aloud: %s", error)
            self._stream = None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._stream is not None:
            self._stream.close()
        self._sound.__exit__(kind, error, trace)

    def events(self) -> Iterator[Frame | SourceLost | SourceRestored]:
        rep: Samples | None = None
        for item in self._sound.events():
            if isinstance(item, Frame) and self._stream is not None:
                if item.speaker is Speaker.REP:
                    rep = item.samples
                elif rep is not None:
                    with suppress(queue.Full):
                        self._mixed.put_nowait((rep + item.samples) * np.float32(0.7))
            yield item

    def stop(self) -> None:
        self._sound.stop()

    def _play(self, out: Any, frames: int, time: Any, status: Any) -> None:
        try:
            out[:, 0] = self._mixed.get_nowait()
        except queue.Empty:
            out.fill(0)
