"""Is the customer's voice in the microphone at all? Cheap enough to ask all through a call."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from audio.frames import FRAME_S, SAMPLE_RATE_HZ, Samples
from audio.level import level_db

WINDOW_SAMPLES = SAMPLE_RATE_HZ // 2
"""Half a second of the customer's speech is compared with the microphone at a time."""
SPOKEN_DB = -45.0
"""A window of the system's sound quieter than this tells nothing."""
HEARD_DB = -75.0
"""A microphone more quiet than this while the customer speaks has no echo in it."""
EARLIEST_SAMPLES, LATEST_SAMPLES = -SAMPLE_RATE_HZ * 60 // 1000, SAMPLE_RATE_HZ // 2
"""Where the echo is looked for, after the sound itself: devices may be stamped a little early."""
BAND_HZ = (200.0, 4000.0)
MEMORY = 0.75
"""Weight of what was known before each window: chance peaks move about and fade, an echo's stay and grow."""
PEAK = 10.5
"""Times the root mean square of the correlation. Two voices without echo reach 9.0 at most (1,500 windows of
synthetic and telephone speech); an echo 10 to 30 dB below the customer is above 12 in 95 % of windows.
"""
WITNESS = 4.0
"""What a window and those before it must each have of the peak: the sharp beginnings of two voices that fall into
one window correlate like an echo (up to 14, once).
"""
WINDOWS_WITHOUT = 60
"""So many windows of customer speech in a row without a peak, half a minute, and there is no echo any more: a rep
who talks over a faint one can hide it for ten seconds.
"""
WINDOWS_IN_DOUBT = 4
"""So many tell whether there is an echo at all: in all calls but those with the faintest it is found in two."""
PAUSE_S = 0.5
"""A customer silent for so long has nothing in the air that could echo."""


class EchoDetector:
    """Compares what the system plays with what the microphone hears (GCC-PHAT), half a second at a time.

    is_present: whether there is an echo now: from half a second of the customer's speech on, mostly.
    has_trace: whether there ever was one. At first both are unknown, unless the caller knows.
    """

    def __init__(self, *, is_present: bool | None = None) -> None:
        self.is_present = bool(is_present)
        self.has_trace = False
        self._window: list[tuple[Samples, Samples]] = []
        self._without = 0
        self._doubts = WINDOWS_IN_DOUBT if is_present is None else 0
        self._silent_s = PAUSE_S
        self._known: NDArray[np.float64] = np.zeros(LATEST_SAMPLES - EARLIEST_SAMPLES)

    def forget(self) -> None:
        """The devices changed: another path, or none."""
        self._known[:] = 0.0
        self._doubts = WINDOWS_IN_DOUBT

    @property
    def is_in_doubt(self) -> bool:
        """The customer speaks, and it will be known in a moment whether that echoes."""
        return not self.is_present and self._doubts > 0 and self._silent_s < PAUSE_S

    def hear(self, near: Samples, far: Samples) -> None:
        """The same moment on both sides: `near` the microphone, `far` the system's sound."""
        self._silent_s = 0.0 if level_db(far) > SPOKEN_DB else self._silent_s + FRAME_S
        self._window.append((near, far))
        if sum(len(sound) for _, sound in self._window) < WINDOW_SAMPLES:
            return
        near, far = (np.concatenate(side) for side in zip(*self._window, strict=True))
        self._window.clear()
        if level_db(far) > SPOKEN_DB:
            self._judge(near, far)

    def _judge(self, near: Samples, far: Samples) -> None:
        self._without += 1
        self._doubts = max(0, self._doubts - 1)
        if level_db(near) > HEARD_DB:
            before, now = MEMORY * self._known, _correlation(near, far)
            self._known = before + now
            at = np.abs(self._known).argmax()
            sign = np.sign(self._known[at])
            is_peak = abs(self._known[at]) > PEAK * np.sqrt(np.square(self._known).mean())
            if is_peak and min(sign * before[at], sign * now[at]) > WITNESS:
                self._without = 0
                self.is_present = self.has_trace = True
        self.is_present &= self._without < WINDOWS_WITHOUT


def _correlation(near: Samples, far: Samples) -> NDArray[np.float64]:
    """What the sides have in common at each distance, phases alone, with a root mean square of 1."""
    size = 2 * len(far)
    lowest, highest = (edge_hz * size / SAMPLE_RATE_HZ for edge_hz in BAND_HZ)
    band = slice(math.ceil(lowest), math.floor(highest) + 1)
    cross = np.zeros(size // 2 + 1, np.complex64)
    cross[band] = np.fft.rfft(near, size)[band] * np.conj(np.fft.rfft(far, size)[band])
    cross[band] /= np.abs(cross[band]) + 1e-12
    correlation = np.fft.irfft(cross)
    looked_at = np.concatenate([correlation[EARLIEST_SAMPLES:], correlation[:LATEST_SAMPLES]])
    scaled: NDArray[np.float64] = looked_at / np.sqrt(np.square(looked_at).mean())
    return scaled
