"""What happens to the devices: events, never silence that looks like a quiet speaker."""

from __future__ import annotations

from dataclasses import dataclass

from audio.frames import Speaker


@dataclass(frozen=True, slots=True)
class SourceLost:
    """One side can no longer be heard. `reason` is a sentence for the rep: "No microphone is connected." """

    at_s: float
    speaker: Speaker
    reason: str


@dataclass(frozen=True, slots=True)
class SourceRestored:
    """That side is heard again, from the device called `name`."""

    at_s: float
    speaker: Speaker
    name: str
