"""The timeline and the words: walked, searched, corrected and marked by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.journal import Journal, log_of
from app.review.timeline_paint import FAR_Y, NEAR_Y, NUDGE_Y, SIGNAL_Y
from app.review.window import ReviewWindow
from coaching.nudge import NudgeRaised
from tests.app.review.conftest import HAPPENED, SAID, write_call
from tests.app.review.reading import click, overview, words_in

Open = Callable[..., ReviewWindow]


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

    def test_of_two_nudges_at_one_moment_the_first_is_shown(self, open_review: Open, journal: Journal) -> None:
        """The one that was on screen; what was held back for it stands under it."""
        held = replace(HAPPENED[3].nudge, id=9, rule="pace", text="Slow down.", shown=False)
        write_call(journal, 1, [*HAPPENED, NudgeRaised(30.0, held)])
        page = overview(open_review())
        page.go_to(30.0)
        assert page.words.rows.currentIndex().data() == "Too soon. Ask one more."

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
