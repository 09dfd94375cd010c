"""A recogniser that fails is tried again, a few times, with longer and longer waits: nothing is lost meanwhile."""

from __future__ import annotations

import logging

from models.hearing import RecogniserDied

MOST_ATTEMPTS = 5
"""Reading that fails this often in a row is given up for the call."""
TRY_AGAIN_S = 1.0
"""Tried again at once, then after this, twice this…: what took the memory may be gone by then."""

log = logging.getLogger(__name__)


class Attempts:
    """Counts failures in a row."""

    def __init__(self) -> None:
        self.failures = 0

    def succeeded(self) -> None:
        self.failures = 0

    def failed(self, error: Exception) -> None:
        """Writes it down. Raises RecogniserDied, for the user to read, when there were too many."""
        self.failures += 1
        log.warning("reading speech failed, attempt %d of %d: %s", self.failures, MOST_ATTEMPTS, error)
        if self.failures >= MOST_ATTEMPTS:
            raise RecogniserDied(
                f"Speech could not be read, {MOST_ATTEMPTS} times in a row: {error}. "
                "Close other programs, which may free the memory it takes, or choose a smaller model."
            ) from error

    @property
    def wait_s(self) -> float:
        """How long to wait before the next attempt."""
        return TRY_AGAIN_S * max(0, self.failures - 1)
