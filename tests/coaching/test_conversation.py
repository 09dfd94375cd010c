"""Whose turn it is, and how the talk is shared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from saying import Line, conversation

from audio.frames import Speaker
from audio.speech import SpeechStarted
from models.words import TentativeWords, Word


def test_pauses_belong_to_a_turn_until_the_other_side_speaks() -> None:
    talk = conversation(
        [
            ("rep", 0.0, 3.0, "We looked at the numbers again last night."),
            ("rep", 6.0, 9.0, "They look better than we thought they would."),
            ("customer", 10.0, 13.0, "That is good to hear, tell me more about them."),
        ]
    )
    assert [(turn.speaker, turn.start_s, turn.end_s) for turn in talk.turns] == [
        (Speaker.REP, 0.0, 9.0),
        (Speaker.CUSTOMER, 10.0, 13.0),
    ]


def test_a_backchannel_neither_ends_a_turn_nor_makes_one() -> None:
    talk = conversation(
        [
            ("rep", 0.0, 4.0, "So the drivers come in at six and wait at the gate."),
            ("customer", 3.0, 3.5, "mm-hm"),
            ("rep", 4.5, 8.0, "And that costs you an hour every day of the week."),
        ]
    )
    assert len(talk.turns) == 1
    assert talk.turns[0].end_s == 8.0


def test_yes_to_a_yes_no_question_is_an_answer_not_a_backchannel() -> None:
    talk = conversation(
        [
            ("rep", 0.0, 3.0, "Do you run the night shift yourself?"),
            ("customer", 3.6, 4.0, "yes"),
            ("rep", 5.0, 8.0, "Then you have seen the queue at the gate."),
        ]
    )
    assert [turn.speaker for turn in talk.turns] == [Speaker.REP, Speaker.CUSTOMER, Speaker.REP]


def test_words_that_settle_late_still_land_in_the_turn_they_were_said_in() -> None:
    talk = conversation(
        [
            ("rep", 0.0, 10.0, "We have been at this for a while now and I wanted to show you where we stand"),
            ("customer", 4.0, 6.5, "Hold on, which depot do you mean by that?"),
            ("rep", 10.5, 12.0, "The one in Reno, sorry."),
        ]
    )
    assert [turn.speaker for turn in talk.turns] == [Speaker.REP, Speaker.CUSTOMER, Speaker.REP]


def test_first_words_heard_a_little_early_are_not_taken_for_the_end_of_what_was_said_before() -> None:
    talk = conversation([("rep", 0.0, 3.0, "What have you tried so far?"), ("customer", 4.0, 9.0, "A list, and um")])
    talk.hear(SpeechStarted(10.7, Speaker.REP, 10.56))
    talk.hear(TentativeWords(11.0, Speaker.REP, (Word("Ice", 10.16, 10.54, 0.5),)))
    stretch = talk.stretch(Speaker.REP)
    assert stretch is not None
    assert [word.text for word in stretch.tentative] == ["Ice"]


def test_talk_share_leaves_silence_out() -> None:
    talk = conversation(
        [("rep", 0.0, 30.0, "A long word about us."), ("customer", 90.0, 100.0, "A shorter one about them.")]
    )
    assert talk.talk_share() == pytest.approx(0.75)


def test_talk_share_of_the_last_five_minutes_forgets_what_came_before() -> None:
    talk = conversation(
        [("rep", 0.0, 100.0, "An opening speech."), ("customer", 500.0, 510.0, "Now I have something to say.")]
    )
    assert talk.talk_share(recent=True) == pytest.approx(0.0)


words = st.text(alphabet="abc ?.,", min_size=1, max_size=30)
line = st.tuples(st.sampled_from(["rep", "customer"]), st.floats(0, 500), st.floats(0.05, 60), words).map(
    lambda item: (item[0], item[1], item[1] + item[2], item[3])
)


@given(st.lists(line, max_size=30))
def test_whatever_is_said_times_stay_in_order_and_shares_add_up(lines: list[Line]) -> None:
    talk = conversation(sorted(lines, key=lambda one: one[1]))
    starts = [turn.start_s for turn in talk.turns]
    assert starts == sorted(starts)
    assert all(turn.start_s <= turn.end_s for turn in talk.turns)
    spoken_s = talk.speech_s(Speaker.REP) + talk.speech_s(Speaker.CUSTOMER)
    share = talk.talk_share()
    assert (share is None) == (spoken_s == 0)
    assert share is None or 0.0 <= share <= 1.0
