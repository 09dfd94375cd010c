"""The ear: examples kept as data, the user's beside them, and vectors at hand for those that are shipped."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from coaching.listeners.ear import HEARD_BY_MEANING, Ear, examples, plain_form, shipped_sentences
from coaching.listeners.vectors import key, missing, pack, stored_for


class FakeMeaning:
    """Vectors that depend on the sentence alone, and a count of what was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def embed(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        self.asked += sentences
        rows = [np.random.default_rng(key(each)).normal(size=8) for each in sentences]
        return np.array([row / np.linalg.norm(row) for row in rows], dtype=np.float32)


def test_every_shipped_example_has_its_vector() -> None:
    assert not missing(shipped_sentences()), "run: python packaging/embed_examples.py"


def test_vectors_of_another_model_are_not_used() -> None:
    rows, _ = stored_for(FakeMeaning())
    assert not rows


def test_packed_vectors_keep_their_direction() -> None:
    vectors = FakeMeaning().embed(["one", "two"])
    packed = pack(["one", "two"], vectors)
    back = packed["vectors"].astype(np.float32) * packed["scales"][:, None]
    back /= np.linalg.norm(back, axis=1, keepdims=True)
    assert np.all(np.sum(back * vectors, axis=1) > 0.999)


def test_no_example_carries_two_labels() -> None:
    for group in HEARD_BY_MEANING:
        labels: dict[str, str] = {}
        for label, sentences in examples(group).items():
            for sentence in sentences:
                assert labels.setdefault(plain_form(sentence), label) == label, (group, sentence)


def test_words_alone_have_no_nearness_in_meaning() -> None:
    ear = Ear()
    assert not ear.by_meaning
    assert ear.nearness("closing", "sign here") == {}
    assert ear.similarity("one", "other") is None


def test_the_nearest_example_counts() -> None:
    ear = Ear(FakeMeaning())
    (label, sentences), *_ = examples("closing").items()
    nearness = ear.nearness("closing", sentences[0])
    assert set(nearness) == set(examples("closing"))
    assert nearness[label] > 0.99


def test_leanings_name_every_label_and_take_any_text() -> None:
    ear = Ear()
    assert set(ear.leaning("closing", "")) == {"close", "urgency", "none"}
    assert ear.leanings("closing", []) == []


def test_a_group_may_be_the_users_own() -> None:
    ear = Ear(extra={"mine": {"apples": ["apples are red", "red apples"], "pears": ["pears are green", "green pears"]}})
    leaning = ear.leaning("mine", "those red apples")
    assert leaning["apples"] > leaning["pears"]
