"""How loud it is, for a meter."""

from __future__ import annotations

import math

import numpy as np

from audio.frames import Samples

QUIETEST_DB = -60.0
"""Where a meter starts to move: above the noise of a quiet room, below any speech."""
LOUDEST_DB = -10.0
"""Where a meter is full: speech this loud is about to clip at its peaks."""


def level_db(samples: Samples) -> float:
    """The root mean square of `samples` in decibels below full scale; -inf for digital silence."""
    power = float(np.dot(samples, samples)) / len(samples) if len(samples) else 0.0
    return 10.0 * math.log10(power) if power > 0.0 else -math.inf


def level_of(samples: Samples) -> float:
    """0 to 1, in even steps to the ear: 0 at -60 dB below full scale and less, 1 at -10 dB and more."""
    return min(1.0, max(0.0, (level_db(samples) - QUIETEST_DB) / (LOUDEST_DB - QUIETEST_DB)))
