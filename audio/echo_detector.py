"""Is the customer's voice in the microphone at all? Cheap enough to ask all through a call."""

from __future__ import annotations

import numpy as np

from audio.frames import SAMPLE_RATE_HZ, Samples
from audio.level import level_db

WINDOW_SAMPLES = SAMPLE_RATE_HZ
"""One second of the customer's speech is compared with the microphone at a time."""
ALERT_SAMPLES = SAMPLE_RATE_HZ // 2
"""While anything is possible: half a second, every quarter."""
SPOKEN_DB = -45.0
"""A window of the system's sound quieter than this tells nothing."""
HEARD_DB = -75.0
"""A microphone more quiet than this while the customer speaks has no echo in it."""
EARLIEST_SAMPLES, LATEST_SAMPLES = -SAMPLE_RATE_HZ * 60 // 1000, SAMPLE_RATE_HZ // 2
"""Where the echo is looked for, after the sound itself: devices may be stamped a little early."""
BAND_HZ = (200.0, 4000.0)
PEAK = 7.5
"""Times the root mean square of the correlation. Two voices without echo reach 6.6 at most in 217 windows of a
second; an echo 35 dB below the customer has a median of 8.7, one of 25 dB 11.
"""
ALERT_PEAK = 8.5
"""The same for half a second: an echo 10 dB below the customer has a median of 10.5 to 13."""
SAME_LAG_SAMPLES = SAMPLE_RATE_HZ // 100
"""The path from loudspeaker to microphone does not change by more than this between two traces."""
WINDOWS_WITHOUT = 10
"""So many windows of customer speech in a row without a peak, and there is no echo: a headset."""
ALERT_WINDOWS = 40
"""Ten seconds of the customer, with windows every quarter of a second."""


class EchoDetector:
    """Compares what the system plays with what the microphone hears (GCC-PHAT), a window at a time.

    is_present: whether there is an echo now. Where it is not known from the start, the detector is alert for
    the first ten seconds of customer speech, and half a second of echo is enough; later it takes two seconds.
    Ten seconds of customer speech without a trace end it.
    has_trace: whether there ever was one.
    """

    def __init__(self, *, is_present: bool = False, is_alert: bool = True) -> None:
        self.is_present = is_present
        self.has_trace = False
        self._alert_windows = ALERT_WINDOWS if is_alert else 0
        self._near = np.zeros(0, np.float32)
        self._far = np.zeros(0, np.float32)
        self._without = 0
        self._last_lag_samples = -LATEST_SAMPLES

    def expect(self) -> None:
        """The devices changed: there may be an echo now."""
        self._alert_windows = ALERT_WINDOWS

    def hear(self, near: Samples, far: Samples) -> None:
        """The same moment on both sides: `near` the microphone, `far` the system's sound."""
        self._near = np.concatenate([self._near, near])
        self._far = np.concatenate([self._far, far])
        window = ALERT_SAMPLES if self._alert_windows else WINDOW_SAMPLES
        if len(self._far) < window:
            return
        if level_db(self._far) > SPOKEN_DB:
            self._judge(*self._peak() if level_db(self._near) > HEARD_DB else (0.0, 0))
        kept = window // 2 if self._alert_windows else 0
        self._near, self._far = self._near[len(self._near) - kept :], self._far[len(self._far) - kept :]

    def _judge(self, height: float, lag_samples: int) -> None:
        if self._alert_windows:
            self._alert_windows -= 1
            if height > ALERT_PEAK:
                self._alert_windows = 0
                self._found()
            return
        self._without += 1
        if height > PEAK:
            # Chance does not come twice from the same distance.
            if abs(lag_samples - self._last_lag_samples) <= SAME_LAG_SAMPLES:
                self._found()
            self._last_lag_samples = lag_samples
        self.is_present &= self._without < WINDOWS_WITHOUT

    def _found(self) -> None:
        self._without = 0
        self.is_present = self.has_trace = True

    def _peak(self) -> tuple[float, int]:
        """(height above the rest, place in the correlation) of what the sides have in common."""
        size = 2 * len(self._far)
        cross = np.fft.rfft(self._near, size) * np.conj(np.fft.rfft(self._far, size))
        frequency_hz = np.fft.rfftfreq(size, 1 / SAMPLE_RATE_HZ)
        cross[(frequency_hz < BAND_HZ[0]) | (frequency_hz > BAND_HZ[1])] = 0.0
        correlation = np.fft.irfft(cross / (np.abs(cross) + 1e-12))
        heights = np.abs(np.concatenate([correlation[EARLIEST_SAMPLES:], correlation[:LATEST_SAMPLES]]))
        return float(heights.max() / np.sqrt(np.square(heights).mean())), int(heights.argmax())
