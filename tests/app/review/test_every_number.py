"""Every number shown can be clicked to what it is made of: all pages are walked, all figures clicked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.journal import Journal
from app.review.barriers_page import HeldAndHindered
from app.review.calls_behind import CallsBehind
from app.review.customer import PlannedRow
from app.review.evidence import Evidence
from app.review.header import PILLARS, REVIEW, TRENDS, Header
from app.review.linked import Linked, figures
from app.review.overview import Overview
from app.review.timeline_paint import AXIS_Y, FAR_Y
from app.review.trend_chart import TrendChart
from app.review.trends_page import TrendsPage
from app.review.window import ReviewWindow
from tests.app.review.conftest import HAPPENED, SAID, write_call

Open = Callable[..., ReviewWindow]

MADE_OF = (Evidence, CallsBehind)
"""What a number opens to: parts with a way into the call each, which is told for itself below."""
FACTS = (Header, PlannedRow)
"""When the call was and how long; the rep's own planned questions: nothing is counted in them."""


@pytest.fixture
def calls(journal: Journal) -> Journal:
    """Eight calls; in some of them the habit slipped, in one it was something else."""
    for number in range(1, 8):
        write_call(journal, number, HAPPENED if number % 2 else HAPPENED[:3])
    return journal


def figured(page: QWidget) -> Iterator[QLabel]:
    """The labels with a number of ours: no words that somebody said, nothing that a number has opened to."""
    for label in page.findChildren(QLabel):
        spoken = "Serif" in label.font().family()
        text = label.plain if isinstance(label, Linked) else label.text()
        if not spoken and figures(text) and not inside(label, (*MADE_OF, *FACTS)):
            yield label


def inside(widget: QWidget, types: tuple[type[QWidget], ...]) -> bool:
    parent = widget.parentWidget()
    return parent is not None and (isinstance(parent, types) or inside(parent, types))


def shown(window: ReviewWindow) -> list[Any]:
    """What a click may change: the page, the call, the moment, and what is opened on the page."""
    page = window.page
    assert page is not None
    moment = page.timeline.cursor_s if isinstance(page, Overview) else None
    opened = [part.isVisibleTo(page) for part in page.findChildren(QWidget) if isinstance(part, MADE_OF)]
    at = page.verticalScrollBar().value() if isinstance(page, HeldAndHindered) else None
    return [page, window.session, moment, opened, at]


def open_page(window: ReviewWindow, qtbot: QtBot, name: str) -> QWidget:
    window.show_page(name)
    if name == TRENDS:
        qtbot.waitUntil(lambda: isinstance(window.page, TrendsPage))
    assert window.page is not None
    return window.page


@pytest.mark.parametrize("name", [REVIEW, PILLARS, TRENDS])
def test_no_number_stands_in_text_that_cannot_be_clicked(
    open_review: Open, qtbot: QtBot, calls: Journal, name: str
) -> None:
    window = open_review()
    qtbot.waitUntil(lambda: overview(window).habit.often.plain.startswith("Once in this call, and in 3 of your last 6"))
    page = open_page(window, qtbot, name)
    found = list(figured(page))
    assert len(found) >= 3, "the walk has found nothing to walk"
    for label in found:
        assert isinstance(label, Linked), f"{label.text()!r} cannot be clicked"
        linked = " ".join(label.links)
        assert [one for one in figures(label.plain) if one not in linked] == [], label.plain


@pytest.mark.parametrize("name", [REVIEW, PILLARS, TRENDS])
def test_every_figure_in_a_sentence_leads_somewhere(open_review: Open, qtbot: QtBot, calls: Journal, name: str) -> None:
    window = open_review()
    count = len(list(figured(open_page(window, qtbot, name))))
    for number in range(count):
        for link in dict.fromkeys(sentence(window, qtbot, name, number).links.values()):
            label = sentence(window, qtbot, name, number)  # a click may have led to a page made anew
            before = shown(window)
            label.linkActivated.emit(link)
            assert shown(window) != before, f"{label.plain!r}: {link} leads nowhere"


def sentence(window: ReviewWindow, qtbot: QtBot, name: str, number: int) -> Linked:
    if window.page is None or name not in window._made or window.page is not window._made[name]:
        open_page(window, qtbot, name)
    assert window.page is not None
    if isinstance(window.page, Overview):
        window.page.timeline.set_cursor(0.0)
    label = list(figured(window.page))[number]
    assert isinstance(label, Linked)
    return label


@pytest.mark.parametrize("name", [REVIEW, PILLARS])
def test_every_button_with_a_number_leads_somewhere(open_review: Open, qtbot: QtBot, name: str) -> None:
    window = open_review()
    page = open_page(window, qtbot, name)
    ranks = ("time", "number")
    buttons = [one for one in page.findChildren(QAbstractButton) if one.property("rank") in ranks and one.isVisible()]
    assert len(buttons) >= 5
    for button in buttons:
        open_page(window, qtbot, name)
        if isinstance(page, Overview):
            page.timeline.set_cursor(1.5)
        before = shown(window), len(page.findChildren(Evidence)), button.isChecked()
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        after = shown(window), len(page.findChildren(Evidence)), button.isChecked()
        assert after != before, f"{button.text()!r} leads nowhere"


def test_the_calls_behind_a_figure_are_one_click_away(open_review: Open, qtbot: QtBot, calls: Journal) -> None:
    window = open_review()
    qtbot.waitUntil(lambda: overview(window).habit.often.plain.startswith("Once in this call, and in 3 of your last 6"))
    habit = overview(window).habit
    habit.often.linkActivated.emit("calls")
    assert [button.text() for button in habit.calls.buttons] == [
        "Mon 8 Jun 2026, 09:30",
        "Sat 6 Jun 2026, 09:30",
        "Thu 4 Jun 2026, 09:30",
    ]
    this = window.session
    qtbot.mouseClick(habit.calls.buttons[1], Qt.MouseButton.LeftButton)
    assert window.session not in (None, this)


def test_numbers_painted_on_the_timeline_are_places_to_click(open_review: Open, qtbot: QtBot) -> None:
    page = overview(open_review())
    line = page.timeline
    middle = QPoint(round(line.scale.x(74.0)), FAR_Y + 13)
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton, pos=middle)  # "60 s", over the rep's long turn
    assert line.cursor_s == 44.0
    assert page.words.rows.currentIndex().data() == SAID[4].text
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton, pos=QPoint(round(line.scale.x(60.0)), AXIS_Y - 4))
    assert line.cursor_s == pytest.approx(60.0, abs=0.5)


def test_values_painted_on_a_trend_open_their_call(open_review: Open, qtbot: QtBot, calls: Journal) -> None:
    page = open_page(open_review(), qtbot, TRENDS)
    chart = next(iter(page.findChildren(TrendChart)))
    with qtbot.waitSignal(chart.call_wanted):
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.value_rect().center().toPoint())


def overview(window: ReviewWindow) -> Overview:
    assert isinstance(window.page, Overview)
    return window.page
