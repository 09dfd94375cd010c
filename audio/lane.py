"""One side of a live call, laid out on the call clock: chunks with times in, gapless samples out."""

from __future__ import annotations

from collections import deque
from typing import Any

import numpy as np

from audio.frames import FRAME_SAMPLES, SAMPLE_RATE_HZ, Samples
from audio.mixing import mono
from audio.source import Chunk

STEP_LIMIT_S = 0.015
"""A device's sound may stray this far from its times before it is moved at once: it was a gap, or a burst."""
GAP_WITNESS_S = 0.5
"""A device that always delivers is only late at first sight; sound is missing if it stays late for so long."""
WITNESS_S = 8.0
"""Chunks come late by chance but never early: the earliest of this long tells how far sound has strayed."""
CORRECTION_S = 12.0
"""A stray is drawn in by playing faster or slower, over about this long: 200 ppm stay within 3 ms."""
RING_OUT_S = 0.08
"""More than the resamplers ever hold back (10 to 55 ms)."""
DECIMATED_HZ = 48_000
"""Up to this rate sound comes to SAMPLE_RATE_HZ first: a speed that changes costs four times as much at 48 kHz.
From higher ones soxr gives out too much at a time for that.
"""
LARGEST_CORRECTION = 1e-3
"""Of the rate. 1.7 cents: nobody hears it."""


class Lane:
    """Samples of one device at SAMPLE_RATE_HZ on a clock that starts at `origin_s` of the monotonic clock.

    The device's own clock may be off (a thousandth at most), its chunks may come in bursts, and it may
    deliver nothing at all for a while: what comes out stays where its times say, to a few milliseconds.
    """

    def __init__(self, origin_s: float, *, is_continuous: bool) -> None:
        self._origin_s = origin_s
        self._gap_witness_s = GAP_WITNESS_S if is_continuous else 0.0
        self._taken = 0
        self._ready: Samples = np.zeros(0, np.float32)
        self._waiting: deque[Chunk] = deque()
        self._strays: deque[tuple[float, float]] = deque()
        """(time, stray) of recent chunks that no later one exceeds: the first is the largest of all."""
        self._decimator: Any = None
        self._resampler: Any = None
        self._rate_hz = 0
        self._speed = 1.0
        self._owed = 0.0
        """Output the resamplers still hold back, in samples: what they were given less what they gave."""

    def hear(self, chunk: Chunk) -> None:
        self._waiting.append(chunk)

    @property
    def has_frame(self) -> bool:
        """Whether a whole frame is there, so that `take` need not fill it up with zeros."""
        ready_s = len(self._ready) / SAMPLE_RATE_HZ
        return ready_s + sum(chunk.duration_s for chunk in self._waiting) >= FRAME_SAMPLES / SAMPLE_RATE_HZ

    def take(self) -> Samples:
        """The next frame's samples; zeros where the device delivered nothing."""
        while len(self._ready) < FRAME_SAMPLES and self._waiting:
            self._place(self._waiting.popleft())
        if len(self._ready) < FRAME_SAMPLES:
            self._run_dry()
        frame, self._ready = self._ready[:FRAME_SAMPLES], self._ready[FRAME_SAMPLES:]
        self._taken += FRAME_SAMPLES
        if len(frame) == FRAME_SAMPLES:
            return frame
        return np.concatenate([frame, np.zeros(FRAME_SAMPLES - len(frame), np.float32)])

    def shift(self, later_s: float) -> None:
        """The clock's origin is later by so much: that time was nobody's."""
        self._origin_s += later_s

    def _run_dry(self) -> None:
        """The device pauses: what the resampler still holds belongs here, not before what comes next."""
        self._strays.clear()
        if self._resampler is not None:
            whole = len(self._ready) + max(0, round(self._owed))
            self._feed(np.zeros(round(RING_OUT_S * self._rate_hz), np.float32))
            self._ready = self._ready[:whole]
            self._resampler, self._owed = None, 0.0

    def _place(self, chunk: Chunk) -> None:
        """Appends `chunk`, after silence or less its beginning where it does not follow on."""
        if self._resampler is None or chunk.rate_hz != self._rate_hz:
            self._open_resampler(chunk.rate_hz)
        stray_s = self._stray_s(chunk)
        samples = mono(chunk.samples)
        if stray_s < -STEP_LIMIT_S and self._is_gap(chunk.end_s):
            samples = np.concatenate([np.zeros(round(-stray_s * chunk.rate_hz), np.float32), samples])
            self._strays.clear()
        elif stray_s > STEP_LIMIT_S:
            samples = samples[round(stray_s * chunk.rate_hz) :]
            self._strays.clear()
        else:
            self._correct(chunk.end_s)
        self._feed(samples)

    def _feed(self, samples: Samples) -> None:
        whole = self._decimator.resample_chunk(samples) if self._decimator is not None else samples
        heard = self._resampler.resample_chunk(whole)
        self._owed += len(samples) * SAMPLE_RATE_HZ / (self._rate_hz * self._speed) - len(heard)
        self._ready = np.concatenate([self._ready, heard])

    def _stray_s(self, chunk: Chunk) -> float:
        """How much later than captured `chunk` would be heard if it followed on. Below zero: sound is missing.

        What waits behind it bears witness: after a burst the next chunks catch up, after a gap they do not.
        """
        end_s = self._origin_s + self._end_s() + chunk.duration_s
        stray_s = end_s - chunk.end_s
        while self._strays and self._strays[-1][1] <= stray_s:
            self._strays.pop()
        self._strays.append((chunk.end_s, stray_s))
        for later in self._waiting:
            end_s += later.duration_s
            stray_s = max(stray_s, end_s - later.end_s)
        return stray_s

    def _is_gap(self, now_s: float) -> bool:
        """Whether the sound of the last moments was late as well, so that it is not a burst to come."""
        since_s = now_s - self._gap_witness_s
        return all(stray_s < -STEP_LIMIT_S for at_s, stray_s in self._strays if at_s > since_s)

    def _end_s(self) -> float:
        """Where the sound placed so far ends on the call clock, what is still in the resampler included."""
        return (self._taken + len(self._ready) + self._owed) / SAMPLE_RATE_HZ

    def _correct(self, now_s: float) -> None:
        """Draws a small stray in by the resampling ratio."""
        while self._strays[0][0] < now_s - WITNESS_S:
            self._strays.popleft()
        stray_s = self._strays[0][1]
        self._speed = 1 + min(LARGEST_CORRECTION, max(-LARGEST_CORRECTION, stray_s / CORRECTION_S))
        self._resampler.set_io_ratio(self._taken_rate_hz * self._speed, SAMPLE_RATE_HZ)

    def _open_resampler(self, rate_hz: int) -> None:
        import soxr

        self._rate_hz, self._speed, self._owed = rate_hz, 1.0, 0.0
        self._decimator = soxr.ResampleStream(rate_hz, SAMPLE_RATE_HZ, 1) if self._is_decimated else None
        taken_hz = self._taken_rate_hz
        self._resampler = soxr.ResampleStream(taken_hz * (1 + LARGEST_CORRECTION), SAMPLE_RATE_HZ, 1, vr=True)
        self._resampler.set_io_ratio(taken_hz, SAMPLE_RATE_HZ)

    @property
    def _is_decimated(self) -> bool:
        return SAMPLE_RATE_HZ < self._rate_hz <= DECIMATED_HZ

    @property
    def _taken_rate_hz(self) -> int:
        """The rate of what the resampler with the changing speed is given."""
        return SAMPLE_RATE_HZ if self._is_decimated else self._rate_hz
