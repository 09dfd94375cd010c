"""Keeps a call's sound beside its words: both sides in one Ogg Opus file, whole up to its last half second."""

from __future__ import annotations

import logging
import os
import queue
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from audio.call import CallSound
from audio.completeness import KEPT_AS_HEARD
from audio.frames import FRAME_S, FRAME_SAMPLES, SAMPLE_RATE_HZ, Frame, Samples, Speaker
from audio.health import SourceLost, SourceRestored

BITS_PER_S = 48_000
"""For both sides together: speech without audible loss, 20 MB an hour."""
PAGE_US = 400_000
"""How much sound is written at a time: a process that is killed loses no more than this, and what waits."""
QUEUED_STEPS = round(30 / FRAME_S)
"""How long a disk may be busy; what comes then is kept as silence, so that later sound keeps its time."""
CLOSE_S = 5.0

log = logging.getLogger(__name__)


class SoundKeeper:
    """Takes frames as `CallSound` gives them and never waits for the disk; its own thread encodes and writes.

    Left is the rep, right the customer, apart from each other (no joint stereo); the file begins with the call
    clock. It is made anew, for nobody else (0600). What goes wrong with it never stops the call.

    waits: it may wait for the disk after all: a recording can, a live call cannot.
    problem: None, or why nothing is kept any more.
    """

    def __init__(self, path: Path, *, waits: bool = False) -> None:
        self.problem: str | None = None
        self._path, self._waits = path, waits
        self._rep: Samples | None = None
        self._missed = 0
        self._steps: queue.Queue[NDArray[np.int16] | int | None] = queue.Queue(QUEUED_STEPS)
        self._thread = threading.Thread(target=self._run, name="courtside-kept-sound", daemon=True)
        self._thread.start()

    def hear(self, frame: Frame) -> None:
        if frame.speaker is Speaker.REP:
            self._rep = frame.samples
        elif self._rep is not None:
            sides = np.stack([self._rep, frame.samples], axis=1)
            self._put((np.clip(sides, -1.0, 1.0) * 32767).astype(np.int16))

    def close(self) -> None:
        """Writes what waits and closes the file. Safe to call twice."""
        with suppress(queue.Full):  # a disk that hangs: the thread ends with the process
            self._steps.put(None, timeout=CLOSE_S)
            self._thread.join(CLOSE_S)

    def _put(self, step: NDArray[np.int16]) -> None:
        if self.problem is not None:
            return
        if self._waits:
            self._steps.put(step)
            return
        try:
            if self._missed:
                self._steps.put_nowait(self._missed)
                self._missed = 0
            self._steps.put_nowait(step)
        except queue.Full:
            self._missed += 1

    def _run(self) -> None:
        try:
            self._write()
        except Exception as error:  # a full disk, a folder taken away: the call goes on without
            self.problem = str(error)
            log.warning("the call's sound is no longer kept: %s", type(error).__name__)
            while self._steps.get() is not None:
                pass

    def _write(self) -> None:
        from av import open as open_container

        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(self._path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
        flushed = {"flush_packets": "1", "page_duration": str(PAGE_US)}
        with os.fdopen(handle, "wb", buffering=0) as file, open_container(file, "w", "ogg", options=flushed) as out:
            discrete = {"mapping_family": "255", "application": "voip"}  # joint stereo would mix the sides
            stream: Any = out.add_stream("libopus", rate=SAMPLE_RATE_HZ, layout="stereo", options=discrete)
            stream.bit_rate = BITS_PER_S
            out.metadata.update(KEPT_AS_HEARD)
            written = 0
            while (step := self._steps.get()) is not None:
                missed = step if isinstance(step, int) else 0
                for sides in [_SILENCE] * missed if missed else [step]:
                    out.mux(stream.encode(_frame(sides, written)))
                    written += FRAME_SAMPLES
            out.mux(stream.encode(None))


class Kept:
    """A call's sound that is kept as it is heard. Owns it, as a `CallSound` itself."""

    def __init__(self, sound: CallSound, path: Path) -> None:
        self._sound, self._path = sound, path
        self._keeper: SoundKeeper | None = None
        self.name, self.duration_s = sound.name, sound.duration_s

    def __enter__(self) -> Self:
        self._sound.__enter__()
        self._keeper = SoundKeeper(self._path, waits=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._keeper is not None:
            self._keeper.close()
        self._sound.__exit__(kind, error, trace)

    def events(self) -> Iterator[Frame | SourceLost | SourceRestored]:
        for item in self._sound.events():
            if isinstance(item, Frame) and self._keeper is not None:
                self._keeper.hear(item)
            yield item

    def stop(self) -> None:
        self._sound.stop()


_SILENCE = np.zeros((FRAME_SAMPLES, 2), np.int16)


def _frame(sides: Any, at: int) -> Any:
    from av import AudioFrame

    frame = AudioFrame.from_ndarray(np.ascontiguousarray(sides).reshape(1, -1), format="s16", layout="stereo")
    frame.sample_rate, frame.pts = SAMPLE_RATE_HZ, at
    return frame
