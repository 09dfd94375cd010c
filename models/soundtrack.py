"""The last seconds of one channel, addressed by the call clock."""

from __future__ import annotations

from collections import deque

import numpy as np

from audio.frames import SAMPLE_RATE_HZ, Frame, Samples


class Soundtrack:
    """Keeps frames until told to forget them. Missing frames read as silence.

    Frames arrive in order; a frame that starts before the end of the last one is an error of the caller.
    """

    def __init__(self) -> None:
        self._frames: deque[Frame] = deque()

    @property
    def end_s(self) -> float:
        """Where the sound ends, 0 before the first frame."""
        return self._frames[-1].end_s if self._frames else 0.0

    def append(self, frame: Frame) -> None:
        self._frames.append(frame)

    def forget_before(self, time_s: float) -> None:
        """Drop what lies wholly before `time_s`; the newest frame always stays."""
        while len(self._frames) > 1 and self._frames[0].end_s <= time_s:
            self._frames.popleft()

    def between(self, start_s: float, end_s: float) -> Samples:
        """A copy of the sound from `start_s` to `end_s`; silence where there is none."""
        samples = np.zeros(max(0, round((end_s - start_s) * SAMPLE_RATE_HZ)), np.float32)
        for frame in self._frames:
            if frame.end_s <= start_s or frame.start_s >= end_s:
                continue
            offset = round((frame.start_s - start_s) * SAMPLE_RATE_HZ)
            first, after = max(0, offset), min(len(samples), offset + len(frame.samples))
            if first < after:
                samples[first:after] = frame.samples[first - offset : after - offset]
        return samples
