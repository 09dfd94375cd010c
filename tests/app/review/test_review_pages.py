"""All calls in a list, a call out of the window in any format, and the report for both managers."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from app.export import FORMATS
from app.journal import Journal, log_of
from app.review.calls_page import CallsPage
from app.review.header import CALLS, REPORT
from app.review.overview import Overview
from app.review.report_page import ReportPage
from app.review.window import ReviewWindow
from coaching.prep import PrepCard
from coaching.session_log import CallInfo
from tests.app.review.conftest import SAID, write_call

Open = Callable[..., ReviewWindow]


def titles(page: CallsPage) -> list[str]:
    return [f"{row.title} {row.flag}".strip() for row in page.model.rows]


def choose_file(monkeypatch: pytest.MonkeyPatch, path: Path | None, kind: str = "") -> None:
    chosen = ("" if path is None else str(path), kind)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: chosen)


def report_page(window: ReviewWindow) -> ReportPage:
    window.show_page(REPORT)
    assert isinstance(window.page, ReportPage)
    return window.page


class TestCalls:
    def test_all_calls_are_listed_the_latest_first_and_ended_early_is_marked(
        self, open_review: Open, journal: Journal
    ) -> None:
        write_call(journal, 1, whole=False)
        window = open_review()
        window.show_page(CALLS)
        assert titles(window.calls) == ["Ines Okafor, Larkfield Dairy ended early", "Ines Okafor, Larkfield Dairy"]
        assert window.calls.model.rows[1].about == "Mon 1 Jun 2026, 09:30, 2:06, discovery"
        assert window.calls.note.text() == "2 calls"

    def test_a_search_over_all_calls_opens_the_call_at_the_words(
        self, open_review: Open, qtbot: QtBot, journal: Journal
    ) -> None:
        first = journal.find("latest")
        write_call(journal, 1)
        window = open_review()
        window.show_page(CALLS)
        window.calls.search.setText("operations director")
        qtbot.keyClick(window.calls.search, Qt.Key.Key_Return)
        assert [row.words for row in window.calls.model.rows] == [SAID[5].text] * 2
        older = window.calls.model.index(1)
        qtbot.mouseClick(
            window.calls.list.viewport(),
            Qt.MouseButton.LeftButton,
            pos=window.calls.list.visualRect(older).center(),
        )
        assert window.session == first
        assert isinstance(window.page, Overview)
        assert window.page.words.rows.currentIndex().data() == SAID[5].text

    def test_nothing_found_says_what_to_try(self, open_review: Open, qtbot: QtBot) -> None:
        window = open_review()
        window.show_page(CALLS)
        window.calls.search.setText("zebra")
        qtbot.waitUntil(lambda: window.calls.note.text().startswith("Nothing found."))

    @pytest.mark.parametrize("answer", ["Keep", "Delete for good"])
    def test_a_call_is_deleted_only_after_it_was_asked(
        self, open_review: Open, qtbot: QtBot, journal: Journal, monkeypatch: pytest.MonkeyPatch, answer: str
    ) -> None:
        asked: list[str] = []

        def decide(box: QMessageBox) -> int:
            asked.append(box.text())
            assert box.defaultButton().text() == "Keep"
            next(one for one in box.buttons() if one.text() == answer).click()
            return 0

        monkeypatch.setattr(QMessageBox, "exec", decide)
        window = open_review()
        window.show_page(CALLS)
        assert not window.calls.delete.isEnabled()
        window.calls.list.setCurrentIndex(window.calls.model.index(0))
        window.calls.list.setFocus()
        qtbot.keyClick(window.calls.list, Qt.Key.Key_Delete)
        assert asked == ["Delete the call with Ines Okafor, Larkfield Dairy for good?"]
        assert len(journal.sessions()) == (1 if answer == "Keep" else 0)
        if answer != "Keep":
            assert window.session is None
            assert titles(window.calls) == []
            assert "No calls yet." in window.calls.note.text()
            raw = journal.path.read_bytes()
            assert b"operations director" not in raw, "its words are gone from the disk"

    def test_chosen_calls_are_exported_together(
        self, open_review: Open, qtbot: QtBot, journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write_call(journal, 1)
        running = journal.begin(CallInfo(datetime.now(UTC), "demo", "now"), PrepCard(), {})
        page = open_review().calls
        page.refresh()
        assert not page.export.isEnabled()
        page.list.selectAll()
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "out"))
        actions = {action.text(): action for action in page.export.menu().actions()}
        actions["Session log (JSON)"].trigger()
        qtbot.waitUntil(lambda: page.note.text() == "2 files written into out.")
        actions["Table (CSV)"].trigger()
        qtbot.waitUntil(lambda: page.note.text() == "One file written into out.")
        names = sorted(path.name for path in (tmp_path / "out").iterdir())
        over = [row.id for row in journal.sessions() if not row.live]
        assert names == sorted([*(f"{id}.json" for id in over), "sessions.csv"]), "a call that runs is left out"
        running.close()


class TestExport:
    @pytest.mark.parametrize("form", FORMATS)
    def test_every_format_is_written_where_the_rep_says(
        self, open_review: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
    ) -> None:
        window = open_review()
        path = tmp_path / f"call.{form}"
        choose_file(monkeypatch, path)
        names = {action.text(): action for action in window.header.export.menu().actions()}
        assert len(names) == len(FORMATS)
        wanted = {"html": "Web page", "md": "Markdown", "pdf": "PDF", "csv": "CSV", "json": "JSON"}.get(form, form)
        next(action for text, action in names.items() if wanted.lower() in text.lower()).trigger()
        made = path.read_bytes()
        assert path.stat().st_mode & 0o777 == 0o600
        assert made.startswith(b"%PDF") if form == "pdf" else b"ninety" in made
        if form == "json":
            assert json.loads(made)["schema"] == "courtside.session/1"

    def test_a_folder_that_cannot_be_written_is_said(
        self, open_review: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        window = open_review()
        choose_file(monkeypatch, tmp_path / "gone" / "call.md")
        window.header.export.menu().actions()[2].trigger()
        said = " ".join(label.text() for label in window.header.findChildren(QLabel))
        assert "It could not be written there" in said

    def test_nothing_is_written_when_the_rep_thinks_better_of_it(
        self, open_review: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        window = open_review()
        before = set(tmp_path.iterdir())
        choose_file(monkeypatch, None)
        window.header.export.menu().actions()[0].trigger()
        assert set(tmp_path.iterdir()) == before


class TestReport:
    def test_it_has_the_customers_words_and_neither_scores_nor_coaching(self, open_review: Open) -> None:
        page = report_page(open_review())
        said = "\n".join(field.toPlainText() for field in page.fields.values())
        assert f"“{SAID[1].text}”" in said
        assert "What if nothing changes?" in page.fields["still_open"].toPlainText()
        for word in ("Too soon", "Ask one more", "Pause", "score", "habit", "talk share", "%"):
            assert word.lower() not in said.lower()

    def test_edits_are_kept_with_the_call(self, open_review: Open, qtbot: QtBot, journal: Journal) -> None:
        window = open_review()
        page = report_page(window)
        assert page.fields["next_step"].isReadOnly()
        page.edit.click()
        qtbot.keyClicks(page.fields["next_step"], "Thursday at seven, at the gate.")
        page.edit.click()
        window.close()
        again = report_page(open_review())
        assert again.fields["next_step"].toPlainText() == "Thursday at seven, at the gate."
        assert log_of(journal, journal.find("latest"))["report"][-1]["next_step"] == "Thursday at seven, at the gate."

    def test_an_untouched_report_is_not_kept(self, open_review: Open, journal: Journal) -> None:
        page = report_page(open_review())
        page.edit.click()
        page.edit.click()
        assert log_of(journal, journal.find("latest"))["report"] == []

    def test_it_is_copied_as_text_and_as_a_letter(self, open_review: Open) -> None:
        page = report_page(open_review())
        page.copy.click()
        data = QApplication.clipboard().mimeData()
        assert data.text().startswith("Larkfield Dairy")
        assert "## What we understood" in data.text()
        assert "<h2>What we understood</h2>" in data.html()

    @pytest.mark.parametrize(("name", "start"), [("report.md", "Larkfield"), ("report.html", "<!DOCTYPE html>")])
    def test_it_is_saved_as_markdown_or_html(
        self, open_review: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, start: str
    ) -> None:
        choose_file(monkeypatch, tmp_path / name)
        page = report_page(open_review())
        page.save.click()
        assert (tmp_path / name).read_text("utf-8").startswith(start)
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o600

    def test_markdown_can_be_chosen_by_its_kind_alone(
        self, open_review: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        choose_file(monkeypatch, tmp_path / "report.html", "Markdown (*.md)")
        page = report_page(open_review())
        page.save.click()
        assert (tmp_path / "report.md").read_text("utf-8").startswith("Larkfield")
        assert page.note.text() == "Saved as report.md."


def test_a_journal_that_cannot_be_read_is_said_in_a_line(open_review: Open, journal: Journal) -> None:
    window = open_review()
    window.show_page(CALLS)
    with sqlite3.connect(journal.path) as db:
        db.execute("DROP TABLE spoken_index")
    db.close()
    window.calls.search.setText("trucks")
    window.calls.refresh()
    assert "the journal cannot be used" in window.calls.note.text()


def test_the_keyboard_gets_everywhere(open_review: Open, qtbot: QtBot) -> None:
    window = open_review()
    page = window.page
    assert isinstance(page, Overview)
    wanted: set[QWidget] = {page.habit.see, page.habit.practise, page.timeline, page.words.search, page.words.rows}
    for _ in range(200):
        if not wanted:
            break
        qtbot.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
        focused = window.focusWidget()
        if focused is not None:
            wanted.discard(focused)
    assert wanted == set()
