"""Events survive the journal exactly, and what cannot be read is never an exception."""

from __future__ import annotations

import typing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.journal import events as app_events
from app.journal.codec import Unreadable, decode, encode, event_types
from app.journal.events import Bookmark
from app.journal.writer import NOT_KEPT
from audio.frames import Speaker
from audio.health import SourceLost, SourceRestored
from coaching.coach import CoachEvent
from coaching.conversation import Heard
from models.words import SettledWords, Word

REP, CUSTOMER = Speaker.REP, Speaker.CUSTOMER


@pytest.mark.parametrize("body", ["{}", "[]", "nonsense", '{"at_s": "x", "note": 1}', "[" * 9999])
def test_a_damaged_event_is_unreadable_and_never_an_exception(body: str) -> None:
    assert decode("Feedback", body) == Unreadable("Feedback")


def test_later_fields_with_defaults_do_not_make_old_rows_unreadable() -> None:
    assert decode("Bookmark", '{"at_s": 3}') == Bookmark(3.0)
    assert decode("SettledWords", '{"at_s":1,"speaker":"rep","words":[["hi",0,1]],"final":true}') == SettledWords(
        1.0, REP, (Word("hi", 0.0, 1.0),), True
    )


def test_every_event_that_flows_can_be_kept() -> None:
    own = {
        name
        for name, thing in vars(app_events).items()
        if isinstance(thing, type) and thing.__module__ == app_events.__name__
    }
    assert own <= event_types().keys()
    flowing = {*typing.get_args(Heard), *typing.get_args(CoachEvent), SourceLost, SourceRestored} - set(NOT_KEPT)
    assert {cls.__name__ for cls in flowing} <= event_types().keys()


words = st.lists(
    st.builds(Word, st.text(max_size=8), st.floats(0, 9), st.floats(0, 9), st.floats(0, 1)), max_size=4
).map(tuple)


@given(st.builds(SettledWords, st.floats(0, 9), st.sampled_from(list(Speaker)), words, st.booleans()))
def test_words_survive_the_journal_exactly(event: SettledWords) -> None:
    assert decode("SettledWords", encode(event)) == event
