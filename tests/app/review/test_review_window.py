"""The review: read in one glance, every figure a click from what it is made of, everything a way into the call."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QListView, QWidget
from pytestqt.qtbot import QtBot

from app.history import FadingChoices
from app.journal import Journal, log_of
from app.look import DARK, LIGHT
from app.review.barriers_page import HeldAndHindered
from app.review.header import PILLARS, REVIEW, TRENDS
from app.review.strokes import Strokes
from app.review.timeline import Timeline
from app.review.trend_chart import TrendChart
from app.review.trends_page import TrendsPage
from app.review.window import ReviewWindow
from coaching.fading import Choice
from tests.app.review.conftest import HAPPENED, SAID, write_call
from tests.app.review.reading import click, overview, pillars, seen, words_in

Open = Callable[..., ReviewWindow]


@pytest.mark.parametrize("size", [(900, 600), (1240, 860), (1800, 1100)])
def test_what_to_do_differently_is_seen_without_a_click_at_every_size(open_review: Open, size: tuple[int, int]) -> None:
    window = open_review(size=size)
    habit = overview(window).habit
    assert habit.title.text() == "Ask one more before you offer."
    assert habit.title.font().pixelSize() == 28
    assert seen(window, habit.title)
    said = words_in(habit)
    assert "Once in this call. You offered something 1 s after the need." in said
    assert f"“{SAID[1].text}”" in said
    assert "“You said ‘I lose drivers over it every week’. What does that look like in a week?”" in said
    assert seen(window, habit.see)


def test_it_is_read_from_the_habit_over_how_it_went_and_the_timeline_to_the_words(open_review: Open) -> None:
    page = overview(open_review())
    tops = [one.mapTo(page, QPoint()).y() for one in (page.habit, page.timeline, page.words)]
    assert tops == sorted(tops)
    assert page.how.mapTo(page, QPoint()).x() > page.habit.mapTo(page, QPoint()).x()
    assert page.how.sentence.plain.endswith("Ines voiced a problem and one worry.")


def test_a_call_in_which_nothing_got_in_the_way_says_so(open_review: Open, journal: Journal) -> None:
    write_call(journal, 1, [])
    habit = overview(open_review()).habit
    assert habit.title.text() == "Keep doing what you did."


def test_the_moment_is_one_click_away_in_timeline_and_words(open_review: Open, qtbot: QtBot) -> None:
    window = open_review(size=(900, 600))
    page = overview(window)
    click(qtbot, page.habit.see)
    assert page.timeline.cursor_s == 30.0
    assert page.words.rows.currentIndex().data() == "Too soon. Ask one more."
    qtbot.waitUntil(lambda: page.timeline.mapTo(window, QPoint()).y() < 120)
    assert page.words.rows.mapTo(window, QPoint()).y() < window.height() - 100, "the words are seen beside it"


def test_every_number_opens_to_what_it_is_made_of_and_leads_into_the_call(
    open_review: Open, qtbot: QtBot, journal: Journal
) -> None:
    window = open_review()
    page = pillars(window)
    rows = page.rows
    assert {row.of for row in rows} == set(log_of(journal, journal.find("latest"))["metrics"])
    for row in rows:
        click(qtbot, row.value)
        assert row.evidence is not None, row.of
        assert row.evidence.isVisible(), row.of
        assert row.evidence.how.text(), row.of
        assert row.evidence.times, f"{row.of} is made of nothing"
        click(qtbot, row.value)
        assert not row.evidence.isVisible(), "a second click closes it"
    for row in rows:
        window.show_page(PILLARS)
        row.set_open(True)
        assert row.evidence is not None
        first = row.evidence.times[0]
        click(qtbot, first)
        shown = overview(window)
        assert shown.timeline.cursor_s is not None
        minutes, seconds = divmod(int(shown.timeline.cursor_s), 60)
        assert first.text() == f"{minutes}:{seconds:02}", row.of


def test_a_figure_in_the_sentence_leads_to_its_number(open_review: Open) -> None:
    window = open_review()
    sentence = overview(window).how.sentence
    assert set(sentence.links.values()) == {"talk_share", "worries"}
    for words, name in sentence.links.items():
        assert words in sentence.plain
        window.show_page(REVIEW)
        sentence.linkActivated.emit(name)
        assert isinstance(window.page, HeldAndHindered)
    share = next(row for row in pillars(window).rows if row.of == "talk_share")
    assert share.evidence is not None


def test_pillars_foundations_and_barriers_open_to_their_moments(open_review: Open, qtbot: QtBot) -> None:
    window = open_review()
    page = pillars(window)
    assert len(page.pillars.openers) == 9, "four pillars; three things told of caring, two of knowing"
    for opener in page.pillars.openers:
        click(qtbot, opener.trigger)
        assert opener.evidence is not None
        assert opener.evidence.isVisible()
    said = words_in(page.pillars)
    assert "You picked up their" in said
    told = [button.text() for button in page.pillars.findChildren(QAbstractButton)]
    assert "1 of 1 prepared facts used." in told
    assert "The offer was tied to cost." in told
    assert "They had the ball for 0:41 of 2:06." in told
    assert [barrier.count.text() for barrier in page.barriers.barriers] == ["once", "once", "once"]
    barriers = words_in(page.barriers)
    assert "Not in this call: preparation, history, goal focus, conscious competence." in barriers
    assert "Held back. They voiced a worry and your next turn went elsewhere." in barriers


def test_no_score_stands_alone(open_review: Open, qtbot: QtBot) -> None:
    window = open_review()
    assert "score" not in words_in(overview(window)).lower()
    page = pillars(window)
    assert "score" not in words_in(page).lower()
    click(qtbot, page.pillars.openers[0].trigger)
    assert "gives the log’s score of" in words_in(page.pillars.openers[0])


def test_every_stroke_is_a_moment_to_click(open_review: Open, qtbot: QtBot) -> None:
    window = open_review()
    page = overview(window)
    lines = [line for line in page.how.findChildren(Strokes) if line.strokes]
    assert len(lines) >= 3
    for line in lines:
        for stroke in line.strokes:
            click(qtbot, line, QPoint(round(line.x_of(stroke)), line.height() // 2))
            assert page.timeline.cursor_s == pytest.approx(stroke.at_s, abs=4), "the one pointed at, or its neighbour"


def test_a_nudge_called_unfair_no_longer_makes_the_habit_and_can_be_taken_back(
    open_review: Open, qtbot: QtBot, journal: Journal
) -> None:
    window = open_review()
    page = pillars(window)
    impatience = page.barriers.barriers[1]
    judge = next(one for one in impatience.findChildren(QAbstractButton) if one.text() == "Not fair?")
    click(qtbot, judge)
    assert log_of(journal, journal.find("latest"))["feedback"][-1]["fair"] is False
    again = pillars(window).barriers.barriers[1]
    assert any(one.text() == "Not fair. Take it back" for one in again.findChildren(QAbstractButton))
    window.show_page(REVIEW)
    assert overview(window).habit.title.text() != "Ask one more before you offer."


def test_practising_a_habit_is_kept_for_the_next_call(open_review: Open, qtbot: QtBot) -> None:
    practise = overview(open_review()).habit.practise
    click(qtbot, practise)
    assert FadingChoices().read() == {"premature-pitch": Choice.BACK}
    assert practise.text() == "Practising it next call"
    click(qtbot, practise)
    assert FadingChoices().read() == {}


def test_a_habit_that_recurs_says_so_once_the_calls_before_are_read(
    open_review: Open, qtbot: QtBot, journal: Journal
) -> None:
    write_call(journal, 1)
    write_call(journal, 2)
    page = overview(open_review())
    qtbot.waitUntil(lambda: "Once in this call, and in 3 of your last 3 calls." in words_in(page.habit))


def test_needs_worries_and_answers_stand_in_the_customers_words(open_review: Open) -> None:
    said = words_in(overview(open_review()).customer)
    assert "What Ines needs" in said
    assert f"“{SAID[1].text}”" in said
    assert "What else Ines voiced" in said
    assert "“The operations director”" in said
    assert "without being asked" in said
    assert "still open" in said


def test_trends_show_a_sentence_for_few_calls_and_dots_for_enough(
    open_review: Open, qtbot: QtBot, journal: Journal
) -> None:
    window = open_review()
    window.show_page(TRENDS)
    qtbot.waitUntil(lambda: isinstance(window.page, TrendsPage))
    page = window.page
    assert isinstance(page, TrendsPage)
    assert page.charts == []
    assert "One call so far" in words_in(page)
    first = journal.find("latest")
    for number in range(1, 6):
        write_call(journal, number, HAPPENED if number < 1 else [])
    window.show_page(TRENDS)
    qtbot.waitUntil(lambda: isinstance(window.page, TrendsPage) and window.page is not page)
    page = window.page
    assert isinstance(page, TrendsPage)
    assert len(page.charts) >= 6
    assert "Kept for 5 calls. It waits twice as long before it speaks." in words_in(page)
    back = next(one for one in page.findChildren(QAbstractButton) if one.text() == "Bring it back")
    click(qtbot, back)
    assert Choice.BACK in FadingChoices().read().values()
    assert "You are practising this. It is said every time." in words_in(window.page)
    assert isinstance(window.page, TrendsPage)
    chart = window.page.charts[0]
    click(qtbot, chart, chart.place(0).toPoint())
    assert window.session == first


def test_light_and_dark_follow_the_theme_while_it_is_open(open_review: Open) -> None:
    window = open_review(dark=False)
    assert window.grab().toImage().pixelColor(300, 70).name() == LIGHT.panel.lower()
    window.theme.set_dark(True)
    assert window.grab().toImage().pixelColor(300, 70).name() == DARK.panel.lower()


def test_everything_that_takes_the_keyboard_has_a_name(open_review: Open, qtbot: QtBot) -> None:
    window = open_review()
    window.show_page(TRENDS)
    qtbot.waitUntil(lambda: isinstance(window.page, TrendsPage))
    for name in (PILLARS, "report", "calls", REVIEW):
        window.show_page(name)
    nameless = [
        type(one).__name__
        for one in window.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and isinstance(one, QAbstractButton | QLineEdit | QListView | Strokes | Timeline | TrendChart)
        and not one.accessibleName()
    ]
    assert nameless == []


def test_a_call_that_is_gone_is_said_to_be_and_the_others_are_listed(open_review: Open) -> None:
    window = open_review("2020-01-01-0000-gone")
    assert window.page is window.calls
    assert "No session is called" in words_in(window.header)
