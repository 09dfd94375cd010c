"""A microphone that delivers nothing but zeros: muted at the headset, or dead, and nobody would say so."""

from __future__ import annotations

from audio.frames import FRAME_S, Samples

STILL_S = 8.0
"""A real microphone is never without noise for so long; a noise gate that closes to zeros opens before."""


class Stillness:
    """Told every frame of one side, knows whether it has been digital silence for STILL_S."""

    def __init__(self) -> None:
        self._zeros_s = 0.0

    @property
    def is_still(self) -> bool:
        return self._zeros_s >= STILL_S

    def hear(self, samples: Samples) -> bool:
        """Whether `is_still` has just changed."""
        was_still = self.is_still
        self._zeros_s = 0.0 if samples.any() else self._zeros_s + FRAME_S
        return self.is_still != was_still

    def forget(self) -> None:
        """The side is off or lost, which is told otherwise."""
        self._zeros_s = 0.0
