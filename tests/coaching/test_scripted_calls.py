"""The coach, on words alone, on scripted calls with the nudges that a careful human would expect."""

from __future__ import annotations

from functools import cache

import pytest
from scripted_calls import PARTS, CoachedCall, Score, coached_call, load_calls

from coaching.catalog import default_rules
from coaching.listeners.ear import Ear

FLOORS = {
    "dev": (0.87, 0.79, 0.75, 0.77),
    "dev2": (0.76, 0.75, 0.9, 0.79),
    "dev3": (0.70, 0.80, 0.8, 0.73),
    "dev4": (0.69, 0.74, 0.5, 0.75),
    "dev5": (0.76, 0.77, 0.7, 0.80),
    "dev6": (0.74, 0.72, 0.3, 0.77),
    "heldout": (0.64, 0.58, 0.75, 0.67),
    "heldout2": (0.62, 0.58, 0.5, 0.74),
}
"""Moments nudged, shown nudges that are right, good calls with at most one, signals heard: a little below what is
measured on words alone. Raise them as the coach gets better."""
LEAST_MOMENTS = 2
"""Of each live rule in the two largest parts."""


@cache
def coached(part: str) -> tuple[CoachedCall, ...]:
    ear = Ear()
    return tuple(coached_call(call, ear) for call in load_calls(part))


def portion(hits_of: tuple[int, int]) -> float:
    return hits_of[0] / hits_of[1]


@pytest.mark.parametrize("part", PARTS)
def test_most_moments_are_nudged(part: str) -> None:
    assert portion(Score(list(coached(part))).moments) >= FLOORS[part][0]


@pytest.mark.parametrize("part", PARTS)
def test_nudges_shown_are_right(part: str) -> None:
    assert portion(Score(list(coached(part))).shown) >= FLOORS[part][1]


@pytest.mark.parametrize("part", PARTS)
def test_good_calls_get_at_most_one_nudge(part: str) -> None:
    assert portion(Score(list(coached(part))).good_calls) >= FLOORS[part][2]


@pytest.mark.parametrize("part", PARTS)
def test_signals_are_heard(part: str) -> None:
    assert portion(Score(list(coached(part))).signals()) >= FLOORS[part][3]


@pytest.mark.parametrize("part", ["dev", "heldout"])
def test_every_live_rule_is_expected_somewhere(part: str) -> None:
    expected = [rule for call in load_calls(part) for moment in call.moments for rule in moment.rules]
    assert {rule.id for rule in default_rules() if rule.live and expected.count(rule.id) < LEAST_MOMENTS} == set()


@pytest.mark.parametrize("call", [call for part in PARTS for call in load_calls(part)], ids=lambda call: call.name)
def test_a_script_is_a_call_that_could_have_happened(call) -> None:
    by_start = sorted(call.lines, key=lambda line: line.start_s)
    assert list(call.lines) == by_start
    for line in call.lines:
        words = len(line.text.split())
        assert line.end_s - line.start_s > 0.25
        assert words <= 3 or 1.6 <= words / (line.end_s - line.start_s) <= 4.6, line
    assert all(0 < moment.at_s <= call.duration_s + 1 for moment in call.moments)
    known = {rule.id for rule in default_rules()}
    assert {rule for moment in call.moments for rule in moment.rules} | call.allowed <= known
    assert set(call.planned) <= set(call.prep.questions)
