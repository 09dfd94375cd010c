"""Whatever comes, the coach neither raises nor stalls, and its log is still a log."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterable
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from saying import EAR

from audio.frames import Speaker
from audio.speech import SpeechStarted, SpeechStopped
from coaching.coach import Coach, CoachEvent, RuleFailed
from coaching.conversation import Heard
from coaching.prep import PrepCard
from coaching.session_log import CallInfo, session_log
from coaching.tick import Tick, with_ticks
from coaching.transcript import Utterance
from coaching.utterance_events import utterance_events
from models.words import SettledWords, TentativeWords, Word

PREP = PrepCard(
    company="\u202eNorthwind",
    offer=("Courier Cloud", "\x00"),
    facts=("40 trucks out of Reno",),
    elephants=("the March outage",),
    questions=("How many drivers do you have?", "\u200f?"),
    planned_minutes=1,
)
SAID = "so we can't you ? how many and £ 42. שלום \u202e \x00 ... - ’ sign I'd lose what trucks need".split(" ")

times = st.floats(allow_nan=True, allow_infinity=True) | st.floats(-5.0, 120.0) | st.sampled_from([0.0, 1.0, 1.0, 60.0])
speakers = st.sampled_from(list(Speaker))
texts = st.sampled_from(SAID) | st.text(min_size=1, max_size=8)
words = st.lists(st.builds(Word, texts, times, times), max_size=12).map(tuple)
events: st.SearchStrategy[Heard] = st.one_of(
    st.builds(SpeechStarted, times, speakers, times),
    st.builds(SpeechStopped, times, speakers, times, times),
    st.builds(TentativeWords, times, speakers, words),
    st.builds(SettledWords, times, speakers, words, st.booleans()),
    st.builds(Tick, times),
)


def coached(heard: Iterable[Heard]) -> list[CoachEvent]:
    coach = Coach(PREP, EAR)
    out = [event for one in heard for event in coach.hear(one)]
    assert [event for event in out if isinstance(event, RuleFailed)] == []
    return out


@given(st.lists(events, max_size=40))
@settings(max_examples=60, deadline=None)
def test_events_out_of_order_and_without_a_time_raise_nothing(heard: list[Heard]) -> None:
    coached(heard)


@given(
    st.lists(
        st.builds(
            lambda speaker, start_s, lasts_s, said: Utterance(speaker, start_s, start_s + lasts_s, " ".join(said)),
            speakers,
            st.floats(0, 90),
            st.floats(0, 30) | st.just(0.0),
            st.lists(texts, max_size=40),
        ),
        max_size=12,
    )
)
@settings(max_examples=30, deadline=None)
def test_any_transcript_is_coached_the_same_way_twice_and_its_log_is_json(said: list[Utterance]) -> None:
    heard = list(with_ticks(utterance_events(said)))
    once, again = coached(heard), coached(heard)
    assert once == again
    info = CallInfo(datetime(2026, 1, 1, tzinfo=UTC), "discovery", "test")
    json.dumps(session_log(info, PREP, [*heard, *once]), allow_nan=False)


@pytest.mark.parametrize("speaker", Speaker)
@pytest.mark.parametrize(
    "text",
    ["a" * 1_000_000, "we lose money " * 70_000, "\u202e\x00" * 300_000, "how many? " * 100_000],
    ids=["one word", "a need without end", "turned about", "nothing but questions"],
)
def test_a_megabyte_in_one_breath_takes_seconds(text: str, speaker: Speaker) -> None:
    started_s = time.process_time()
    coached(with_ticks(utterance_events([Utterance(speaker, 0.0, 10.0, text)])))
    assert time.process_time() - started_s < 40.0


def test_thousands_of_turns_cost_no_more_each_than_the_first_hundreds() -> None:
    chance = random.Random(7)
    pool = [" ".join(chance.choices(SAID, k=5)) + chance.choice(".? ") for _ in range(300)]
    said = [Utterance(list(Speaker)[at % 2], at * 1.0, at * 1.0 + 0.9, pool[at % 300]) for at in range(3_000)]
    coach, spent_s = Coach(PREP, EAR), []
    heard = [*with_ticks(utterance_events(said))]
    fifth = len(heard) // 5
    for part in range(5):
        started_s = time.process_time()
        for event in heard[part * fifth : (part + 1) * fifth]:
            assert not any(isinstance(out, RuleFailed) for out in coach.hear(event))
        spent_s.append(time.process_time() - started_s)
    assert spent_s[4] < 2.5 * max(spent_s[1], 1.0)
