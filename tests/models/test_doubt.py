"""Whisper's inventions are told from what people say."""

from __future__ import annotations

import pytest

from models.doubt import agreement, is_unheard, is_unplaced, looped_from, placed
from models.hearing import HeardWord


def words(text: str, probability: float = 0.9) -> list[HeardWord]:
    return [HeardWord(word, (n,), probability=probability) for n, word in enumerate(text.split())]


@pytest.mark.parametrize(
    ("text", "second_time"),
    [
        ("and so my fellow Americans and so my fellow Americans and so", 5),
        ("you know you know you know you know", 2),
        ("the the the the the", 1),
        ("We pay. We pay. We pay. We pay.", 2),
        ("so it goes round and round the block round and round the block", 8),
    ],
)
def test_a_loop_is_caught_where_it_begins_again(text: str, second_time: int) -> None:
    assert looped_from(words(text)) == second_time


def test_a_loop_that_began_in_words_known_before_is_caught() -> None:
    known = words("this was forced")
    assert looped_from(words("upon the board this was forced upon the board"), known) == 3
    assert looped_from(words("this was forced upon us"), known) is None
    assert looped_from(words("upon us all now"), words("every single day every single day every single day")) is None


def timed(*lengths_s: float) -> list[HeardWord]:
    ends_s = [sum(lengths_s[: n + 1]) for n in range(len(lengths_s))]
    return [
        HeardWord("word", (n,), end_s - length_s, end_s)
        for n, (length_s, end_s) in enumerate(zip(lengths_s, ends_s, strict=True))
    ]


def test_a_sentence_written_twice_is_kept_once() -> None:
    assert placed(timed(0.25, 0.5, 0.0, 0.0, 0.0)) == tuple(timed(0.25, 0.5))
    assert placed(timed(0.25, 0.0, 0.5)) == tuple(timed(0.25, 0.0, 0.5))
    assert placed(timed(0.0)) == ()


def test_a_reading_that_does_not_follow_the_sound_is_told() -> None:
    assert is_unplaced(timed(0.25, 0.0, 0.0, 0.0, 0.5))
    assert not is_unplaced(timed(0.0, 0.25, 0.0, 0.0, 0.5, 0.0))
    assert not is_unplaced([])


@pytest.mark.parametrize(
    "text",
    [
        "no no no that is not it",
        "I want to I want to understand",
        "very very very long",
        "bye bye",
        "twenty three twenty four twenty five",
        "",
    ],
)
def test_people_repeating_themselves_is_no_loop(text: str) -> None:
    assert looped_from(words(text)) is None


@pytest.mark.parametrize(
    "text",
    [
        "Thank you for watching.",
        "Thanks for watching! Please subscribe to my channel.",
        "Please like and subscribe.",
        "Subtitles by the Amara.org community",
        "Thank you very much for watching and see you next time",
    ],
)
def test_stock_phrases_never_come_out_however_likely(text: str) -> None:
    assert is_unheard(words(text, 0.99), no_speech=lambda: 0.0)


@pytest.mark.parametrize("text", ["Thank you.", "Bye-bye.", "Okay.", "you"])
def test_what_people_also_say_comes_out_when_it_is_likely(text: str) -> None:
    assert not is_unheard(words(text, 0.8), no_speech=lambda: 0.1)
    assert is_unheard(words(text, 0.5), no_speech=lambda: 0.1)


def test_guesses_are_left_out() -> None:
    assert is_unheard(words("the dog barked", 0.2), no_speech=lambda: 0.0)
    assert is_unheard(words("the dog barked", 0.5), no_speech=lambda: 0.9)
    assert not is_unheard(words("the dog barked", 0.5), no_speech=lambda: 0.1)
    assert is_unheard([], no_speech=lambda: 0.0)


@pytest.mark.parametrize("likely", [0.2, 0.8])
def test_whether_nobody_spoke_is_asked_only_where_that_decides(likely: float) -> None:
    def ask() -> float:
        raise AssertionError("it costs as much as two words")

    assert is_unheard(words("the dog barked", likely), ask) == (likely < 0.35)


def test_two_readings_agree_whatever_their_punctuation() -> None:
    assert agreement(words("So, what are"), words("so what were you")) == 2
    assert agreement([], words("so")) == 0
