"""Turns and the stretches of speech they are made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from audio.frames import Speaker
from coaching.listeners.backchannel import is_backchannel
from coaching.sentence import Sentence
from models.words import Word

BACKCHANNEL_S = 1.2
"""The longest a backchannel lasts (COACHING.md). Longer speech takes the floor before its words are known."""

BACKCHANNEL_WORDS = 3
LATELY_SENTENCES = 12


@dataclass(slots=True)
class Stretch:
    """One speaker's speech between two silences, as voice activity hears it.

    end_s: None while it goes on. words: settled so far; tentative: what it seems to say beyond them.
    settled: nothing more is coming.
    """

    speaker: Speaker
    start_s: float
    end_s: float | None = None
    words: list[Word] = field(default_factory=list)
    tentative: tuple[Word, ...] = ()
    settled: bool = False

    def lasted_s(self, now_s: float) -> float:
        return (now_s if self.end_s is None else self.end_s) - self.start_s

    def away_s(self, at_s: float) -> float:
        """How far the moment `at_s` lies outside this stretch, in seconds; 0 within it."""
        return max(self.start_s - at_s, 0.0 if self.end_s is None else at_s - self.end_s, 0.0)

    def takes_floor(self, now_s: float, answers_yes_no: Callable[[], bool]) -> bool:
        """More than a backchannel, a cough or a laugh, as far as is known at `now_s`.

        answers_yes_no: whether it follows a yes/no question, so that a bare "yes" is an answer; only then asked.
        """
        heard = len(self.words) + len(self.tentative)
        if not heard:
            return not self.settled and self.lasted_s(now_s) > BACKCHANNEL_S
        if heard > BACKCHANNEL_WORDS or self.lasted_s(now_s) > BACKCHANNEL_S:
            return True
        text = " ".join(word.text for word in (*self.words, *self.tentative))
        if not is_backchannel(text, self.lasted_s(now_s)):
            return True
        return answers_yes_no() and not is_backchannel(text, self.lasted_s(now_s), after_yes_no_question=True)


@dataclass(slots=True)
class Turn:
    """One speaker's speech, pauses included, until the other says something that is not a backchannel."""

    speaker: Speaker
    start_s: float
    end_s: float
    sentences: list[Sentence] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(sentence.text for sentence in self.sentences)

    @property
    def lately(self) -> str:
        """Its last few sentences: as much of it as is still in anybody's mind, however long it has been."""
        return " ".join(sentence.text for sentence in self.sentences[-LATELY_SENTENCES:])

    @property
    def word_count(self) -> int:
        return sum(len(sentence.words) for sentence in self.sentences)

    @property
    def lasted_s(self) -> float:
        return self.end_s - self.start_s
