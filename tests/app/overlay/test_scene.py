"""What the court shows of a call."""

from __future__ import annotations

from dataclasses import replace

from app.overlay.scene import Play, Scene, scene
from app.view import Ball
from tests.app.overlay_states import LIVE, STATES


def test_a_live_court_shows_ball_marks_and_share() -> None:
    assert scene(LIVE) == Scene(Play.ON, Ball.REP_SPEAKS, 1, True, True, 0.41, 0.6)


def test_a_share_that_would_not_be_true_is_not_shown() -> None:
    assert scene(STATES["call-lost"]).share is None
    assert scene(STATES["microphone-lost"]).share is None


def test_a_lost_side_is_told_from_a_silent_one() -> None:
    lost = scene(STATES["call-lost"])

    assert lost.near_heard
    assert not lost.far_heard


def test_nothing_lies_on_a_court_nobody_plays_on() -> None:
    for state, play in (("paused", Play.PAUSED), ("ready", Play.OFF), ("ended", Play.OFF)):
        assert scene(STATES[state]) == Scene(play)


def test_never_more_than_four_marks() -> None:
    assert scene(replace(LIVE, marks=9)).marks == 4
