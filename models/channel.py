"""What is known of one side of the call: its sound, its stretches of speech, its words so far."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

import numpy as np

from audio.frames import Frame, Speaker
from models.hearing import HeardWord
from models.soundtrack import Soundtrack

LEAD_IN_S = 0.4
"""Sound read from before speech begins: the first consonant is softer than what starts a stretch."""
KNOWN_LATE_S = 1.0
"""How late `SpeechStarted` may come after the time it names."""
JOIN_S = 1.2
"""A pause this short is a pause in a sentence: the words before it are context."""
CONTEXT_S = 4.0
CONTEXT_WORDS = 12
"""Settled words that a thorough window begins with, with their sound: 2 s and 6 words 8.9 % word error, this 8.3."""
FINAL_S = 4.5
LEAST_CONTEXT_S = 1.5
"""A final pass is waited for, and a known word takes as long as a new one: no more context than fills up FINAL_S,
but so much at the least."""
CUT_S = 0.1
"""A window that begins with a known word begins this much before it."""
ENDS_LATE_S = 0.15
"""How much later than its loud frames a stretch may end."""
QUIET = 10 ** (-25 / 10)
"""Power of a pause against the loudest frame of the stretch: 25 dB down."""


@dataclass(slots=True)
class Stretch:
    """One stretch of speech, from `SpeechStarted` to its final words. end_s: None while it goes on."""

    start_s: float
    unread_s: float
    """Where the words not yet settled begin."""
    read_until_s: float
    """Where the sound of the last pass ended; `start_s` before the first."""
    voiced_s: float
    """Where the last loud frame ended."""
    end_s: float | None = None
    known_at_s: float = 0.0
    loudest: float = 0.0
    agreed: tuple[HeardWord, ...] = ()
    """Words after the settled ones that two quick passes agreed on: shown, but a thorough pass may differ."""
    expected: tuple[HeardWord, ...] = ()
    """What the last pass read after those."""
    paused_until_s: float = float("-inf")
    """Where the sound of the last thorough pass that was made in a pause ended."""

    @property
    def all_read(self) -> bool:
        """Nothing was said after a thorough pass in a pause: its words are the last."""
        return (
            self.end_s is not None
            and self.voiced_s <= self.paused_until_s
            and self.end_s <= self.paused_until_s + ENDS_LATE_S
        )


@dataclass(slots=True)
class Channel:
    """One side. `stretches`: those not yet finished, oldest first; only the last can still go on."""

    speaker: Speaker
    sound: Soundtrack = field(default_factory=Soundtrack)
    stretches: deque[Stretch] = field(default_factory=deque)
    settled: list[HeardWord] = field(default_factory=list)
    """The latest settled words."""
    spoken_until_s: float = float("-inf")
    """Where the last finished stretch ended."""

    def hear(self, frame: Frame) -> None:
        self.sound.append(frame)
        if self.stretches and (stretch := self.stretches[-1]).end_s is None:
            power = float(np.mean(np.square(frame.samples)))
            stretch.loudest = max(stretch.loudest, power)
            if power > QUIET * stretch.loudest:
                stretch.voiced_s = frame.end_s
        begin_s = self.sound.end_s - KNOWN_LATE_S
        if self.stretches:
            begin_s = min(begin_s, self.unread_s(self.stretches[0]))
        self.sound.forget_before(begin_s - max(LEAD_IN_S, CONTEXT_S + CUT_S))

    def start(self, start_s: float) -> None:
        unread_s = max(start_s - LEAD_IN_S, 0.0)
        self.stretches.append(Stretch(start_s, unread_s, read_until_s=start_s, voiced_s=self.sound.end_s))

    def stop(self, start_s: float, end_s: float, at_s: float) -> None:
        if not self.stretches or self.stretches[-1].end_s is not None:
            self.start(start_s)
        self.stretches[-1].end_s = end_s
        self.stretches[-1].known_at_s = at_s

    def unread_s(self, stretch: Stretch) -> float:
        """Where the words of `stretch` that are not yet settled begin."""
        return max(stretch.unread_s, self.settled[-1].end_s if self.settled else 0.0)

    def thorough_window(self, stretch: Stretch) -> tuple[float, tuple[HeardWord, ...]]:
        """Where a window with all unsettled words begins, and the settled ones before them that it holds."""
        unread_s = self.unread_s(stretch)
        context_s = CONTEXT_S
        if stretch.end_s is not None:
            context_s = min(max(FINAL_S - (stretch.end_s - unread_s), LEAST_CONTEXT_S), CONTEXT_S)
        goes_on = unread_s > stretch.start_s or stretch.start_s - self.spoken_until_s < JOIN_S
        known = [word for word in self.settled[-CONTEXT_WORDS:] if word.start_s >= unread_s - context_s]
        return _window(unread_s, tuple(known) if goes_on else (), self.settled)

    def quick_window(self, stretch: Stretch) -> tuple[float, tuple[HeardWord, ...]]:
        """Where a window with the newest words begins, and the last word before them, which it holds.

        Without that word it would begin with the rest of a syllable: a cut between two words is never clean.
        """
        said = (*self.settled, *stretch.agreed)
        unread_s = self.unread_s(stretch)
        goes_on = bool(stretch.agreed) or unread_s > stretch.start_s
        return _window(stretch.agreed[-1].end_s if stretch.agreed else unread_s, said[-1:] if goes_on else (), said)

    def settle(self, stretch: Stretch, words: tuple[HeardWord, ...]) -> None:
        """`words` will not change; what came after them in the stretch is open again."""
        self.settled = [*self.settled, *words][-CONTEXT_WORDS - 1 :]
        stretch.agreed = ()
        if words:
            stretch.unread_s = words[-1].end_s

    def finish(self) -> None:
        """The oldest stretch has all its words."""
        stretch = self.stretches.popleft()
        self.spoken_until_s = self.sound.end_s if stretch.end_s is None else stretch.end_s


def _window(
    unread_s: float, known: tuple[HeardWord, ...], said: list[HeardWord] | tuple[HeardWord, ...]
) -> tuple[float, tuple[HeardWord, ...]]:
    """Begin with `known`, the last of `said`, without the end of the word before them."""
    if not known:
        return unread_s, ()
    before = said[: len(said) - len(known)]
    return max(known[0].start_s - CUT_S, before[-1].end_s if before else 0.0), known
