"""Lines of the prep card are heard in any words, and asking for what they say is known."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coaching.listeners.ear import Ear
from coaching.listeners.mentions import asks_for_fact, mentions

CASES = tomllib.loads((Path(__file__).parent / "cases/mentions/mentions.toml").read_text("utf-8"))
EAR = Ear()


def test_what_is_spoken_of_is_heard() -> None:
    heard = [mentions(case["phrase"], said, EAR) for case in CASES["case"] for said in case["spoken"]]
    assert sum(heard) >= 0.85 * len(heard)


def test_talk_that_only_shares_a_word_is_no_mention() -> None:
    wrong = [said for case in CASES["case"] for said in case["not"] if mentions(case["phrase"], said, EAR)]
    assert len(wrong) <= 1, wrong


def test_a_question_that_says_all_of_the_fact_has_read_the_card() -> None:
    fact = "lost a gearbox on number nine in February"
    assert not asks_for_fact("was nine by any chance the one you lost the gearbox on in february", fact, EAR)


def test_asking_for_a_fact_on_the_card_is_known() -> None:
    heard = [asks_for_fact(said, case["fact"], EAR) for case in CASES["asks"] for said in case["asks"]]
    assert sum(heard) >= 0.75 * len(heard)


def test_asking_past_the_fact_or_checking_it_is_not() -> None:
    wrong = [said for case in CASES["asks"] for said in case["other"] if asks_for_fact(said, case["fact"], EAR)]
    assert len(wrong) <= 1, wrong


@pytest.mark.parametrize(
    ("phrase", "said", "spoken"),
    [
        ("40 trucks out of Reno", "your forty trucks in Reno", True),
        ("40 trucks out of Reno", "your 40 vehicles in Reno", True),
        ("40 trucks out of Reno", "your fifty trucks", False),
        ("Courier Cloud", "that's what courier cloud does", True),
        ("Courier Cloud", "which courier do you use", False),
        ("the March outage", "when everything went down in March", True),
        ("the March outage", "we march on", False),
    ],
)
def test_numbers_names_and_other_words(phrase: str, said: str, spoken: bool) -> None:
    assert mentions(phrase, said, EAR) is spoken


def test_an_empty_line_is_never_spoken_of() -> None:
    assert not mentions("", "anything", EAR)
    assert not mentions("the of and", "the of and", EAR)


@settings(deadline=None)
@given(st.text(max_size=200), st.text(max_size=200))
def test_no_text_is_too_strange(phrase: str, said: str) -> None:
    assert mentions(phrase, said, EAR) in (True, False)
    assert asks_for_fact(said, phrase, EAR) in (True, False)
