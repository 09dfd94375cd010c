"""The customer's words out of the loudspeaker are not the rep's; what the rep really says always is."""

from __future__ import annotations

import pytest

from audio.frames import Speaker
from coaching.echoed_words import EchoedWords
from models.words import SettledWords, TentativeWords, Word

REP, CUSTOMER = Speaker.REP, Speaker.CUSTOMER
COMPLAINT = "It takes us too long to close the books every month."


def words(text: str, start_s: float, word_s: float = 0.3) -> tuple[Word, ...]:
    return tuple(
        Word(word, start_s + at * word_s, start_s + at * word_s + word_s - 0.05) for at, word in enumerate(text.split())
    )


def settled(speaker: Speaker, text: str, start_s: float) -> SettledWords:
    return SettledWords(start_s + 5.0, speaker, words(text, start_s), final=True)


def left_of(rep: str, start_s: float, customer: str = COMPLAINT) -> str:
    """What is kept of the rep's words when the customer's begin at 10 s."""
    net = EchoedWords()
    net.own(settled(CUSTOMER, customer, 10.0))
    return " ".join(word.text for word in net.own(settled(REP, rep, start_s)).words)


@pytest.mark.parametrize("delay_s", [0.0, 0.12, 0.3, 0.5])
def test_an_echo_of_the_customer_is_left_out(delay_s: float) -> None:
    assert left_of(COMPLAINT, 10.0 + delay_s) == ""


def test_an_echo_is_known_though_some_of_its_words_were_misheard() -> None:
    assert left_of("it takes bus too long to close the box every month", 10.15) == ""


def test_what_the_rep_says_after_an_echo_is_kept() -> None:
    assert left_of(f"{COMPLAINT} Which month was the worst?", 10.15) == "Which month was the worst?"


@pytest.mark.parametrize("later_s", [1.0, 2.0, 4.0])
def test_words_repeated_to_show_that_one_listens_are_the_reps(later_s: float) -> None:
    assert left_of("too long to close the books", 10.0 + 3 * 0.3 + later_s) == "too long to close the books"


@pytest.mark.parametrize("said", ["Yeah.", "Thank you so much, bye."])
def test_a_few_words_said_by_both_at_once_are_the_reps_too(said: str) -> None:
    assert left_of(said, 10.1, customer="Thank you so, yeah, well, take care.") == said


def test_other_words_said_at_the_same_time_are_the_reps() -> None:
    said = "Sorry, let me come back to that in a moment."
    assert left_of(said, 10.2) == said


def test_an_echo_is_known_while_the_customer_still_speaks() -> None:
    net = EchoedWords()
    net.own(TentativeWords(12.0, CUSTOMER, words(COMPLAINT, 10.0)))
    assert net.own(TentativeWords(12.1, REP, words(COMPLAINT, 10.12))).words == ()


def test_the_customers_own_words_are_untouched() -> None:
    net = EchoedWords()
    net.own(settled(REP, COMPLAINT, 10.0))
    said = settled(CUSTOMER, COMPLAINT, 10.1)
    assert net.own(said) is said
