"""What is known of one side of the call: its sound, its stretches of speech, its words so far."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

import numpy as np

from audio.frames import Frame, Speaker
from models.hearing import HeardWord
from models.reading import Reading
from models.soundtrack import Soundtrack

PRE_ROLL_S = 0.5
"""Sound kept from before speech begins: the first consonant is softer than what starts a stretch."""
LEAD_IN_S = 0.4
KNOWN_LATE_S = 1.0
"""How late `SpeechStarted` may come after the time it names."""
CONTEXT_WORDS = 30
JOIN_S = 1.2
"""A pause this short is a pause in a sentence: what was said before it is context."""
QUIET = 10 ** (-25 / 10)
"""Power of a pause against the loudest frame of the stretch: 25 dB down."""


@dataclass(slots=True)
class Stretch:
    """One stretch of speech, from `SpeechStarted` to its final words. end_s: None while it goes on."""

    start_s: float
    end_s: float | None = None
    known_at_s: float = 0.0
    unread_s: float = 0.0
    """Where the words not yet settled begin."""
    read_until_s: float = 0.0
    """Where the sound of the last pass ended; `start_s` before the first."""
    expected: tuple[HeardWord, ...] = ()
    """What the last pass read beyond the settled words."""
    ready: Reading | None = None
    """What the last pass read, if it tried as hard as a final pass does."""
    settled: int = 0
    loudest: float = 0.0
    voiced_s: float = 0.0
    """Where the last loud frame ended."""


@dataclass(slots=True)
class Channel:
    """One side. `stretches`: those not yet finished, oldest first; only the last can still go on."""

    speaker: Speaker
    sound: Soundtrack = field(default_factory=Soundtrack)
    stretches: deque[Stretch] = field(default_factory=deque)
    settled: list[HeardWord] = field(default_factory=list)
    """The latest settled words, kept for as long as their sound is."""
    spoken_until_s: float = float("-inf")
    """Where the last finished stretch ended."""

    @property
    def current(self) -> Stretch | None:
        """The stretch to be read next: the oldest unfinished one."""
        return self.stretches[0] if self.stretches else None

    def hear(self, frame: Frame) -> None:
        self.sound.append(frame)
        if self.stretches and (stretch := self.stretches[-1]).end_s is None:
            power = float(np.mean(np.square(frame.samples)))
            stretch.loudest = max(stretch.loudest, power)
            if power > QUIET * stretch.loudest:
                stretch.voiced_s = frame.end_s

    def start(self, start_s: float) -> None:
        self.stretches.append(
            Stretch(
                start_s,
                unread_s=max(start_s - LEAD_IN_S, 0.0),
                read_until_s=start_s,
                voiced_s=self.sound.end_s,
            )
        )

    def stop(self, start_s: float, end_s: float, at_s: float) -> None:
        if not self.stretches or self.stretches[-1].end_s is not None:
            self.start(start_s)
        self.stretches[-1].end_s = end_s
        self.stretches[-1].known_at_s = at_s

    def unread_s(self, stretch: Stretch) -> float:
        """Where the words of `stretch` that are not yet settled begin."""
        return max(stretch.unread_s, self.settled[-1].end_s if self.settled else 0.0)

    def window(self, stretch: Stretch, overlap: int) -> tuple[float, tuple[HeardWord, ...], tuple[HeardWord, ...]]:
        """Where a window for `stretch` begins, the settled words before it, and those in it.

        At most `overlap` settled words are in it: a cut between two words is never clean.
        """
        start_s = self.unread_s(stretch)
        if not stretch.settled and stretch.start_s - self.spoken_until_s >= JOIN_S:
            return start_s, (), ()
        in_window = min(overlap, stretch.settled) if start_s == self.settled[-1].end_s else 0
        if not in_window:
            return start_s, tuple(self.settled), ()
        before, known = self.settled[:-in_window], self.settled[-in_window:]
        return max(known[0].start_s - 0.1, before[-1].end_s if before else 0.0), tuple(before), tuple(known)

    def settle(self, stretch: Stretch, words: tuple[HeardWord, ...]) -> None:
        self.settled += words
        stretch.settled += len(words)
        if words:
            stretch.unread_s = words[-1].end_s

    def forget(self) -> None:
        """Let go of sound and words that no later pass will want."""
        if self.stretches:
            self.sound.forget_before(self.unread_s(self.stretches[0]) - PRE_ROLL_S - 8.0)
        else:
            self.sound.forget_before(self.sound.end_s - PRE_ROLL_S - KNOWN_LATE_S)
        del self.settled[:-CONTEXT_WORDS]
