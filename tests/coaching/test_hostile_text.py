"""Whatever is said, no listener raises, stalls, or changes its mind."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coaching.heard import SignalKind
from coaching.listeners.acknowledgement import acknowledges
from coaching.listeners.closing import closing_language
from coaching.listeners.ear import Ear
from coaching.listeners.history import is_bad_history
from coaching.listeners.next_step import accepts, declines, proposes_next_step
from coaching.listeners.outcomes import named_outcomes
from coaching.listeners.pitch import asks_about_offer, find_pitch, is_introduction
from coaching.listeners.signals import FoundSignal, find_signals

EAR = Ear()
SIGNAL = FoundSignal(SignalKind.CONCERN, "price", 0, 3, "too much", "that is too much", 1.0)


def hear_all(text: str) -> list[object]:
    return [
        find_signals(text, EAR, replying_to=text),
        find_pitch(text, EAR, offer=(text[:40], "")),
        is_introduction(text),
        asks_about_offer(text),
        named_outcomes(text, EAR),
        closing_language(text, EAR),
        is_bad_history(text, EAR, names=(text[:40],)),
        proposes_next_step(text, EAR),
        accepts(text),
        declines(text),
        acknowledges(SIGNAL, text, EAR),
    ]


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_text_is_taken_and_always_the_same_way(text: str) -> None:
    assert hear_all(text) == hear_all(text)


@given(
    st.lists(
        st.sampled_from("so we can't you 's' — ... don't um if it is how much I'd lose 42 £ ‏שלום \x00 -".split(" ")),
        max_size=60,
    )
)
@settings(max_examples=40, deadline=None)
def test_places_stay_within_the_words(words: list[str]) -> None:
    text = " ".join(words)
    for found in find_signals(text, EAR):
        assert 0 <= found.start_word < found.end_word <= len(text.split())
        assert found.quote in text
        assert len(found.quote) <= 34


@pytest.mark.parametrize(
    "text", ["a" * 1_000_000, "we lose money " * 80_000, "\u202e\x00" * 200_000, "i will " * 100_000, "- " * 300_000]
)
def test_a_megabyte_takes_no_longer_than_a_long_sentence(text: str) -> None:
    EAR.get_ready()
    started = time.process_time()
    hear_all(text)
    assert time.process_time() - started < 2.0
