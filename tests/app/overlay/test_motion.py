"""What moves, and when it is still again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.overlay.motion import (
    CROSSING_S,
    LEVEL_STEP_S,
    NUDGE_IN_S,
    NUDGE_OUT_S,
    REDUCED_S,
    UNDERLINE_S,
    Crossing,
    Level,
    NudgeLife,
)
from tests.app.overlay_states import GO_BACK, PAUSE


def test_a_nudge_comes_in_softly_and_stays_without_a_countdown() -> None:
    life = NudgeLife()
    life.update(GO_BACK, False, 0.0)

    first, later = life.frame(0.05), life.frame(3600.0)

    assert first is not None
    assert 0 < first.opacity < 1
    assert 0 < first.rise_px < 4
    assert later is not None
    assert (later.opacity, later.rise_px) == (1.0, 0.0)
    assert life.moving(NUDGE_IN_S / 2)
    assert not life.moving(NUDGE_IN_S + 0.01)


def test_most_of_a_nudge_is_there_within_100_ms() -> None:
    life = NudgeLife()
    life.update(GO_BACK, False, 0.0)

    frame = life.frame(0.1)

    assert frame is not None
    assert frame.opacity > 0.9


def test_put_right_underlines_once_then_leaves() -> None:
    life = NudgeLife()
    life.update(GO_BACK, False, 0.0)
    life.update(GO_BACK, True, 10.0)
    life.update(GO_BACK, True, 10.3)

    half, done = life.frame(10.0 + UNDERLINE_S / 2), life.frame(10.0 + UNDERLINE_S)

    assert half is not None
    assert half.underline == pytest.approx(0.5)
    assert half.opacity == 1.0
    assert done is not None
    assert done.underline == 1.0
    assert life.frame(10.0 + UNDERLINE_S + NUDGE_OUT_S) is None
    assert not life.moving(11.0)


def test_the_underline_is_finished_even_if_the_session_forgets_the_nudge() -> None:
    life = NudgeLife()
    life.update(GO_BACK, False, 0.0)
    life.update(GO_BACK, True, 10.0)
    life.update(None, False, 10.05)

    frame = life.frame(10.0 + UNDERLINE_S)

    assert frame is not None
    assert (frame.underline, frame.opacity) == (1.0, 1.0)


def test_out_of_date_fades_without_a_mark() -> None:
    life = NudgeLife()
    life.update(GO_BACK, False, 0.0)
    life.update(None, False, 10.0)

    frame = life.frame(10.0 + NUDGE_OUT_S / 2)

    assert frame is not None
    assert frame.underline == 0.0
    assert frame.opacity == pytest.approx(0.5)
    assert life.frame(10.0 + NUDGE_OUT_S) is None


def test_a_new_nudge_does_not_wait_for_the_old_one_to_leave() -> None:
    life = NudgeLife()
    life.update(GO_BACK, False, 0.0)
    life.update(None, False, 10.0)
    life.update(PAUSE, False, 10.05)

    frame = life.frame(10.1)

    assert frame is not None
    assert frame.nudge is PAUSE
    assert life.frame(100.0) == replace(frame, opacity=1.0, rise_px=0.0)


def test_reduced_motion_fades_and_nothing_travels() -> None:
    life = NudgeLife(reduced=True)
    life.update(GO_BACK, False, 0.0)
    life.update(GO_BACK, True, 10.0)

    arriving, right = life.frame(REDUCED_S / 2), life.frame(10.01)

    assert arriving is not None
    assert arriving.rise_px == 0.0
    assert right is not None
    assert right.underline == 1.0


def test_the_ball_crosses_in_a_slight_curve() -> None:
    crossing = Crossing(5.0, reduced=False)

    assert crossing.at(5.0) == 0.0
    assert crossing.at(5.0 + CROSSING_S / 2) == pytest.approx(0.5)
    assert crossing.at(5.0 + CROSSING_S) == 1.0
    assert Crossing.aside_px(0.5) == pytest.approx(4.0)
    assert Crossing.aside_px(1.0) == pytest.approx(0.0)
    assert not crossing.moving(5.0 + CROSSING_S + 0.001)


def test_a_level_is_up_at_once_and_falls_over_300_ms() -> None:
    level = Level()
    level.hear(0.9)
    level.step(LEVEL_STEP_S)
    assert level.shown == 0.9

    level.hear(0.0)
    steps = 0
    while not level.settled:
        level.step(LEVEL_STEP_S)
        steps += 1

    assert steps * LEVEL_STEP_S == pytest.approx(0.9 * 0.3, abs=LEVEL_STEP_S)


def test_reduced_motion_knows_four_steps_of_level() -> None:
    level = Level(reduced=True)
    seen = set()
    for i in range(100):
        level.hear(i / 99)
        level.step(0.25)
        seen.add(level.shown)

    assert seen == {0.0, 0.25, 0.5, 0.75, 1.0}
