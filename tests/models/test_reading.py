"""What a single pass makes of what the recogniser writes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from audio.frames import SAMPLE_RATE_HZ, Samples, Speaker
from models.hearing import HeardWord
from models.reading import Pass, PassKind, read

WORDS = tuple(HeardWord(text, (n,)) for n, text in enumerate("they were removed to a cell".split()))


class Stops:
    """Takes the last known word for the end; without known words it reads WORDS, spread over the sound."""

    def __init__(self) -> None:
        self.windows_s: list[float] = []

    def get_ready(self) -> None: ...

    def listen(self, samples: Samples, *, padding_s: float, shortest_s: float) -> Stops:
        self.windows_s.append(len(samples) / SAMPLE_RATE_HZ)
        return self

    def decode(
        self, *, known: Sequence[HeardWord], names: str, beam_size: int, most_tokens: int
    ) -> tuple[HeardWord, ...]:
        return () if known else WORDS

    def no_speech(self) -> float:
        return 0.0

    def align(self, words: Sequence[HeardWord]) -> tuple[HeardWord, ...]:
        step_s = self.windows_s[-1] / max(1, len(words))
        return tuple(HeardWord(w.text, w.tokens, n * step_s, (n + 1) * step_s, 0.9) for n, w in enumerate(words))


def long_pass(sound_s: float) -> Pass:
    known = (HeardWord("exhibition.", (9,), 10.0, 11.0, 0.9),)
    samples = np.zeros(round(sound_s * SAMPLE_RATE_HZ), np.float32)
    return Pass(Speaker.REP, PassKind.LONG, 10.0, 10.0 + sound_s, samples, known)


def test_speech_after_words_that_seem_to_be_the_end_is_read_without_them() -> None:
    listener = Stops()
    reading = read(listener, long_pass(6.0))
    assert [word.text for word in reading.words] == [word.text for word in WORDS]
    assert reading.words[0].start_s == 11.0
    assert listener.windows_s == [6.0, 5.0]


def test_a_second_after_the_last_word_may_well_hold_nothing() -> None:
    listener = Stops()
    assert read(listener, long_pass(2.0)).words == ()
    assert listener.windows_s == [2.0]
