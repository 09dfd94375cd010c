"""Courtside as a rep uses it: start, a call, pause, the review, and quitting in the middle."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtTest import QTest

from app.desktop.desktop import Desktop
from app.desktop.tray import TrayState
from app.journal import Journal, log_of
from app.orders import ORDERS
from app.places import journal_path
from app.view import Phase
from coaching.prep import CallKind, PrepCard
from tests.app.desktop.conftest import Sounds
from tests.app.desktop.rep import click, end, sheet, start, words

Until = Callable[[Callable[[], object]], None]


def test_the_chosen_card_drives_the_call_and_is_used_once(desktop: Desktop, until: Until) -> None:
    card = PrepCard("Ines Okafor, COO", "Larkfield Dairy", CallKind.DEMO, 45)
    desktop.choose_card(desktop.cards.save(card))
    assert words(desktop) == ["Ready when you are", "Ines Okafor, Larkfield Dairy", "Start"]

    start(desktop, until)
    assert (desktop.view.customer, desktop.view.kind, desktop.view.planned_s) == ("Ines Okafor, COO", "demo", 2700)
    end(desktop, until)

    journal = Journal(journal_path())
    assert journal.prep(journal.find("latest")) == card
    assert desktop.card == PrepCard()


def test_quitting_in_the_middle_of_a_call_saves_it(desktop: Desktop, until: Until) -> None:
    start(desktop, until)
    until(lambda: desktop.view.at_s > 1.0)

    assert desktop.orders.give("quit") == "Saving and quitting."
    until(lambda: desktop.app.quitted)

    [session] = Journal(journal_path()).sessions()
    assert not session.ended_early
    assert not session.live
    assert session.duration_s > 1.0


def test_a_call_cut_off_by_the_system_is_saved_too(desktop: Desktop, sounds: Sounds, until: Until) -> None:
    start(desktop, until)
    desktop.close()
    [session] = Journal(journal_path()).sessions()
    assert not session.ended_early
    assert not sounds.made[0].is_open


def test_pause_and_its_tray_are_told(desktop: Desktop, until: Until) -> None:
    start(desktop, until)
    until(lambda: desktop.tray.state is TrayState.LISTENING)
    assert desktop.orders.give("pause").startswith("Paused.")
    until(lambda: desktop.tray.state is TrayState.PAUSED)
    desktop.orders.give("pause")
    until(lambda: desktop.tray.state is TrayState.LISTENING)
    end(desktop, until)
    assert desktop.tray.state is TrayState.NOT_LISTENING


def test_an_acts_of_the_rep_reach_the_call_that_goes_on_not_the_one_before(desktop: Desktop, until: Until) -> None:
    for _ in range(2):
        start(desktop, until)
        desktop.orders.give("bookmark")
        end(desktop, until)
    journal = Journal(journal_path())
    logs = [log_of(journal, session.id) for session in journal.sessions()]
    assert [len(log["bookmarks"]) for log in logs] == [1, 1]


@pytest.mark.parametrize("order", [one for one in ORDERS if one not in ("start", "prep", "review", "settings", "quit")])
def test_every_order_answers_in_a_sentence_when_no_call_goes_on(desktop: Desktop, order: str) -> None:
    assert desktop.orders.give(order).endswith(".")


def test_an_unknown_order_says_so(desktop: Desktop) -> None:
    assert desktop.orders.give("dance") == "There is no order called 'dance'."


def test_the_open_form_makes_room_before_the_review_looks_for_its_place(
    desktop: Desktop, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    start(desktop, until)
    desktop.overlay.set_form_open(True)
    end(desktop, until)
    before_px = desktop.overlay.panel_on_screen().height()
    found_px: list[int] = []
    monkeypatch.setattr(
        desktop.windows, "open_review", lambda _: found_px.append(desktop.overlay.panel_on_screen().height())
    )
    desktop.orders.give("review")
    assert found_px[0] < before_px


def test_after_the_call_its_review_is_one_press_away(desktop: Desktop, until: Until) -> None:
    start(desktop, until)
    end(desktop, until)
    assert words(desktop)[0] == "Saved"
    assert words(desktop)[-1] == "Review"

    desktop.overlay.review_requested.emit()

    assert desktop.windows.review is not None
    assert desktop.windows.review.isVisible()
    assert words(desktop)[0] == "Ready when you are"


def test_when_it_quits_in_mid_call_it_does_not_come_back(desktop: Desktop, until: Until) -> None:
    start(desktop, until)
    desktop._ready_again.setInterval(20)
    desktop.close()

    QTest.qWait(200)

    assert desktop.view.phase is not Phase.READY


def test_when_it_has_quit_after_a_call_it_does_not_come_back(
    desktop: Desktop, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    start(desktop, until)
    end(desktop, until)
    desktop._ready_again.setInterval(20)  # starts it again, at this pace
    desktop.close()

    QTest.qWait(60)

    assert desktop.view.phase is Phase.ENDED


def test_the_place_and_the_open_form_are_remembered(desktop: Desktop) -> None:
    from app.settings import Remembering

    desktop.overlay.placed.emit("HDMI-1", 30, 40)
    desktop.overlay.set_form_open(True)
    assert Remembering().now.places == {"HDMI-1": (30, 40)}
    assert Remembering().now.last_screen == "HDMI-1"
    assert Remembering().now.form_open


def test_starting_and_ending_a_call_does_not_hold_up_the_windows(desktop: Desktop, until: Until) -> None:
    import time

    desktop.ask()
    shown = sheet()
    assert shown is not None
    before_s = time.thread_time()
    click(shown, "They agreed: start")
    assert time.thread_time() - before_s < 0.05
    until(lambda: desktop.calls.current and desktop.view.phase is Phase.LIVE)
    before_s = time.thread_time()
    desktop.orders.give("end")
    assert time.thread_time() - before_s < 0.05
    until(lambda: not desktop.calls.going_on)
