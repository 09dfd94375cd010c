"""Lets the rep hear a recording while it is coached: both sides, mixed, as they come."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from types import TracebackType
from typing import Self

import numpy as np

from audio.call import CallSound
from audio.frames import SAMPLE_RATE_HZ, Frame, Samples, Speaker
from audio.health import SourceLost, SourceRestored
from audio.output import CannotPlay, MakeOutput, open_output

QUEUED_FRAMES = 16
"""Half a second: a player that falls further behind skips."""
END_S = 1.0
"""How long the end of the call waits for its last words to be heard; an output that hangs keeps nobody else waiting."""

log = logging.getLogger(__name__)


class Audible:
    """Wraps a call's sound and plays it through the default output; silent, not broken, where there is none.

    make_output: for tests.
    """

    def __init__(self, sound: CallSound, make_output: MakeOutput = open_output) -> None:
        self._sound, self._make_output = sound, make_output
        self._mixed: queue.Queue[Samples | None] = queue.Queue(QUEUED_FRAMES)
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._play, name="courtside-aloud", daemon=True)

    @property
    def name(self) -> str:
        return self._sound.name

    @property
    def duration_s(self) -> float | None:
        return self._sound.duration_s

    def __enter__(self) -> Self:
        self._sound.__enter__()
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._thread.is_alive():
            with suppress(queue.Full):
                self._mixed.put(None, timeout=END_S)
            self._thread.join(END_S)
        self._sound.__exit__(kind, error, trace)

    def events(self) -> Iterator[Frame | SourceLost | SourceRestored]:
        rep: Samples | None = None
        for item in self._sound.events():
            if isinstance(item, Frame):
                if item.speaker is Speaker.REP:
                    rep = item.samples
                elif rep is not None:
                    with suppress(queue.Full):
                        self._mixed.put_nowait((rep + item.samples) * np.float32(0.7))
            yield item

    def stop(self) -> None:
        self._stopped.set()
        self._sound.stop()

    def _play(self) -> None:
        try:
            with closing(self._make_output(SAMPLE_RATE_HZ, "sample call")) as output:
                while (mixed := self._mixed.get()) is not None:
                    if self._stopped.is_set():
                        return
                    output.write(mixed)
                output.drain()
        except CannotPlay as error:
            log.info("the call is not played aloud: %s", error)
