"""One clock for both sides of a live call, counted in samples."""

from __future__ import annotations

from collections.abc import Iterator

from audio.frames import FRAME_S, FRAME_SAMPLES, SAMPLE_RATE_HZ, Samples, Speaker
from audio.lane import Lane
from audio.source import Chunk

HOLD_S = 0.1
"""A frame is given out this long after its time: what devices deliver late by as much is still in its place."""
PATIENCE_S = 0.5
"""A device that always delivers is waited for this long: the machine is busy, and its sound is still coming."""
ASLEEP_S = 10.0
"""If neither side delivered anything for so long, the machine was not running: that time is left out."""


class CallClock:
    """Lays the chunks of both sides on one clock that starts at `origin_s` of the monotonic clock.

    Both sides stay within 20 ms of each other for hours, whatever their devices' clocks, rates, bursts and
    gaps. continuous: the sides that deliver sound all the time, silence included.
    """

    def __init__(self, origin_s: float, continuous: set[Speaker]) -> None:
        self._origin_s = origin_s
        self._continuous = continuous
        self._lanes = {speaker: Lane(origin_s, is_continuous=speaker in continuous) for speaker in Speaker}
        self._heard_s: dict[Speaker, float] = {}
        self._steps = 0
        self.asleep_s = 0.0

    @property
    def now_s(self) -> float:
        """The call clock: where the next frames start."""
        return self._steps * FRAME_SAMPLES / SAMPLE_RATE_HZ

    def hear(self, speaker: Speaker, chunk: Chunk) -> None:
        self._lanes[speaker].hear(chunk)
        self._heard_s[speaker] = chunk.end_s

    def lost(self, speaker: Speaker) -> None:
        """`speaker` is not waited for until it delivers again."""
        self._heard_s.pop(speaker, None)

    def due_s(self) -> float:
        """When, on the monotonic clock, the next step is due at the earliest."""
        return self._origin_s + self.now_s + FRAME_S + HOLD_S

    def steps(self, monotonic_s: float) -> Iterator[tuple[float, dict[Speaker, Samples]]]:
        """(start_s, each side's samples) of every step that is due at `monotonic_s`."""
        while self.due_s() <= monotonic_s:
            late_s = monotonic_s - self.due_s()
            short = [speaker for speaker in Speaker if not self._lanes[speaker].has_frame]
            if len(short) == len(Speaker) and late_s > ASLEEP_S:
                self._sleep(late_s)
                return
            if late_s < PATIENCE_S and any(self._is_coming(speaker, monotonic_s) for speaker in short):
                return
            start_s = self.now_s
            self._steps += 1
            yield start_s, {speaker: self._lanes[speaker].take() for speaker in Speaker}

    def _is_coming(self, speaker: Speaker, monotonic_s: float) -> bool:
        """Whether sound of `speaker` is only late."""
        heard_s = self._heard_s.get(speaker)
        return speaker in self._continuous and heard_s is not None and monotonic_s < heard_s + 2 * PATIENCE_S

    def _sleep(self, asleep_s: float) -> None:
        self._origin_s += asleep_s
        self.asleep_s += asleep_s
        for lane in self._lanes.values():
            lane.shift(asleep_s)
