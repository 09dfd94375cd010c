"""The net behind echo removal: the customer's words that come in again under the rep are not the rep's."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from audio.frames import Speaker
from models.words import SettledWords, TentativeWords, Word

LATE_S = 0.7
"""An echo comes at most half a second after its sound, and word times are good to 0.2 s. Who repeats what they
heard, to show that they listen, has to hear it first: four words take a second.
"""
EARLY_S = 0.2
LEAST_WORDS = 4
"""Fewer can be chance: "yeah", "thank you", "talk to you soon", said by both at once."""
LEAST_SHARE = 0.8
"""Part of a run of words that must be the customer's; what a recogniser hears in an echo differs here and there."""
KEPT_WORDS = 300
"""The customer's latest, two minutes of them: the rep's may settle later."""

Words = TypeVar("Words", SettledWords, TentativeWords, SettledWords | TentativeWords)


class EchoedWords:
    """Hand it both sides' words in the order in which they become known; what comes back is each side's own.

    Of the rep's, runs of LEAST_WORDS and more that the customer said at the same moment are left out.
    """

    def __init__(self) -> None:
        self._settled: deque[Word] = deque(maxlen=KEPT_WORDS)
        self._tentative: tuple[Word, ...] = ()

    def own(self, event: Words) -> Words:
        if event.speaker is Speaker.REP:
            return replace(event, words=self._without_echo(event.words))
        if isinstance(event, SettledWords):
            self._settled.extend(event.words)
            self._tentative = ()
        else:
            self._tentative = event.words
        return event

    def _without_echo(self, words: tuple[Word, ...]) -> tuple[Word, ...]:
        is_echo = [self._is_customers(word) for word in words]
        for run in _runs(is_echo):
            echoed, length = sum(is_echo[run]), run.stop - run.start
            is_echo[run] = [echoed >= max(LEAST_WORDS, LEAST_SHARE * length)] * length
        return tuple(word for word, echo in zip(words, is_echo, strict=True) if not echo)

    def _is_customers(self, word: Word) -> bool:
        """Whether the customer said this word at this moment."""
        text = _plain(word.text)
        return any(
            -EARLY_S <= word.start_s - said.start_s <= LATE_S and _plain(said.text) == text
            for said in (*self._settled, *self._tentative)
        )


def _runs(is_echo: list[bool]) -> Iterator[slice]:
    """Stretches that begin and end with an echoed word, with no two others side by side in them."""
    first = last = -1
    for at, echo in enumerate(is_echo):
        if not echo:
            continue
        if first >= 0 and at - last > 2:
            yield slice(first, last + 1)
            first = at
        first, last = (at if first < 0 else first), at
    if first >= 0:
        yield slice(first, last + 1)


def _plain(text: str) -> str:
    return re.sub(r"[^\w']", "", text.lower())
