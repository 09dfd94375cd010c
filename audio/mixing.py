"""Many channels to one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from audio.frames import Samples


def mono(samples: NDArray[np.float32]) -> Samples:
    """The mean of the channels that carry anything, of float32 sound of shape (n, channels).

    Interfaces with eight inputs and one microphone, and surround outputs that play a call in front only,
    have channels of pure zeros: counted in, they would make the voice fainter by up to 18 dB.
    """
    if samples.shape[1] == 1:
        return samples[:, 0]
    used = samples[:, samples.any(axis=0)]
    mixed: Samples = (used if used.shape[1] else samples[:, :1]).mean(axis=1, dtype=np.float32)
    return mixed
