"""A call's kept sound, read from any moment: both sides mixed, to be played."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from audio.frames import Samples

PLAYED_HZ = 48_000
"""What Opus is decoded to, and what nearly all outputs run at."""
AHEAD_S = 0.1
"""A decoder needs this much before its sound is right."""
LOUDNESS = np.float32(0.8)
"""Of each side: both at once stay below full scale nearly always; beyond it they are cut."""


def mixed(path: Path, from_s: float) -> Iterator[tuple[float, Samples]]:
    """(when on the call clock, mono samples at PLAYED_HZ) from this moment to the end of what was kept.

    Of a file that was broken off, all that is whole. Raises OSError when it cannot be read.
    """
    import av
    from av.error import FFmpegError

    try:
        with av.open(str(path)) as file:
            file.seek(max(0, int((from_s - AHEAD_S) * 1e6)))
            for frame in file.decode(audio=0):
                at_s = frame.time or 0.0
                skipped = max(0, round((from_s - at_s) * frame.sample_rate))
                if skipped < frame.samples:
                    sides = frame.to_ndarray().astype(np.float32, copy=False)
                    yield max(at_s, from_s), np.clip(sides.sum(axis=0) * LOUDNESS, -1.0, 1.0)[skipped:]
    except FFmpegError as error:
        raise OSError(f"{path}: the kept sound cannot be read: {error.strerror}") from error
