"""The ear: classifiers that come with Courtside, the user's examples beside them, by meaning or by words alone."""

from __future__ import annotations

import time
from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from coaching.listeners import head
from coaching.listeners.data import HEARD_BY_MEANING, examples
from coaching.listeners.ear import HEADS, Ear, plain_form

OWN = {"signals": {"need-problem": ["the kiln is cold again", "another cold kiln this morning"]}}


class FakeMeaning:
    """Vectors that depend on the words alone: sentences that share words are near."""

    def embed(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        rows = np.array([sum((_vector(word) for word in each.split()), np.zeros(384)) for each in sentences])
        unit: NDArray[np.float32] = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
        return unit

    def understand(self, sentences: Sequence[str]) -> NDArray[np.float32] | None:
        return 10 * self.embed(sentences)


def _vector(word: str) -> NDArray[np.float64]:
    return np.random.default_rng(list(word.encode())).normal(size=384)


WAYS = pytest.mark.parametrize("meaning", [None, FakeMeaning()], ids=["by words", "by meaning"])


def test_no_example_carries_two_labels() -> None:
    for group in HEARD_BY_MEANING:
        labels: dict[str, str] = {}
        for label, sentences in examples(group).items():
            for sentence in sentences:
                assert labels.setdefault(plain_form(sentence), label) == label, (group, sentence)


def test_words_alone_have_no_nearness_in_meaning() -> None:
    ear = Ear()
    assert not ear.by_meaning
    assert ear.similarity("one", "other") is None


@WAYS
def test_every_classifier_takes_any_text(meaning: FakeMeaning | None) -> None:
    ear = Ear(meaning)
    for name in HEADS:
        for text in ("", "?", "\x00 \u202e", "word " * 500):
            of_two = name in ("answers", "asked-again", "picked-up", "stacked")
            heard = ear.bond(name, text, text) if of_two else ear.leaning(name, text)
            assert heard
            assert all(np.isfinite(chance) for chance in heard.values())
    assert ear.leanings("closing", []) == []


@WAYS
def test_a_sentence_is_heard_alike_alone_and_among_others(meaning: FakeMeaning | None) -> None:
    ear = Ear(meaning)
    said = ["sign today and the price holds", "we ship from two depots", "what does that cost you"]
    assert ear.leanings("closing", said) == [ear.leaning("closing", each) for each in said]


def test_a_call_does_not_wait_for_the_classifiers() -> None:
    head.shipped.cache_clear()
    head.shipped_file.cache_clear()
    before_s = time.process_time()
    Ear(FakeMeaning()).get_ready()
    assert time.process_time() - before_s < 1.0, "0.06 s is usual, on a quiet machine"


@WAYS
def test_an_example_of_the_users_own_is_heard_and_what_is_like_it(meaning: FakeMeaning | None) -> None:
    without, own = Ear(meaning), Ear(meaning, OWN)
    assert own.leaning("signals", "the kiln is cold again")["need-problem"] > 0.9
    assert own.leaning("signals", "the kiln is cold again")["need"] > 0.9, "a problem is a need"
    like = "the kiln is cold again today"
    assert own.leaning("signals", like)["need"] > without.leaning("signals", like)["need"]
    other = "how much would that be for forty seats"
    assert own.leaning("signals", other) == without.leaning("signals", other)


def test_an_example_of_the_users_own_can_say_that_it_is_nothing() -> None:
    said = "we keep losing drivers after about six months"
    assert Ear().leaning("signals", said)["need"] > 0.5
    assert Ear(extra={"signals": {"none": [said]}}).leaning("signals", said)["need"] < 0.1


def test_a_group_may_be_the_users_own() -> None:
    ear = Ear(extra={"mine": {"apples": ["apples are red", "red apples"], "pears": ["pears are green", "green pears"]}})
    leaning = ear.leaning("mine", "those red apples")
    assert leaning["apples"] > leaning["pears"]
