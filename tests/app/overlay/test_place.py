"""Where the overlay stands, and where it goes when a monitor does."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.overlay.place import Area, Place, Places, kept_inside

LAPTOP = Area(0, 0, 1440, 900)
DESK = Area(1440, 0, 2560, 1440)
SIZE = (380, 96)


def test_a_first_start_stands_at_the_top_right() -> None:
    assert Places({}).point({"laptop": LAPTOP}, "laptop", *SIZE) == (1440 - 380 - 24, 24)


def test_each_screen_has_its_own_place() -> None:
    places = Places({})
    screens = {"laptop": LAPTOP, "desk": DESK}

    assert places.moved(screens, 40, 50, *SIZE) == Place("laptop", 40, 50)
    assert places.moved(screens, 1500, 700, *SIZE) == Place("desk", 60, 700)

    assert places.point(screens, "laptop", *SIZE) == (1500, 700)


def test_when_its_monitor_goes_it_comes_back_to_its_place_on_the_one_left() -> None:
    places = Places({"laptop": (40, 50), "desk": (60, 700)}, last="desk")

    assert places.point({"laptop": LAPTOP, "desk": DESK}, "laptop", *SIZE) == (1500, 700)
    assert places.point({"laptop": LAPTOP}, "laptop", *SIZE) == (40, 50)
    assert places.point({"laptop": LAPTOP, "desk": DESK}, "laptop", *SIZE) == (1500, 700)


def test_a_place_half_off_the_screen_is_mended() -> None:
    places = Places({"laptop": (1400, 880)}, last="laptop")

    assert places.point({"laptop": LAPTOP}, "laptop", *SIZE) == (1440 - 380, 900 - 96)


def test_dropped_half_off_a_screen_it_is_remembered_wholly_on_it() -> None:
    screens = {"laptop": LAPTOP, "desk": DESK}

    assert Places({}).moved(screens, 1400 - 300, 870, *SIZE) == Place("laptop", 1060, 804)
    assert Places({}).moved(screens, 5000, -300, *SIZE) == Place("desk", 2560 - 380, 0)


@given(st.integers(-5000, 5000), st.integers(-5000, 5000))
def test_the_panel_is_always_wholly_on_its_screen(x: int, y: int) -> None:
    left, top = kept_inside(DESK, x, y, *SIZE)

    assert DESK.away(left, top) == 0
    assert DESK.away(left + SIZE[0] - 1, top + SIZE[1] - 1) == 0
