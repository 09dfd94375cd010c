"""A short sound out of the default output."""

from __future__ import annotations

from contextlib import closing

from audio.frames import SAMPLE_RATE_HZ, Samples
from audio.output import open_output


def play(samples: Samples) -> None:
    """Plays mono samples at SAMPLE_RATE_HZ and returns when they have been heard. Raises CannotPlay."""
    with closing(open_output(SAMPLE_RATE_HZ, "check")) as output:
        output.write(samples)
        output.drain()
