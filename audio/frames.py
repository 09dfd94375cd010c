"""What sound looks like once it is on the call clock."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:  # numpy takes its time to load, and a window that shows who speaks needs the names alone
    import numpy as np
    from numpy.typing import NDArray

SAMPLE_RATE_HZ = 16_000
FRAME_SAMPLES = 512
"""Samples in a frame: 32 ms, the window Silero's voice activity model was trained on."""
FRAME_S = FRAME_SAMPLES / SAMPLE_RATE_HZ

Samples: TypeAlias = "NDArray[np.float32]"


class Speaker(StrEnum):
    """Who is heard. The channel says so: the microphone is the rep, the system's sound the customer."""

    REP = "rep"
    CUSTOMER = "customer"

    @property
    def other(self) -> Speaker:
        return Speaker.CUSTOMER if self is Speaker.REP else Speaker.REP


@dataclass(frozen=True, slots=True)
class Frame:
    """One step of one channel.

    start_s: seconds on the call clock, which starts at 0 and counts samples, not wall time.
    samples: float32 mono in [-1, 1], shape (FRAME_SAMPLES,), at SAMPLE_RATE_HZ.
    cleaned: the same without the other side's echo, where `samples` still has it: who speaks is told from this.
    """

    speaker: Speaker
    start_s: float
    samples: Samples
    cleaned: Samples | None = None

    @property
    def voice(self) -> Samples:
        """What tells whether `speaker` speaks."""
        return self.samples if self.cleaned is None else self.cleaned

    @property
    def end_s(self) -> float:
        return self.start_s + len(self.samples) / SAMPLE_RATE_HZ
