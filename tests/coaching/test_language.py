"""Words without their dress, and numbers however they are said."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.listeners.language import bare, content_stems, ends_sentence, number_values, placed_tokens, stem, tokens


def test_tokens_lose_case_punctuation_and_typographic_apostrophes() -> None:
    assert tokens("“Don’t,” she said—forty-two!") == ["don't", "she", "said", "forty", "two"]
    assert tokens("1,200 trucks, 3.5 %, 10k") == ["1200", "trucks", "3.5", "10k"]


def test_placed_tokens_tell_which_written_word_they_come_from() -> None:
    assert placed_tokens("about forty-two trucks") == (["about", "forty", "two", "trucks"], [0, 1, 1, 2])


def test_bare_takes_a_word_out_of_its_punctuation() -> None:
    assert [bare(word) for word in ("“Today,”", "—", "you’ve", "e.g.")] == ["today", "", "you've", "e.g"]


@pytest.mark.parametrize(
    "family",
    ["driver drivers drive drives driving", "company companies", "decide decides decision", "ship shipping ships",
     "price prices pricing", "invoice invoices invoicing", "busy busier busiest", "pay paid", "hire hired hiring"],
)  # fmt: skip
def test_kin_share_a_stem(family: str) -> None:
    assert len({stem(word) for word in family.split()}) == 1


def test_words_that_only_sound_alike_do_not() -> None:
    assert len({stem(word) for word in "process price part party truck train".split()}) == 6


def test_content_leaves_out_what_any_sentence_holds() -> None:
    assert content_stems("so how many drivers do you have these days") == {stem("drivers"), stem("days")}


@pytest.mark.parametrize(
    ("said", "values"),
    [
        ("twelve", [12]),
        ("forty-two", [42]),
        ("1,200", [1200]),
        ("a dozen", [12]),
        ("half a million", [500_000]),
        ("ten percent", [10]),
        ("one hundred and twenty trucks", [120]),
        ("two and a half thousand", [2500]),
        ("twenty five hundred", [2500]),
        ("twenty twenty-six", [2026]),
        ("nineteen ninety eight", [1998]),
        ("$1.2M a year", [1_200_000]),
        ("10k", [10_000]),
        ("forty grand", [40_000]),
        ("five or six", [5, 6]),
        ("one of them", []),
        ("this one", []),
        ("just one", [1]),
        ("at 7am on the 1st", []),
        ("no numbers here", []),
    ],
)
def test_numbers_are_heard_as_digits_and_as_words(said: str, values: list[float]) -> None:
    assert number_values(said) == values


def test_abbreviations_end_no_sentence() -> None:
    assert not ends_sentence("Dr.", "Shah")
    assert not ends_sentence("U.S.", "team")
    assert ends_sentence("trucks.", "We")
    assert ends_sentence("right?", "so")
    assert not ends_sentence("well...", "maybe")


@given(st.text(max_size=2000))
def test_any_text_has_words_and_numbers(text: str) -> None:
    words, places = placed_tokens(text)
    assert len(words) == len(places)
    assert all(value >= 0 for value in number_values(text))


def test_a_megabyte_is_no_harder_than_a_breath() -> None:
    started_s = time.process_time()
    for text in ("one " * 250_000, "x" * 1_000_000, "," * 1_000_000):
        tokens(text)
        number_values(text)
        content_stems(text)
    assert time.process_time() - started_s < 1.0
