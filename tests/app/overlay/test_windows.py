"""The overlay among real windows: above the call, out of its way, and never in its keyboard's way."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest

from app.look import DARK
from tests.app.overlay.desk import MISSING, PATIENCE_S, Actor, Desk

pytestmark = [
    pytest.mark.windows,
    pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)} of the test packages"),
]
CALL = "#C86432"
LEFT, TOP = 1280 - 380 - 24, 24
GROUND = (LEFT + 350, TOP + 50)
"""A point of the panel that carries neither text nor court."""


@pytest.fixture(scope="module")
def furnished() -> Iterator[Desk]:
    desk = Desk()
    yield desk
    desk.close()


@pytest.fixture
def desk(furnished: Desk) -> Iterator[Desk]:
    """The desk as nobody has touched it."""
    furnished.hand("mousemove", 640, 790)
    yield furnished
    furnished.clear()


@pytest.fixture
def call(desk: Desk) -> Actor:
    return desk.actor("call")


def eventually(holds: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.02)
    return holds()


def go_to_the_call(desk: Desk) -> None:
    """Click into the call window until the keyboard is there: a window just opened may not be up yet."""

    def click() -> bool:
        desk.hand("mousemove", 300, 400, "click", 1)
        return desk.active() == "A call"

    assert eventually(click)


def point(desk: Desk, x: int, y: int) -> None:
    """Move the pointer to this point of the panel; twice, because a window learns of it from the second move."""
    desk.hand("mousemove", LEFT + x - 3, TOP + y)
    desk.hand("mousemove", LEFT + x, TOP + y)


def test_it_stays_above_a_call_that_is_raised_and_full_screen(desk: Desk, call: Actor) -> None:
    desk.actor("overlay")
    assert eventually(lambda: desk.color(*GROUND) == DARK.panel)

    call.tell("full-screen")
    assert eventually(lambda: desk.color(5, 5) == CALL)
    desk.hand("search", "--name", "A call", "windowactivate", "windowraise")
    go_to_the_call(desk)

    assert desk.color(*GROUND) == DARK.panel


def test_the_keyboard_stays_in_the_call_while_nudges_come_and_go(desk: Desk, call: Actor) -> None:
    go_to_the_call(desk)
    overlay = desk.actor("overlay")
    call.heard()

    typed = ""
    for state, letter in zip(["nudge", "quiet", "nudge-two-lines", "theirs", "paused"], "abcde", strict=True):
        overlay.tell("state", state)
        desk.hand("key", letter)
        typed += call.waits_for("typed").split()[-1]

    assert typed == "abcde"
    assert desk.active() == "A call"


def test_clicking_it_does_not_take_the_keyboard(desk: Desk, call: Actor) -> None:
    go_to_the_call(desk)
    overlay = desk.actor("overlay")
    overlay.tell("state", "nudge")

    point(desk, 300, 30)
    desk.hand("click", 1)
    point(desk, 165, 76)
    desk.hand("click", 1)

    assert overlay.waits_for("helpful") == "helpful 1"
    desk.hand("key", "x")
    assert call.waits_for("typed") == "typed x"


@pytest.mark.parametrize(
    ("x", "does"),
    [
        (132, "why_opened 1"),
        (165, "helpful 1"),
        (230, "not_now 1"),
        (296, "bookmark"),
        (324, "pause_toggled"),
        (352, "form_toggled True"),
    ],
)
def test_each_control_is_where_the_hand_finds_it(desk: Desk, x: int, does: str) -> None:
    overlay = desk.actor("overlay")
    overlay.tell("state", "nudge")

    point(desk, x, 76)
    desk.hand("click", 1)

    assert overlay.waits_for(does.split()[0]) == does


def test_it_is_dragged_anywhere_and_remembers_its_place(desk: Desk) -> None:
    overlay = desk.actor("overlay")
    desk.hand("mousemove", LEFT + 300, TOP + 40, "mousedown", 1)
    for step in range(1, 11):
        desk.hand("mousemove", LEFT + 300 - 60 * step, TOP + 40 + 40 * step)
    desk.hand("mouseup", 1)

    _, screen, x, y = overlay.waits_for("placed").split()

    assert (int(x), int(y)) == (LEFT - 600, TOP + 400)
    assert eventually(lambda: desk.color(GROUND[0] - 600, GROUND[1] + 400) == DARK.panel)
    overlay.leave()
    again = desk.actor("overlay", screen, x, y)
    assert eventually(lambda: desk.color(GROUND[0] - 600, GROUND[1] + 400) == DARK.panel)
    assert again.heard() == []


def test_dropped_half_off_the_screen_it_comes_back(desk: Desk) -> None:
    overlay = desk.actor("overlay")
    desk.hand("mousemove", LEFT + 300, TOP + 40, "mousedown", 1)
    desk.hand("mousemove", LEFT + 300, 600)
    desk.hand("mousemove", 1270, 795)
    desk.hand("mouseup", 1)

    overlay.waits_for("placed")

    assert eventually(lambda: desk.color(1280 - 30, 800 - 46) == DARK.panel)
    assert desk.color(1280 - 380 + 5, 800 - 50) == DARK.panel


def test_a_click_moves_nothing(desk: Desk) -> None:
    overlay = desk.actor("overlay")
    desk.hand("mousemove", LEFT + 300, TOP + 40, "mousedown", 1)
    desk.hand("mousemove", LEFT + 302, TOP + 41, "mouseup", 1)
    overlay.tell("state", "theirs")

    assert overlay.heard() == []
    assert desk.color(*GROUND) == DARK.panel


def test_clicks_fall_through_when_asked_to(desk: Desk, call: Actor) -> None:
    call.tell("full-screen")
    overlay = desk.actor("overlay")
    assert eventually(lambda: desk.color(*GROUND) == DARK.panel)

    overlay.tell("click-through", "on")
    desk.hand("mousemove", *GROUND, "click", 1)
    assert call.waits_for("clicked") == "clicked"
    assert desk.color(*GROUND) == DARK.panel

    overlay.tell("click-through", "off")
    overlay.tell("state", "nudge")
    point(desk, 165, 76)
    desk.hand("click", 1)
    assert overlay.waits_for("helpful") == "helpful 1"
    assert call.heard() == []


def test_the_keyboard_comes_when_asked_and_goes_back_on_escape(desk: Desk, call: Actor) -> None:
    go_to_the_call(desk)
    overlay = desk.actor("overlay")
    overlay.tell("state", "nudge")
    overlay.tell("keyboard")
    call.heard()

    desk.hand("key", "Tab")
    desk.hand("key", "space")
    assert overlay.waits_for("helpful") == "helpful 1"
    desk.hand("key", "b")
    assert overlay.waits_for("bookmark") == "bookmark"
    assert call.heard() == []

    desk.hand("key", "Escape")
    desk.hand("key", "y")
    assert call.waits_for("typed") == "typed y"


def test_near_the_bottom_the_open_form_stays_on_the_screen(desk: Desk) -> None:
    overlay = desk.actor("overlay", "screen", "100", "690")
    overlay.tell("state", "full")
    assert eventually(lambda: desk.color(100 + 350, 690 + 50) == DARK.panel)

    overlay.tell("open")

    assert eventually(lambda: desk.color(100 + 374, 800 - 20) == DARK.panel)
    assert desk.color(100 + 374, 300) == DARK.panel


@pytest.mark.parametrize(("who", "share"), [("silence", 0.02), ("talk", 0.08)])
def test_in_a_call_it_takes_next_to_nothing_of_a_core(desk: Desk, who: str, share: float) -> None:
    overlay = desk.actor("overlay")
    overlay.ask("listen", 5, who)

    took = float(overlay.waits_for("core").split()[1])

    print(f"overlay, {who}: {took:.1%} of a core")
    assert took < share
