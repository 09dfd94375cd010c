"""Trends: a chart only where there is enough, a change only where chance would not make it."""

from __future__ import annotations

import pytest

from coaching.call_summary import CallSummary
from coaching.trends import Course, Trend, headline, trends

ALL = {"rep_speech_s": 300.0, "customer_speech_s": 300.0}


def call(number: int, slips: dict[str, int] | None = None, **metrics: float | None) -> CallSummary:
    pillars = {"genuine": (3, 1), "productive": (0, 0)}
    started = f"2026-05-{number + 1:02}T10:00:00+00:00"
    return CallSummary(f"call-{number}", started, "discovery", "", 900.0, ALL | metrics, slips or {}, pillars)


def trend(calls: list[CallSummary], key: str) -> Trend:
    return next(one for one in trends(calls, "discovery") if one.measure.key == key)


def test_four_calls_get_a_sentence_and_five_a_chart() -> None:
    calls = [call(n, patience_s=0.5 + n / 10) for n in range(5)]
    four = trend(calls[:4], "patience_s")
    assert not four.drawn
    assert four.sentence == "Four calls so far: 0.5 s to 0.8 s. Too few to draw; a chart appears at five."
    assert four.course is None
    assert trend(calls, "patience_s").drawn


def test_the_shaded_part_is_the_middle_half() -> None:
    calls = [call(n, patience_s=value) for n, value in enumerate([0.1, 0.2, 0.3, 0.4, 5.0])]
    found = trend(calls, "patience_s")
    assert found.middle == pytest.approx((0.2, 0.4))
    assert found.median == pytest.approx(0.3)
    assert (found.target, found.target_source) == (pytest.approx(0.3), "usual for you")


def test_a_steady_rise_is_better_where_more_is_better_and_worse_where_it_is_not() -> None:
    calls = [call(n, patience_s=0.5 + n / 10, talk_share=0.4 + n / 20) for n in range(6)]
    assert trend(calls, "patience_s").course is Course.BETTER
    assert trend(calls, "patience_s").sentence == "Rising. Half your calls lie in the shaded part."
    assert trend(calls, "talk_share").course is Course.WORSE


def test_numbers_that_jump_about_are_no_change() -> None:
    calls = [call(n, patience_s=value) for n, value in enumerate([0.5, 1.1, 0.4, 1.2, 0.6, 1.0])]
    found = trend(calls, "patience_s")
    assert found.course is Course.STEADY
    assert found.sentence == "No clear change over six calls."


def test_one_wild_call_makes_no_trend() -> None:
    calls = [call(n, patience_s=value) for n, value in enumerate([0.5, 0.6, 0.5, 0.6, 9.0])]
    assert trend(calls, "patience_s").course is Course.STEADY


def test_a_target_met_again_and_again_is_said() -> None:
    calls = [call(n, talk_share=value) for n, value in enumerate([0.8, 0.5, 0.4, 0.55, 0.45, 0.5])]
    assert trend(calls, "talk_share").sentence == "Within its target for five calls in a row."
    assert trend(calls, "talk_share").target == pytest.approx(60.0)
    assert trend(calls, "talk_share").target_source == "ceiling for discovery calls"


def test_calls_in_which_a_side_was_never_heard_are_left_out() -> None:
    calls = [call(n, patience_s=0.5) for n in range(5)] + [call(6, patience_s=9.0, customer_speech_s=0.0)]
    assert len(trend(calls, "patience_s").points) == 5


def test_every_habit_that_slipped_is_followed_also_through_calls_in_which_it_did_not() -> None:
    calls = [call(n, {"premature-pitch": n % 2}) for n in range(6)]
    found = trend(calls, "premature-pitch")
    assert [point.value for point in found.points] == [0, 1, 0, 1, 0, 1]
    assert found.measure.title == "Offered too soon"
    assert (found.target, found.measure.shown(0.0)) == (0.0, "none")


def test_a_pillar_without_a_moment_is_not_known_rather_than_zero() -> None:
    calls = [call(n) for n in range(5)]
    assert trend(calls, "productive").points == ()
    assert trend(calls, "genuine").points[0].value == pytest.approx(75.0)


def test_the_headline_says_what_got_better_and_what_has_not_moved() -> None:
    calls = [call(n, {"premature-pitch": 1 + n % 2}, patience_s=0.5 + n / 10) for n in range(6)]
    assert headline(trends(calls, "discovery")) == (
        "You leave more room than you did at first.",
        "Offered too soon: that has not moved yet.",
    )


def test_the_headline_asks_for_patience_while_there_are_few_calls() -> None:
    assert headline(trends([call(0), call(1)], "discovery"))[0] == "2 calls so far."
    assert headline(trends([], "discovery"))[0] == "No call yet."
