"""A call as it happens: the microphone and the system's sound, side by side on one clock."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Self

import numpy as np

from audio.call_clock import CallClock
from audio.echo import without_echo
from audio.frames import FRAME_S, FRAME_SAMPLES, Frame, Samples, Speaker
from audio.health import SourceLost, SourceRestored
from audio.source import Chunk, Inbox, Lost, Opened, SoundSource
from audio.stillness import Stillness

DEAD_S = 5.0
"""A device that always delivers and has not for so long is told as lost, whatever its source is waiting for: a sound
server that hangs answers nobody.
"""

SWITCHED_OFF = "You switched it off."


class LiveCall:
    """A CallSound that hears two sources until `stop()`. Capture begins on entering, in the sources' threads.

    A source that cannot be heard costs its side alone: SourceLost tells why, zeros keep its place, and
    SourceRestored tells which device is heard again. The customer's echo is taken out of the microphone.
    `events()` runs in the caller's thread; sound that the caller is too late for by more than the inbox
    holds is dropped, oldest first, and counted.
    """

    duration_s: float | None = None

    def __init__(
        self, microphone: SoundSource, system: SoundSource, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self.name = "microphone + system sound"
        self._sources = {Speaker.REP: microphone, Speaker.CUSTOMER: system}
        self._inboxes = {speaker: Inbox() for speaker in Speaker}
        self._monotonic = monotonic
        self._stopped = threading.Event()
        self._switched_off: set[Speaker] = set()
        self._told_off: set[Speaker] = set()
        self._lost: dict[Speaker, str] = {}
        """Why each side that is lost is."""
        self._dead: set[Speaker] = set()
        self._delivered_s: dict[Speaker, float] = {}
        """Where on the call clock each side last delivered anything."""
        self._devices: dict[Speaker, str] = {}
        self._clock: CallClock | None = None
        self._stillness = Stillness()

    def __enter__(self) -> Self:
        continuous = {speaker for speaker, source in self._sources.items() if source.is_continuous}
        self._clock = CallClock(self._monotonic(), continuous)
        for speaker, source in self._sources.items():
            source.start(self._inboxes[speaker])
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        for source in self._sources.values():
            source.stop()

    def stop(self) -> None:
        self._stopped.set()

    def switch(self, speaker: Speaker, *, on: bool) -> None:
        """Hears `speaker` or not; off, that side is zeros, and told as lost. From any thread."""
        if on:
            self._switched_off.discard(speaker)
        else:
            self._switched_off.add(speaker)

    def is_on(self, speaker: Speaker) -> bool:
        return speaker not in self._switched_off

    @property
    def devices(self) -> dict[Speaker, str]:
        """The name of the device each side is heard from; a side that is lost is missing."""
        return {speaker: name for speaker, name in self._devices.items() if speaker not in self._lost}

    @property
    def dropped_s(self) -> float:
        """Seconds of sound, of both sides together, that nobody took in time."""
        return sum(inbox.dropped_s for inbox in self._inboxes.values())

    def events(self) -> Iterator[Frame | SourceLost | SourceRestored]:
        return without_echo(self._captured())

    def _captured(self) -> Iterator[Frame | SourceLost | SourceRestored]:
        clock = self._clock
        if clock is None:
            raise RuntimeError("a live call is heard inside its `with` block")
        while not self._stopped.is_set():
            for speaker in Speaker:
                yield from self._switched(speaker, clock.now_s)
                yield from self._news(self._arrived(speaker, clock))
                yield from self._news(self._dead_device(speaker, clock.now_s))
            asleep_s = clock.asleep_s
            for start_s, sides in clock.steps(self._monotonic()):
                for speaker in Speaker:
                    samples = sides[speaker] if self.is_on(speaker) else np.zeros(FRAME_SAMPLES, np.float32)
                    yield Frame(speaker, start_s, samples)
                yield from self._news(self._still_microphone(start_s, sides[Speaker.REP]))
                if self._stopped.is_set():
                    return
            if clock.asleep_s > asleep_s:
                yield from self._news(self._woke(clock.now_s, clock.asleep_s - asleep_s))
            # Two steps at a time: on a busy machine it is the waking up that costs.
            self._stopped.wait(max(FRAME_S, clock.due_s() + FRAME_S - self._monotonic()))

    def _switched(self, speaker: Speaker, now_s: float) -> Iterator[SourceLost | SourceRestored]:
        if self.is_on(speaker) == (speaker not in self._told_off):
            return
        if not self.is_on(speaker):
            self._told_off.add(speaker)
            yield SourceLost(now_s, speaker, SWITCHED_OFF)
            return
        self._told_off.discard(speaker)
        if speaker in self._lost:
            yield SourceLost(now_s, speaker, self._lost[speaker])
        else:
            yield SourceRestored(now_s, speaker, self._devices.get(speaker, "the device"))

    def _news(self, news: Iterator[SourceLost | SourceRestored]) -> Iterator[SourceLost | SourceRestored]:
        """What happens to a device that is switched off is told when it is on again."""
        return (event for event in news if event.speaker not in self._told_off)

    def _still_microphone(self, at_s: float, samples: Samples) -> Iterator[SourceLost | SourceRestored]:
        """A microphone of pure zeros counts as lost until it makes a sound. The system's sound may be still."""
        name = self.devices.get(Speaker.REP)
        if name is None or not self.is_on(Speaker.REP):
            self._stillness.forget()
        elif self._stillness.hear(samples):
            if self._stillness.is_still:
                yield SourceLost(at_s, Speaker.REP, f"{name} is muted: it delivers nothing but silence.")
            else:
                yield SourceRestored(at_s, Speaker.REP, name)

    def _dead_device(self, speaker: Speaker, now_s: float) -> Iterator[SourceLost]:
        name = self.devices.get(speaker)
        is_continuous = self._sources[speaker].is_continuous
        if name is not None and is_continuous and now_s > self._delivered_s[speaker] + DEAD_S:
            self._dead.add(speaker)
            self._lost[speaker] = f"{name} no longer delivers any sound."
            yield SourceLost(now_s, speaker, self._lost[speaker])

    def _woke(self, at_s: float, asleep_s: float) -> Iterator[SourceLost | SourceRestored]:
        """The gap that sleep left: told on both sides, and over at once."""
        for speaker, name in self.devices.items():
            yield SourceLost(at_s, speaker, f"The computer was asleep for {asleep_s / 60:.0f} min.")
            yield SourceRestored(at_s, speaker, name)

    def _arrived(self, speaker: Speaker, clock: CallClock) -> Iterator[SourceLost | SourceRestored]:
        for item in self._inboxes[speaker].take():
            match item:
                case Chunk():
                    clock.hear(speaker, item)
                    self._delivered_s[speaker] = clock.now_s
                    if speaker in self._dead:
                        self._dead.discard(speaker)
                        self._lost.pop(speaker, None)
                        yield SourceRestored(clock.now_s, speaker, self._devices[speaker])
                case Lost(reason):
                    clock.lost(speaker)
                    self._dead.discard(speaker)
                    self._lost[speaker] = reason
                    yield SourceLost(clock.now_s, speaker, reason)
                case Opened(name):
                    is_news = speaker in self._lost or self._devices.get(speaker, name) != name
                    self._lost.pop(speaker, None)
                    self._dead.discard(speaker)
                    self._delivered_s[speaker] = clock.now_s
                    self._devices[speaker] = name
                    if is_news:
                        yield SourceRestored(clock.now_s, speaker, name)
