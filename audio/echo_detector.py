"""Is the customer's voice in the microphone at all? Cheap enough to ask all through a call."""

from __future__ import annotations

import numpy as np

from audio.frames import SAMPLE_RATE_HZ, Samples
from audio.level import level_db

WINDOW_SAMPLES = SAMPLE_RATE_HZ
"""One second of the customer's speech is compared with the microphone at a time."""
SPOKEN_DB = -45.0
"""A window of the system's sound quieter than this tells nothing."""
HEARD_DB = -75.0
"""A microphone more quiet than this while the customer speaks has no echo in it."""
EARLIEST_SAMPLES, LATEST_SAMPLES = -SAMPLE_RATE_HZ * 60 // 1000, SAMPLE_RATE_HZ // 2
"""Where the echo is looked for, after the sound itself: devices may be stamped a little early."""
BAND_HZ = (200.0, 4000.0)
PEAK = 7.5
"""Times the root mean square of the correlation. Two voices without echo reach 6.6 at most in 217 windows;
an echo 35 dB below the customer has a median of 8.7, one of 25 dB 11.
"""
SAME_LAG_SAMPLES = SAMPLE_RATE_HZ // 100
"""The path from loudspeaker to microphone does not change by more than this between two traces."""
WINDOWS_WITHOUT = 10
"""So many windows of customer speech in a row without a peak, and there is no echo: a headset."""


class EchoDetector:
    """Compares what the system plays with what the microphone hears (GCC-PHAT), a window at a time.

    is_present: True from the start where it is expected, until ten seconds of customer speech have left no trace in the
    microphone; True again with the first trace. So the first words of a call are safe as well.
    has_trace: whether there ever was one.
    """

    def __init__(self, *, expected: bool = True) -> None:
        self.has_trace = False
        self._near = np.zeros(0, np.float32)
        self._far = np.zeros(0, np.float32)
        self._without = 0 if expected else WINDOWS_WITHOUT
        self._last_lag_samples = -LATEST_SAMPLES

    @property
    def is_present(self) -> bool:
        return self._without < WINDOWS_WITHOUT

    def expect(self) -> None:
        """The devices changed: there may be an echo now."""
        self._without = 0

    def hear(self, near: Samples, far: Samples) -> None:
        """The same moment on both sides: `near` the microphone, `far` the system's sound."""
        self._near = np.concatenate([self._near, near])
        self._far = np.concatenate([self._far, far])
        if len(self._far) < WINDOW_SAMPLES:
            return
        if level_db(self._far) > SPOKEN_DB:
            self._judge(*self._peak() if level_db(self._near) > HEARD_DB else (0.0, 0))
        self._near = self._far = np.zeros(0, np.float32)

    def _judge(self, height: float, lag_samples: int) -> None:
        """A peak is a trace when the peak before it was at the same distance: chance is not so faithful."""
        self._without += 1
        if height > PEAK:
            if abs(lag_samples - self._last_lag_samples) <= SAME_LAG_SAMPLES:
                self._without = 0
                self.has_trace = True
            self._last_lag_samples = lag_samples

    def _peak(self) -> tuple[float, int]:
        """(height above the rest, place in the correlation) of what the sides have in common."""
        size = 2 * WINDOW_SAMPLES
        cross = np.fft.rfft(self._near, size) * np.conj(np.fft.rfft(self._far, size))
        frequency_hz = np.fft.rfftfreq(size, 1 / SAMPLE_RATE_HZ)
        cross[(frequency_hz < BAND_HZ[0]) | (frequency_hz > BAND_HZ[1])] = 0.0
        correlation = np.fft.irfft(cross / (np.abs(cross) + 1e-12))
        looked_at = np.concatenate([correlation[EARLIEST_SAMPLES:], correlation[:LATEST_SAMPLES]])
        heights = np.abs(looked_at)
        return float(heights.max() / np.sqrt(np.square(looked_at).mean())), int(heights.argmax())
