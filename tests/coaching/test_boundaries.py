"""Sentences end where they are likely to when nobody punctuated them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.listeners.boundaries import LOOK_AHEAD, SLOTS, chance_of_end, is_bare, sentence_ends, slot
from coaching.listeners.questions import find_questions

CASES = tomllib.loads((Path(__file__).parent / "cases/boundaries/boundaries.toml").read_text("utf-8"))


def cut(run: str) -> str:
    words = run.replace(" |", "").split()
    ends = sentence_ends(tuple(words))
    return " ".join(f"{word} |" if at in ends else word for at, word in enumerate(words, 1))


@pytest.mark.parametrize(("kind", "floor"), [("asks", 0.75), ("whole", 0.8)])
def test_runs_are_cut_where_a_sentence_ends(kind: str, floor: float) -> None:
    wrong = [cut(run) for run in CASES[kind] if cut(run) != run]
    assert len(CASES[kind]) - len(wrong) >= floor * len(CASES[kind]), wrong


@pytest.mark.parametrize(("kind", "place", "floor"), [("asks", 1, 0.8), ("answers_itself", 0, 0.75)])
def test_what_is_asked_in_a_run_is_found_without_what_stands_beside_it(kind: str, place: int, floor: float) -> None:
    asked = {run.replace(" |", ""): run.split(" | ")[place] for run in CASES[kind]}
    heard = {run: [question.text for question in find_questions(run)] for run in asked}
    missed = {run: heard[run] for run in asked if heard[run] != [asked[run].removeprefix("hi ")]}
    assert len(asked) - len(missed) >= floor * len(asked), missed


def test_punctuation_anywhere_means_the_rest_is_punctuated_too() -> None:
    assert is_bare("so what do you use".split())
    assert not is_bare("so, what do you use".split())


@given(st.lists(st.sampled_from("so we you what how does it the pump fail okay forty who do".split()), min_size=5))
def test_later_words_change_no_chance(words: list[str]) -> None:
    for gap in range(1, len(words) - LOOK_AHEAD):
        assert chance_of_end(words, gap) == chance_of_end(words[: gap + LOOK_AHEAD], gap)


@given(st.lists(st.text(max_size=8), max_size=30))
def test_no_words_are_too_strange(words: list[str]) -> None:
    ends = sentence_ends(tuple(words))
    assert list(ends) == sorted(set(ends))
    assert all(0 < end < len(words) for end in ends)


def test_every_feature_has_its_place() -> None:
    assert 0 <= slot("word v: pump") < SLOTS
