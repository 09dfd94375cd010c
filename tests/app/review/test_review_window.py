"""The review: read in one glance, every figure a click from what it is made of, everything a way into the call."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QListView, QWidget
from pytestqt.qtbot import QtBot

from app.history import FadingChoices
from app.journal import Journal, log_of
from app.look import DARK, LIGHT
from app.review.barriers_page import HeldAndHindered
from app.review.header import PILLARS, REVIEW, TRENDS
from app.review.linked import Linked
from app.review.overview import Overview
from app.review.strokes import Strokes
from app.review.timeline import Timeline
from app.review.timeline_paint import FAR_Y, NEAR_Y, NUDGE_Y, SIGNAL_Y
from app.review.trend_chart import TrendChart
from app.review.trends_page import TrendsPage
from app.review.window import ReviewWindow
from coaching.fading import Choice
from tests.app.review.conftest import HAPPENED, SAID, write_call

Open = Callable[..., ReviewWindow]


def overview(window: ReviewWindow) -> Overview:
    assert isinstance(window.page, Overview)
    return window.page


def pillars(window: ReviewWindow) -> HeldAndHindered:
    window.show_page(PILLARS)
    assert isinstance(window.page, HeldAndHindered)
    return window.page


def words_in(widget: QWidget) -> str:
    return "\n".join(text_of(label) for label in widget.findChildren(QLabel) if not label.isHidden())


def text_of(label: QLabel) -> str:
    return label.plain if isinstance(label, Linked) else label.text()


def seen(window: ReviewWindow, widget: QWidget) -> bool:
    """Within the window, as it opens."""
    top = widget.mapTo(window, QPoint(0, 0)).y()
    return widget.isVisible() and top >= 0 and top + widget.height() <= window.height()


def click(qtbot: QtBot, widget: QWidget, at: QPoint | None = None) -> None:
    if at is None:
        qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
    else:
        qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at)


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
    assert "“You said ‘I lose drivers over it’. What does that look like in a week?”" in said
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
    qtbot.waitUntil(lambda: "Once in this call, and in 3 of your last 3." in words_in(page.habit))


class TestTimeline:
    def test_a_click_on_a_turn_a_signal_and_a_nudge_leads_to_its_words(self, open_review: Open, qtbot: QtBot) -> None:
        page = overview(open_review())
        line, rows = page.timeline, page.words.rows
        for at_s, y, said in (
            (10.0, FAR_Y + 5, SAID[1].text),
            (70.0, NEAR_Y + 5, SAID[4].text),
            (6.0, SIGNAL_Y, SAID[1].text),
            (30.0, NUDGE_Y, "Too soon. Ask one more."),
        ):
            click(qtbot, line, QPoint(round(line.scale.x(at_s)) + 1, y))
            assert rows.currentIndex().data() == said

    def test_keys_walk_zoom_and_lead_to_the_words(self, open_review: Open, qtbot: QtBot) -> None:
        page = overview(open_review())
        line = page.timeline
        line.setFocus()
        visited = []
        for _ in range(7):
            qtbot.keyClick(line, Qt.Key.Key_Right)
            visited.append(line.cursor_s)
        assert visited == [6.0, 30.0, 37.0, 89.0, 95.0, 100.0, 100.0]
        assert "1:40" in line.accessibleDescription()
        qtbot.keyClick(line, Qt.Key.Key_Left)
        assert line.cursor_s == 95.0
        whole_s = line.scale.span_s
        qtbot.keyClick(line, Qt.Key.Key_Plus)
        assert line.scale.span_s == pytest.approx(whole_s / 1.25)
        assert line.scale.from_s <= 95.0 <= line.scale.end_s
        qtbot.keyClick(line, Qt.Key.Key_0)
        assert line.scale.span_s == whole_s
        with qtbot.waitSignal(line.chosen):
            qtbot.keyClick(line, Qt.Key.Key_Return)


class TestWords:
    def test_a_click_on_words_moves_the_timeline(self, open_review: Open, qtbot: QtBot) -> None:
        page = overview(open_review())
        index = page.words.model.index(1)
        page.words.rows.scrollTo(index)
        click(qtbot, page.words.rows.viewport(), page.words.rows.visualRect(index).center())
        assert page.timeline.cursor_s == 6.0

    def test_search_counts_and_return_goes_round(self, open_review: Open, qtbot: QtBot) -> None:
        words = overview(open_review()).words
        qtbot.keyClicks(words.search, "TRUCKS")
        assert words.count.text() == "2 found"
        places = []
        for _ in range(3):
            qtbot.keyClick(words.search, Qt.Key.Key_Return)
            places.append((words.rows.currentIndex().data(), words.count.text()))
        assert places == [(SAID[1].text, "1 of 2"), (SAID[6].text, "2 of 2"), (SAID[1].text, "1 of 2")]
        words.search.setText("zebra")
        assert words.count.text() == "Not in this call."

    def test_a_misheard_word_is_corrected_by_hand(self, open_review: Open, qtbot: QtBot, journal: Journal) -> None:
        window = open_review()
        words = overview(window).words
        words.go_to(105.5)
        click(qtbot, words.correct)
        editor = next(one for one in words.rows.viewport().children() if isinstance(one, QWidget))
        assert editor.accessibleName().startswith("What was really said")
        qtbot.keyClicks(editor, "The finance director decides about that, not me.")
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        said = [turn["text"] for turn in log_of(journal, journal.find("latest"))["turns"]]
        assert "The finance director decides about that, not me." in said
        assert SAID[5].text not in said
        assert overview(window).words.rows.currentIndex().data().startswith("The finance director")
        assert [found.text for found in journal.search("finance director")] == [said[5]]

    def test_what_follows_from_a_correction_is_shown_when_it_has_been_heard_anew(
        self, open_review: Open, qtbot: QtBot
    ) -> None:
        window = open_review()
        words = overview(window).words
        words.go_to(37.5)
        click(qtbot, words.correct)
        editor = next(one for one in words.rows.viewport().children() if isinstance(one, QWidget))
        qtbot.keyClicks(editor, "Our biggest problem is that we lose two customers every single month.")
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: window.header._said.text().startswith("Needs, questions and numbers follow"))
        assert "“Our biggest problem is that we lose two customers every single month.”" in words_in(
            overview(window).customer
        )
        assert overview(window).timeline.cursor_s == 37.0

    def test_escape_leaves_the_words_as_they_were(self, open_review: Open, qtbot: QtBot, journal: Journal) -> None:
        words = overview(open_review()).words
        words.go_to(105.5)
        click(qtbot, words.correct)
        editor = next(one for one in words.rows.viewport().children() if isinstance(one, QWidget))
        qtbot.keyClicks(editor, "Nothing")
        qtbot.keyClick(editor, Qt.Key.Key_Escape)
        assert log_of(journal, journal.find("latest"))["corrections"] == []

    def test_a_bookmark_is_noted_by_hand(self, open_review: Open, qtbot: QtBot, journal: Journal) -> None:
        window = open_review()
        words = overview(window).words
        words.go_to(100.0)
        assert words.correct.text() == "Note"
        for note in ("Ask about costs", "Ask about fuel"):
            words = overview(window).words
            click(qtbot, words.correct)
            editor = next(one for one in words.rows.viewport().children() if isinstance(one, QWidget))
            qtbot.keyClicks(editor, note)
            qtbot.keyClick(editor, Qt.Key.Key_Return)
            assert overview(window).words.rows.currentIndex().data() == note
        marks = log_of(journal, journal.find("latest"))["bookmarks"]
        assert [(mark["at"], mark["note"]) for mark in marks] == [(100.0, "Ask about fuel")]

    def test_the_moment_the_timeline_stands_at_is_bookmarked(
        self, open_review: Open, qtbot: QtBot, journal: Journal
    ) -> None:
        window = open_review()
        assert not overview(window).bookmark.isEnabled()
        overview(window).go_to(60.0)
        click(qtbot, overview(window).bookmark)
        assert [mark["at"] for mark in log_of(journal, journal.find("latest"))["bookmarks"]] == [100.0, 60.0]
        assert overview(window).words.rows.currentIndex().data() == "You marked this."

    def test_a_nudge_cannot_be_corrected(self, open_review: Open) -> None:
        words = overview(open_review()).words
        words.go_to(30.0)
        assert not words.correct.isEnabled()


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
