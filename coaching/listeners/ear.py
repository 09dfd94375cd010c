"""How sentences are understood: by words always, by meaning when the sentence model is here."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from coaching.listeners.head import Head
from coaching.listeners.spoken import hear

Examples = Mapping[str, Sequence[str]]


class Meaning(Protocol):
    """The sentence model, as the coach sees it. It remembers what it embedded lately."""

    def embed(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, shape (len(sentences), dimensions)."""


@lru_cache(maxsize=1)
def groups(language: str = "en") -> tuple[str, ...]:
    """The names of the groups of examples that come with Courtside."""
    folder = files("coaching") / "examples" / language
    return tuple(sorted(file.name.removesuffix(".toml") for file in folder.iterdir() if file.name.endswith(".toml")))


@lru_cache(maxsize=32)
def examples(group: str, language: str = "en") -> Mapping[str, tuple[str, ...]]:
    """Label → example sentences, as they come with Courtside. Raises FileNotFoundError for an unknown group."""
    text = (files("coaching") / "examples" / language / f"{group}.toml").read_text("utf-8")
    return {label: tuple(sentences) for label, sentences in tomllib.loads(text).items()}


class Ear:
    """Nearness of what was said to examples kept as data (`coaching/examples/<language>/`).

    extra: the user's own additions, group → label → sentences. The examples of a group are embedded once,
    when it is first asked for; the sentence model remembers the sentences it met lately. Not shared between threads.
    """

    def __init__(
        self, meaning: Meaning | None = None, extra: Mapping[str, Mapping[str, Sequence[str]]] | None = None
    ) -> None:
        self._meaning = meaning
        self._extra = extra or {}
        self._heads: dict[str, Head] = {}
        self._nearest: dict[str, tuple[tuple[str, ...], NDArray[np.float32], list[int]]] = {}

    @property
    def by_meaning(self) -> bool:
        """False when only words are used (the sentence model is not installed)."""
        return self._meaning is not None

    def leanings(self, group: str, sentences: Sequence[str]) -> list[Mapping[str, float]]:
        """For each sentence, every label's score: near 1 when it says what the label's examples say.

        Works on words alone too, with less certainty.
        """
        if not sentences:
            return []
        head = self._head(group)
        return [dict(zip(head.labels, (float(score) for score in row), strict=True)) for row in head.scores(sentences)]

    def leaning(self, group: str, text: str) -> Mapping[str, float]:
        """`leanings` of one sentence."""
        return self.leanings(group, [text])[0]

    def nearness(self, group: str, text: str) -> Mapping[str, float]:
        """Cosine of `text` to the nearest example of each label in `group`; empty without the model."""
        if self._meaning is None:
            return {}
        if group not in self._nearest:
            mine = self._examples(group)
            vectors = self._embed([sentence for label in mine for sentence in mine[label]])
            starts = np.cumsum([0, *(len(sentences) for sentences in mine.values())])[:-1].tolist()
            self._nearest[group] = (tuple(mine), vectors, starts)
        labels, vectors, starts = self._nearest[group]
        cosines = np.maximum.reduceat(vectors @ self._embed([text])[0], starts)
        return dict(zip(labels, (float(cosine) for cosine in cosines), strict=True))

    def similarity(self, one: str, other: str) -> float | None:
        """Cosine of two sentences, or None without the model."""
        if self._meaning is None:
            return None
        first, second = self._embed([one, other])
        return float(first @ second)

    def _head(self, group: str) -> Head:
        if group not in self._heads:
            self._heads[group] = Head(self._examples(group), self._embed if self._meaning is not None else None)
        return self._heads[group]

    def _examples(self, group: str) -> Examples:
        shipped = examples(group) if group in groups() else {}
        mine = self._extra.get(group, {})
        labels = [*shipped, *(label for label in mine if label not in shipped)]
        joined = {label: (*shipped.get(label, ()), *mine.get(label, ())) for label in labels}
        return {label: sentences for label, sentences in joined.items() if sentences}

    def _embed(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, each sentence in its plain form, so that dress makes no difference."""
        assert self._meaning is not None
        return self._meaning.embed([hear(sentence).line or "." for sentence in sentences])
