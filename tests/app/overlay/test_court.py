"""The court as painted: crisp lines, the ball where it belongs, nothing told by colour alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from app.look import DARK
from app.overlay.court import CourtPainter
from app.overlay.motion import Crossing
from app.overlay.scene import Play, Scene
from app.view import Ball

LIVE = Scene(Play.ON, Ball.REP_SPEAKS, 0, True, True, 0.5, 0.6)
LEFT, TOP = 8, 12


def painted(
    scene: Scene,
    ratio: float = 2.0,
    levels: tuple[float, float] = (0.0, 0.0),
    crossing: tuple[Ball, Crossing, float] | None = None,
) -> QImage:
    image = QImage(int(72 * ratio), int(96 * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor(DARK.panel))
    painter = QPainter(image)
    painter.translate(LEFT, TOP)
    CourtPainter(painter, DARK).paint(scene, levels, crossing)
    painter.end()
    return image


def color(image: QImage, x: float, y: float) -> str:
    """The colour at a point of the court's own coordinates."""
    ratio = image.devicePixelRatio()
    return image.pixelColor(int((x + LEFT) * ratio), int((y + TOP) * ratio)).name().upper()


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_lines_are_crisp_at_every_scale(qapp: object, ratio: float) -> None:
    empty = replace(LIVE, ball=Ball.NONE)
    image = painted(empty, ratio)
    middle_y = int((TOP + 9) * ratio)
    court = image.pixelColor(int((LEFT + 9) * ratio), middle_y).rgb()

    row = [image.pixelColor(x, middle_y).rgb() for x in range(int(50 * ratio))]

    # Across a service court there is panel, line and floor, and no half-covered pixel between them.
    assert len(set(row)) == 3
    assert court in row


@pytest.mark.parametrize(
    ("ball", "at", "fill"),
    [
        (Ball.REP_SPEAKS, (18, 63), DARK.amber_fill),
        (Ball.REP_RESTS, (18, 63), DARK.ink),
        (Ball.CUSTOMER_RESTS, (18, 9), DARK.ink),
        (Ball.CUSTOMER_SPEAKS, (18, 9), DARK.panel),
        (Ball.CUSTOMER_SPEAKS, (18, 4.5), DARK.blue_fill),
        (Ball.NET, (18, 39), DARK.amber_fill),
        (Ball.NET, (18, 31.5), DARK.blue_fill),
    ],
)
def test_the_ball_lies_with_whoever_has_the_floor(qapp: object, ball: Ball, at: tuple[float, float], fill: str) -> None:
    assert color(painted(replace(LIVE, ball=ball)), *at) == fill


def test_the_half_with_the_ball_is_tinted(qapp: object) -> None:
    yours, theirs = painted(LIVE), painted(replace(LIVE, ball=Ball.CUSTOMER_RESTS))

    assert (color(yours, 5, 60), color(yours, 5, 9)) == (DARK.amber_wash, DARK.court)
    assert (color(theirs, 5, 60), color(theirs, 5, 9)) == (DARK.court, DARK.blue_wash)


def test_without_colour_your_ball_is_solid_and_theirs_a_ring(qapp: object) -> None:
    yours, theirs = painted(LIVE), painted(replace(LIVE, ball=Ball.CUSTOMER_SPEAKS))

    assert color(yours, 18, 63) == color(yours, 18, 59)
    assert color(theirs, 18, 9) != color(theirs, 18, 4.5)


@pytest.mark.parametrize(("level", "width"), [(0.0, 4), (0.5, 20), (1.0, 36)])
def test_a_level_line_is_4_to_36_wide(qapp: object, level: float, width: int) -> None:
    image = painted(LIVE, 2.0, (level, 0.0))
    y = int((TOP + 72 + 4.5) * 2)

    lit = sum(image.pixelColor(x, y).name().upper() != DARK.panel for x in range(image.width()))

    assert lit == width * 2


def test_silence_is_told_from_not_being_heard(qapp: object) -> None:
    silent, lost = painted(LIVE), painted(replace(LIVE, far_heard=False, share=None))

    assert color(silent, 18, -4.5) == DARK.blue_fill
    assert color(lost, 18, -4.5) == DARK.panel
    assert color(lost, 5, 9) == DARK.panel


def test_half_the_share_lies_level_with_the_net(qapp: object) -> None:
    image = painted(LIVE)

    assert color(image, 48, 37) == DARK.amber_fill
    assert color(image, 49, 30) == DARK.panel
    assert color(image, 47.2, 20) == DARK.blue_fill


@pytest.mark.parametrize("marks", [0, 1, 2, 3, 4])
def test_marks_are_counted_on_the_side_of_the_ball(qapp: object, marks: int) -> None:
    image = painted(replace(LIVE, marks=marks))

    assert [color(image, x, 45.5) == DARK.amber_fill for x in (6, 12, 24, 30)] == [index < marks for index in range(4)]


def test_on_its_way_the_ball_is_on_neither_side(qapp: object) -> None:
    crossing = Crossing(0.0, reduced=False)
    theirs = replace(LIVE, ball=Ball.CUSTOMER_SPEAKS)

    early = painted(theirs, crossing=(Ball.REP_SPEAKS, crossing, 0.06))

    assert color(early, 5, 9) == DARK.court
    assert color(early, 18, 9) != DARK.panel
    assert color(early, 19, 58) == DARK.amber_fill


def test_reduced_motion_fades_one_ball_while_the_other_appears(qapp: object) -> None:
    crossing = Crossing(0.0, reduced=True)
    theirs = replace(LIVE, ball=Ball.CUSTOMER_SPEAKS)

    half = painted(theirs, crossing=(Ball.REP_SPEAKS, crossing, 0.06))

    assert color(half, 18, 63) not in (DARK.court, DARK.amber_fill)
    assert color(half, 18, 4.5) not in (DARK.court, DARK.blue_fill)


def test_paused_the_ball_is_parked_at_the_net_post(qapp: object) -> None:
    image = painted(Scene(Play.PAUSED))

    assert color(image, 40, 36) == DARK.panel
    assert color(image, 43.5, 36) == DARK.ink2
    assert color(image, 18, 63) == DARK.hollow


def test_before_the_call_the_court_is_dashed(qapp: object) -> None:
    image = painted(Scene(Play.OFF))
    colors = {color(image, x / 2, 0.25) for x in range(4, 68)}

    assert len(colors) == 2
