"""When it is known that the rep has come in with something of their own."""

from __future__ import annotations

from audio.frames import Speaker
from coaching.rules.bounce_the_ball import comes_in_at_s
from coaching.turns import Stretch
from models.words import Word


def heard(*words: str, end_s: float | None = None) -> Stretch:
    """A stretch from 10 s on, its words a quarter of a second each."""
    said = tuple(Word(text, 10 + 0.25 * at, 10.25 + 0.25 * at) for at, text in enumerate(words))
    return Stretch(Speaker.REP, 10.0, end_s, tentative=said)


def test_three_words_of_their_own_are_enough() -> None:
    assert comes_in_at_s(heard("May", "works", "great"), now_s=10.8) == 10.0


def test_an_oh_that_goes_on_is_known_before_its_next_words_are() -> None:
    assert comes_in_at_s(heard("Oh,"), now_s=11.0) is None
    assert comes_in_at_s(heard("Oh,"), now_s=11.2) == 10.0


def test_an_okay_after_which_they_fall_silent_is_no_coming_in() -> None:
    assert comes_in_at_s(heard("Okay.", end_s=10.3), now_s=12.0) is None


def test_what_follows_an_okay_is_what_comes_in() -> None:
    assert comes_in_at_s(heard("Okay,", "and", "who", "signs", "it?"), now_s=11.4) == 10.5
