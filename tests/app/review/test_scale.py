"""Zooming keeps the moment under the pointer where it is, and never shows what is not in the call."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.review.scale import CLOSEST_PX_PER_S, TICK_PX, Scale

HOUR = Scale.whole(3600.0, 90.0, 900.0)


def test_the_whole_call_fits() -> None:
    assert (HOUR.x(0.0), HOUR.x(3600.0)) == (90.0, 990.0)
    assert not HOUR.zoomed


@given(st.lists(st.tuples(st.floats(0.2, 5.0), st.floats(0.0, 3600.0), st.floats(-2000.0, 2000.0)), max_size=12))
def test_no_zooming_and_moving_leaves_the_call(steps: list[tuple[float, float, float]]) -> None:
    scale = HOUR
    for factor, around_s, by_s in steps:
        scale = scale.nearer(factor, around_s).moved(by_s)
        assert scale.from_s >= 0.0
        assert scale.end_s <= 3600.0 + 1e-6
        assert scale.width_px / scale.span_s <= CLOSEST_PX_PER_S + 1e-6


@given(st.floats(1.0, 4.0), st.floats(600.0, 3000.0))
def test_what_is_under_the_pointer_stays_there(factor: float, around_s: float) -> None:
    assert HOUR.nearer(factor, around_s).x(around_s) == pytest.approx(HOUR.x(around_s))


def test_a_moment_out_of_sight_is_brought_into_it_and_one_in_sight_moves_nothing() -> None:
    near = HOUR.nearer(10.0, 100.0)
    assert near.showing(110.0) is near
    away = near.showing(2000.0)
    assert away.from_s < 2000.0 < away.end_s
    assert away.span_s == near.span_s


def test_a_short_call_is_marked_in_minutes_and_seconds_throughout() -> None:
    labels = [label for _, label in Scale.whole(100.0, 0.0, 1000.0).ticks()]
    assert labels == ["0 min", "0:30", "1:00", "1:30"]


@pytest.mark.parametrize("duration_s", [20.0, 200.0, 1720.0, 3600.0, 4 * 3600.0])
@pytest.mark.parametrize("width_px", [400.0, 900.0, 1800.0])
def test_ticks_never_touch_and_begin_with_none(duration_s: float, width_px: float) -> None:
    scale = Scale.whole(duration_s, 0.0, width_px)
    ticks = scale.ticks()
    assert ticks[0] == (0.0, "0 min")
    places = [scale.x(at_s) for at_s, _ in ticks]
    assert all(b - a >= min(TICK_PX, width_px / 3) for a, b in pairwise(places))
    assert len({label for _, label in ticks}) == len(ticks)
