"""Backchannels never take the floor; a thought that stops too early is known as such."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.listeners.backchannel import is_acknowledging_only, is_backchannel, trails_off

CASES = tomllib.loads((Path(__file__).parent / "cases/small_words/small_words.toml").read_text("utf-8"))


@pytest.mark.parametrize(("text", "duration_s"), CASES["backchannels"])
def test_a_short_acknowledgement_is_a_backchannel(text: str, duration_s: float) -> None:
    assert is_backchannel(text, duration_s)


@pytest.mark.parametrize(("text", "duration_s"), CASES["not_backchannels"])
def test_anything_more_takes_the_floor(text: str, duration_s: float) -> None:
    assert not is_backchannel(text, duration_s)


def test_both_sides_of_the_bounds() -> None:
    assert is_backchannel("okay right sure", 1.2)
    assert not is_backchannel("okay right sure", 1.21)
    assert not is_backchannel("okay right sure yeah", 1.2)


@pytest.mark.parametrize("text", ["yes", "No.", "yeah", "yep sure", "Absolutely."])
def test_a_bare_yes_or_no_answers_a_yes_no_question(text: str) -> None:
    assert is_backchannel(text, 0.5)
    assert not is_backchannel(text, 0.5, after_yes_no_question=True)


def test_mm_hm_never_answers() -> None:
    assert is_backchannel("mm-hm", 0.5, after_yes_no_question=True)


def test_a_long_acknowledgement_gives_nothing_either() -> None:
    assert is_acknowledging_only("Okay, right, got it, yeah, that makes sense.")
    assert not is_acknowledging_only("Okay, right, so the drivers hate it.")
    assert not is_acknowledging_only("and so well")
    assert not is_acknowledging_only("")


@pytest.mark.parametrize("text", CASES["trailing"])
def test_speech_that_stops_mid_thought_trails_off(text: str) -> None:
    assert trails_off(text)


@pytest.mark.parametrize("text", CASES["finished"])
def test_a_whole_thought_does_not_trail_off(text: str) -> None:
    assert not trails_off(text)


@given(st.text(), st.floats())
def test_no_text_is_too_strange(text: str, duration_s: float) -> None:
    assert is_backchannel(text, duration_s) in (True, False)
    assert is_acknowledging_only(text) in (True, False)
    assert trails_off(text) in (True, False)
