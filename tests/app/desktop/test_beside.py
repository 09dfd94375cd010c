"""A window that opens does not lie under the overlay, as long as the screen has room for both."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSize

from app.desktop.beside import FRAME, beside

LAPTOP = QRect(0, 0, 1280, 800)
TOP_RIGHT, TOP_LEFT = QRect(876, 24, 380, 600), QRect(24, 24, 380, 96)
PREP = QSize(780, 720)


@pytest.mark.parametrize("overlay", [TOP_RIGHT, TOP_LEFT])
def test_on_a_small_laptop_the_prep_card_opens_beside_the_overlay(overlay: QRect) -> None:
    place = beside(PREP, LAPTOP, overlay)
    assert place.size() == PREP
    assert not place.marginsAdded(FRAME).intersects(overlay)
    assert LAPTOP.contains(place.marginsAdded(FRAME))


def test_a_window_too_wide_for_that_opens_under_the_overlay_a_little_lower() -> None:
    place = beside(QSize(1240, 860), LAPTOP, QRect(876, 24, 380, 96), QSize(900, 600))
    assert place.width() == 1240
    assert place.height() >= 600
    assert not place.marginsAdded(FRAME).intersects(QRect(876, 24, 380, 96))
    assert LAPTOP.contains(place.marginsAdded(FRAME))


def test_a_window_that_cannot_be_lower_lies_under_the_overlay_after_all() -> None:
    place = beside(QSize(1240, 860), LAPTOP, TOP_RIGHT, QSize(900, 600))
    assert place.height() > 700


def test_where_the_overlay_is_not_in_the_way_it_opens_in_the_middle() -> None:
    wide = QRect(0, 0, 2560, 1400)
    middle = beside(PREP, wide, None)
    assert abs(middle.center().x() - wide.center().x()) <= 1
    assert beside(PREP, wide, QRect(2156, 24, 380, 96)) == middle


@given(st.integers(200, 3000), st.integers(200, 2000), st.integers(-400, 3000), st.integers(-400, 2000))
def test_whatever_the_screen_the_window_and_its_frame_are_wholly_on_it(w: int, h: int, x: int, y: int) -> None:
    """As on 1280 × 800 at 200 %, where the prep card is larger than the screen."""
    screen = QRect(1920, 30, w, h)
    place = beside(PREP, screen, QRect(x, y, 380, 96), QSize(300, 200))
    assert screen.contains(place.marginsAdded(FRAME))
