"""Speech on and off, as every later room hears of it. Times are seconds on the call clock."""

from __future__ import annotations

from dataclasses import dataclass

from audio.frames import Speaker


@dataclass(frozen=True, slots=True)
class SpeechStarted:
    """`speaker` began to speak at `start_s`; it was known at `at_s` (a little later: a few frames decide)."""

    at_s: float
    speaker: Speaker
    start_s: float


@dataclass(frozen=True, slots=True)
class SpeechStopped:
    """`speaker` fell silent at `end_s`; it was known at `at_s`, one hang-over later.

    start_s, end_s: the stretch of speech that is now over, the same `start_s` as its `SpeechStarted`.
    """

    at_s: float
    speaker: Speaker
    start_s: float
    end_s: float
