"""How sentences are understood: by words always, by meaning when the sentence model is here."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from coaching.listeners.head import Head
from coaching.listeners.spoken import hear
from coaching.listeners.vectors import key, stored_for

Examples = Mapping[str, Sequence[str]]

HEARD_BY_MEANING = ("acknowledgement", "closing", "history", "outcomes", "pitch", "signals", "told", "wanted")
"""Groups of whole sentences. The others hold words and turns of phrase."""


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


def shipped_sentences() -> list[str]:
    """Every sentence of every shipped group, in its plain form, each once."""
    return sorted(
        {plain_form(each) for group in HEARD_BY_MEANING for label in examples(group).values() for each in label}
    )


def plain_form(sentence: str) -> str:
    """The sentence without its dress (see `Spoken`), which makes no difference to what it means."""
    return hear(sentence).line or "."


@lru_cache(maxsize=32)
def _head_by_words(group: str) -> Head:
    """The head of a group as it is shipped, by words alone: the same for every ear."""
    return Head({label: sentences for label, sentences in examples(group).items() if sentences}, None)


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
        self._stored: tuple[Mapping[int, int], NDArray[np.float32]] | None = None
        self._heads: dict[str, Head] = {}
        self._nearest: dict[str, tuple[tuple[str, ...], NDArray[np.float32], list[int]]] = {}

    @property
    def by_meaning(self) -> bool:
        """False when only words are used (the sentence model is not installed)."""
        return self._meaning is not None

    def learn(self, extra: Mapping[str, Mapping[str, Sequence[str]]]) -> None:
        """The user's additions are these from now on: during a call, the groups they touch are fitted anew."""
        for group in {*self._extra, *extra} if extra != self._extra else ():
            self._heads.pop(group, None)
            self._nearest.pop(group, None)
        self._extra = extra

    def get_ready(self, wanted: Callable[[], bool] = lambda: True) -> None:
        """Fits the heads of all groups (some seconds of one core), so that no sentence of a call has to wait for it.

        wanted: asked before each group; False gives up.
        """
        for group in HEARD_BY_MEANING:
            if not wanted():
                return
            self._head(group)

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
            if self._meaning is None and group not in self._extra:
                self._heads[group] = _head_by_words(group)
            else:
                embed = None if self._meaning is None else self._embed
                self._heads[group] = Head(self._examples(group), embed)
        return self._heads[group]

    def _examples(self, group: str) -> Examples:
        shipped = examples(group) if group in groups() else {}
        mine = self._extra.get(group, {})
        labels = [*shipped, *(label for label in mine if label not in shipped)]
        joined = {label: (*shipped.get(label, ()), *mine.get(label, ())) for label in labels}
        return {label: sentences for label, sentences in joined.items() if sentences}

    def _embed(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, each sentence in its plain form; those of shipped examples are at hand."""
        assert self._meaning is not None
        if self._stored is None:
            self._stored = stored_for(self._meaning)
        rows, vectors = self._stored
        plain = [plain_form(sentence) for sentence in sentences]
        at = [rows.get(key(sentence), -1) for sentence in plain]
        new = [sentence for sentence, row in zip(plain, at, strict=True) if row < 0]
        embedded = iter(self._meaning.embed(new)) if new else iter(())
        return np.stack([vectors[row] if row >= 0 else next(embedded) for row in at])
