"""How sentences are understood: by words always, by meaning when the sentence model is here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from coaching.listeners.head import Head, meaning_of_pairs, of_pair, of_sentence, shipped
from coaching.listeners.own_examples import OwnExamples
from coaching.listeners.spoken import hear

HEADS = (
    *("acknowledgement", "closing", "history", "outcomes", "pitch", "rep", "signals", "told", "wanted"),
    *("answers", "asked-again", "picked-up", "stacked"),
)
"""What can be asked of an ear: of one sentence, and of two."""


class Meaning(Protocol):
    """The sentence model, as the coach sees it. It remembers what it embedded lately."""

    def embed(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, shape (len(sentences), dimensions)."""

    def understand(self, sentences: Sequence[str]) -> NDArray[np.float32] | None:
        """What the classifiers were tuned on, shape (len(sentences), dimensions); None where there is no such thing."""


def plain_form(sentence: str) -> str:
    """The sentence without its dress (see `Spoken`), which makes no difference to what it means."""
    return hear(sentence).line or "."


class Ear:
    """What sentences mean, by classifiers that come with Courtside (`head.py`) and by the user's own examples.

    extra: the user's examples, group → label → sentences. Not shared between threads.
    """

    def __init__(
        self, meaning: Meaning | None = None, extra: Mapping[str, Mapping[str, Sequence[str]]] | None = None
    ) -> None:
        self._meaning = meaning
        self.learn(extra or {})

    @property
    def by_meaning(self) -> bool:
        """False when only words are used (the sentence model is not installed)."""
        return self._meaning is not None

    def learn(self, extra: Mapping[str, Mapping[str, Sequence[str]]]) -> None:
        """From now on the user's examples are these, and no others."""
        self._own = {group: OwnExamples(labels, self._vectors) for group, labels in extra.items()}

    def get_ready(self, wanted: Callable[[], bool] = lambda: True) -> None:
        """Reads the classifiers (about 0.1 s), so that no sentence of a call has to wait for it.

        wanted: asked before each; False gives up.
        """
        for name in HEADS:
            if not wanted():
                return
            shipped(name, self.by_meaning)

    def leanings(self, group: str, sentences: Sequence[str]) -> list[Mapping[str, float]]:
        """For each sentence, how likely each label is, 0 to 1. Works on words alone too, with less certainty.

        Of `told`, `wanted` and `acknowledgement`, scores near 1 where the sentence is like the label's examples.
        """
        if not sentences:
            return []
        head, own = shipped(group, self.by_meaning), self._own.get(group)
        heard: list[dict[str, float]] = [{} for _ in sentences]
        if head is not None:
            vectors = self._vectors(sentences) if head.meaning is not None else None
            understood = self._understood(sentences) if head.tuned is not None else None
            heard = _named(head, head.chances([of_sentence(each) for each in sentences], vectors, understood))
        return [own.beside(each, leaning) for each, leaning in zip(sentences, heard, strict=True)] if own else [*heard]

    def leaning(self, group: str, text: str) -> Mapping[str, float]:
        """`leanings` of one sentence."""
        return self.leanings(group, [text])[0]

    def bond(self, head: str, first: str, second: str) -> Mapping[str, float]:
        """How likely each label of a head for pairs is, of two sentences that follow each other.

        With the sentence model it is the mean of both ways: each is right where the other is not.
        """
        words = shipped(head, False)
        assert words is not None, head
        features = [of_pair(first, second)]
        chances = words.chances(features, None)
        if (by_meaning := shipped(head, self.by_meaning)) is not words and by_meaning is not None:
            both = self._vectors([first, second])
            chances += by_meaning.chances(features, meaning_of_pairs(both[:1], both[1:]))
            chances /= 2
        return _named(words, chances)[0]

    def similarity(self, one: str, other: str) -> float | None:
        """Cosine of two sentences, or None without the model."""
        if self._meaning is None:
            return None
        first, second = self._vectors([one, other])
        return float(first @ second)

    def _understood(self, sentences: Sequence[str]) -> NDArray[np.float32] | None:
        if self._meaning is None:
            return None
        return self._meaning.understand([plain_form(sentence) for sentence in sentences])

    def _vectors(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors of the sentences in their plain form; of no dimension without the model."""
        if self._meaning is None:
            return np.zeros((len(sentences), 0), np.float32)
        return self._meaning.embed([plain_form(sentence) for sentence in sentences])


def _named(head: Head, chances: NDArray[np.float32]) -> list[dict[str, float]]:
    return [dict(zip(head.labels, (float(chance) for chance in row), strict=True)) for row in chances]
