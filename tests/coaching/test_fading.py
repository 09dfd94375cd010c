"""The coach fades on what has been kept for five calls, and comes back when it slips."""

from __future__ import annotations

from coaching.fading import Choice, fades, fading

SLIP = {"interruption": 2}
KEPT: dict[str, int] = {}


def test_four_kept_calls_change_nothing_and_five_double_the_wait() -> None:
    assert fading([SLIP, *[KEPT] * 4]) == {}
    assert fading([SLIP, *[KEPT] * 5]) == {"interruption": 2.0}


def test_nine_kept_calls_fade_it_further() -> None:
    assert fading([SLIP, *[KEPT] * 8]) == {"interruption": 2.0}
    assert fading([SLIP, *[KEPT] * 9]) == {"interruption": 4.0}


def test_one_slip_brings_it_back_at_once_and_is_told() -> None:
    calls = [SLIP, *[KEPT] * 6, SLIP]
    assert fading(calls) == {}
    (fade,) = fades(calls)
    assert (fade.rule, fade.slipped, fade.factor) == ("interruption", True, 1.0)


def test_what_never_slipped_was_never_a_habit() -> None:
    assert fades([KEPT] * 20) == []


def test_a_count_of_none_is_no_slip() -> None:
    assert fading([SLIP, *[{"interruption": 0}] * 5]) == {"interruption": 2.0}


def test_the_rep_has_the_last_word() -> None:
    kept = [SLIP, *[KEPT] * 6]
    assert fading(kept, {"interruption": Choice.BACK}) == {}
    assert fading([*kept, SLIP], {"interruption": Choice.FADED}) == {"interruption": 2.0}
    assert [fade.choice for fade in fades(kept, {"interruption": Choice.BACK})] == [Choice.BACK]
