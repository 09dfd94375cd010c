"""One habit: what mattered most and recurs, with its moment."""

from __future__ import annotations

from typing import Any

from coaching.habit import habit, slips


def log(*rules: str, unfair: tuple[int, ...] = ()) -> dict[str, Any]:
    nudges = [
        {"id": id, "at": 10.0 * id, "rule": rule, "text": "Do it.", "why": "So.", "quote": None, "shown": id % 2 == 0}
        | {"evidence": []}
        for id, rule in enumerate(rules, start=1)
    ]
    return {"nudges": nudges, "feedback": [{"nudge_id": id, "fair": False} for id in unfair]}


def rule_of(log: dict[str, Any], *earlier: dict[str, int]) -> str:
    found = habit(log, earlier)
    assert found is not None
    return found.rule


def test_what_comes_up_more_often_wins_over_what_is_as_serious() -> None:
    assert rule_of(log("interruption", "missed-signal", "missed-signal")) == "missed-signal"


def test_a_serious_thing_wins_over_a_small_one_that_came_up_more() -> None:
    assert rule_of(log("pace", "pace", "premature-pitch")) == "premature-pitch"


def test_what_keeps_coming_back_wins_over_what_is_new() -> None:
    assert rule_of(log("interruption", "missed-signal")) == "interruption"
    assert rule_of(log("interruption", "missed-signal"), {"missed-signal": 1}, {}) == "missed-signal"


def test_a_light_fault_of_an_earlier_call_does_not_hide_what_spoilt_this_one() -> None:
    assert rule_of(log("over-answer", "self-focus"), {"self-focus": 1}) == "over-answer"
    assert rule_of(log("over-answer", "self-focus"), *[{"self-focus": 1}] * 5) == "self-focus"


def test_only_the_last_five_calls_count() -> None:
    earlier = [{"missed-signal": 3}, *[{}] * 5]
    assert rule_of(log("interruption", "missed-signal"), *earlier) == "interruption"


def test_it_says_how_often_in_this_call_and_in_how_many_of_the_last() -> None:
    found = habit(log("premature-pitch", "premature-pitch"), [{"premature-pitch": 1}, {}, {"premature-pitch": 2}])
    assert found is not None
    assert (found.times, found.calls, found.of_calls) == (2, 3, 4)
    assert found.title == "Ask one more before you offer."
    assert found.nudge["id"] == 2, "the first that was shown"


def test_what_the_rep_called_unfair_is_left_out() -> None:
    assert rule_of(log("premature-pitch", "pace", unfair=(1,))) == "pace"
    assert habit(log("pace", unfair=(1,))) is None
    assert slips(log("pace", "pace", unfair=(1,))) == {"pace": 1}


def test_why_this_one_is_told() -> None:
    found = habit(log("premature-pitch", "premature-pitch", "pace"), [{"premature-pitch": 1}])
    assert found is not None
    assert found.chosen_for == (
        "It came up most, costs a conversation more than the others and keeps coming back. "
        "2 things got in the way in this call."
    )
