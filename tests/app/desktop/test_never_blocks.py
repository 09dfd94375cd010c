"""The GUI thread is never held up, whatever the call, the disk and the devices do meanwhile."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest

from app.desktop.desktop import Desktop
from app.view import Phase
from tests.app.desktop.conftest import Silence, Sounds

Until = Callable[[Callable[[], object]], None]
MOST_S = 0.05
BEAT_MS = 5
BUSY = 2
"""The same work takes up to 1.7 times its CPU time where others fill the cores and their caches (0.03 s: 0.05 s)."""


class Watchdog:
    """How long the GUI thread computed without coming back to its event loop, in its own CPU time (other programs
    on the machine do not count), and how long it waited for a lock or a thread, as far as that is beyond any doubt."""

    def __init__(self) -> None:
        self.computed_s = 0.0
        self._at_s = time.thread_time()
        self._timer = QTimer(interval=BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now_s = time.thread_time()
        self.computed_s = max(self.computed_s, now_s - self._at_s)
        self._at_s = now_s

    def stop(self) -> None:
        self._timer.stop()


@pytest.fixture
def watchdog() -> Iterator[Watchdog]:
    made = Watchdog()
    yield made
    made.stop()


def warmed_up(desktop: Desktop) -> bool:
    return not (desktop._waits.isActive() or desktop.calls._errands._going or desktop.windows._errands._going)


def test_a_call_from_start_to_end_costs_the_gui_thread_little(
    desktop: Desktop, watchdog: Watchdog, until: Until
) -> None:
    desktop.begin(datetime.now().astimezone())
    until(lambda: desktop.view.phase is Phase.LIVE and desktop.view.at_s > 2.0)
    desktop.orders.give("end")
    until(lambda: not desktop.calls.going_on)
    assert watchdog.computed_s < MOST_S


PAGES = ("", "Words", "Coach", "Look", "Keys", "Privacy")


def test_opening_a_window_or_turning_a_page_costs_the_gui_thread_little(
    desktop: Desktop, watchdog: Watchdog, until: Until
) -> None:
    """As in the app, where what they are made of is loaded beforehand. Of three times the one that others on this
    machine disturbed least."""
    until(lambda: warmed_up(desktop))
    windows = desktop.windows
    acts: dict[str, Callable[[], object]] = {
        "getting ready": windows.open_welcome,
        "the prep card": windows.open_prep,
        **{f"settings {page}": partial(windows.open_settings, page) for page in PAGES},
    }
    took_s: dict[str, float] = {}
    for appearance in ("light", "dark", "light"):
        for window in (windows.welcome, windows.prep, windows.settings):
            if window is not None:
                window.close()
        windows.welcome = windows.prep = windows.settings = None
        QTest.qWait(60)
        for name, act in {
            **acts,
            "a change of look": partial(desktop.settings.change, "appearance", appearance),
        }.items():
            watchdog.computed_s = 0.0
            act()
            QTest.qWait(60)
            took_s[name] = min(took_s.get(name, 1.0), watchdog.computed_s)
    assert {name: took for name, took in took_s.items() if took >= BUSY * MOST_S} == {}


def test_collecting_garbage_does_not_hold_up_a_call(desktop: Desktop, until: Until) -> None:
    """It does not go through all that the coach and the windows are made of."""
    until(lambda: warmed_up(desktop))
    before_s = time.thread_time()
    gc.collect()
    assert time.thread_time() - before_s < MOST_S / 2


class Stubborn(Silence):
    """A device that takes its time to let go."""

    def __exit__(self, *_: object) -> None:
        self.held = threading.Event()
        self.held.wait(1.5)
        super().__exit__(None, None, None)


def test_devices_that_are_slow_to_let_go_do_not_hold_up_the_windows(
    desktop: Desktop, sounds: Sounds, monkeypatch: pytest.MonkeyPatch, until: Until
) -> None:
    stubborn = Stubborn()
    monkeypatch.setattr(desktop.calls, "_make_sound", lambda *_: stubborn)
    desktop.begin(datetime.now().astimezone())
    until(lambda: desktop.calls.current)
    before_s = time.monotonic()
    desktop.orders.give("end")
    assert time.monotonic() - before_s < 1.0
    until(lambda: not desktop.calls.going_on)
    assert not stubborn.is_open


def test_a_check_of_such_devices_is_stopped_at_once(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch, until: Until
) -> None:
    stubborn = Stubborn()
    monkeypatch.setattr(desktop.windows, "_make_sound", lambda *_: stubborn)
    desktop.windows.open_welcome()
    desktop.windows._check.start()
    until(lambda: stubborn.is_open)
    before_s = time.monotonic()
    desktop.windows.free_sound()
    assert time.monotonic() - before_s < 1.0
    until(lambda: not stubborn.is_open)
