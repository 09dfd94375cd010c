"""All calls: listed, searched through, opened, brought in, deleted for good."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from app.desktop.background import Errands
from app.desktop.text import button, label, say
from app.fonts import font
from app.journal import Journal, JournalError
from app.look import BODY, SMALL, TITLE, Palette
from app.review.bringing_in import BringingIn
from app.review.calls_list import CallLine, CallsList
from app.review.calls_model import ROW, CallRow, CallsModel, Index, hit, listed
from app.review.exporting import export_many_menu

BRING_IN = "Bring in"
MOST_HITS = 200
PAUSE_MS = 150
"""Search begins when the typing pauses."""


class CallsPage(QWidget):
    opened = Signal(str, float)
    """A call is to be opened, at this moment, or at its start when below 0."""
    deleted = Signal(list)

    def __init__(self, journal: Journal) -> None:
        super().__init__()
        self._journal = journal
        self.model = CallsModel()
        self.search = QLineEdit()
        self.search.setFont(font(BODY))
        self.search.setPlaceholderText("Search all calls")
        self.search.setAccessibleName("Search all calls")
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(420)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.refresh)
        self.search.textChanged.connect(lambda: self._pause.start())
        self.search.returnPressed.connect(self.refresh)
        self.note = label("", SMALL, "ink2")
        self.list = CallsList(self.model)
        self._row = CallLine(self.list)
        self.list.setItemDelegate(self._row)
        self.list.clicked.connect(self._on_clicked)
        self.list.activated.connect(self._on_clicked)
        self.delete = button("Delete", "small", "Delete the chosen calls")
        self.delete.clicked.connect(self.delete_chosen)
        self.list.delete_wanted.connect(self.delete_chosen)
        self.errands = Errands()
        self.bringing_in = BringingIn(journal)
        self.bring_in = button(BRING_IN, "small", "Bring in recordings and transcripts of earlier calls")
        self.bring_in.clicked.connect(self._on_bring_in)
        self.bringing_in.told.connect(self._say)
        self.bringing_in.came.connect(self.refresh)
        self.bringing_in.went.connect(self._on_went)
        self.setAcceptDrops(True)
        self.export = button("Export", "small", "Export the chosen calls")
        self.export.setMenu(export_many_menu(self, journal, self.chosen, self.errands, self._say))
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._on_selection())
        self._lay_out()
        self.refresh()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 16)
        column.setSpacing(8)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(label("Your calls", TITLE, wrap=False))
        top.addStretch(1)
        column.addLayout(top)
        under = QHBoxLayout()
        under.setSpacing(12)
        under.addWidget(self.search, 1)
        under.addStretch(1)
        under.addWidget(self.bring_in)
        under.addWidget(self.export)
        under.addWidget(self.delete)
        column.addLayout(under)
        column.addWidget(self.note)
        column.addWidget(self.list, 1)

    def set_colors(self, palette: Palette) -> None:
        self._row.palette = palette
        self.list.viewport().update()

    def refresh(self) -> None:
        """Reads the journal anew."""
        self._pause.stop()
        words = self.search.text().strip()
        try:
            rows = [hit(one) for one in self._journal.search(words, MOST_HITS)] if words else self._all()
        except JournalError as error:
            self._say(str(error))
            return
        self.model.show(rows)
        self._row.set_tall(bool(words))
        if not self.bringing_in.going:  # that says how far it is
            self._say(self._said_of(rows, words))
        self._on_selection()

    def _all(self) -> list[CallRow]:
        """By when they were: one brought in today may be last year's."""
        by_day = sorted(self._journal.sessions(), key=lambda one: datetime.fromisoformat(one.started), reverse=True)
        return [listed(session) for session in by_day]

    def _said_of(self, rows: list[CallRow], words: str) -> str:
        if words:
            more = "the latest " if len(rows) == MOST_HITS else ""
            return f"{more}{len(rows)} found" if rows else "Nothing found. Try fewer words, or only their beginnings."
        if not rows:
            return "No calls yet. They come here as soon as they end. Earlier ones can be brought in."
        return "1 call" if len(rows) == 1 else f"{len(rows)} calls"

    def _say(self, text: str) -> None:
        say(self.note, text)

    def _on_went(self) -> None:
        say(self.bring_in, "Stop" if self.bringing_in.going else BRING_IN)
        self.refresh()  # what was refused in the middle is no call any more

    def _on_bring_in(self) -> None:
        if self.bringing_in.going:
            self.bringing_in.stop()
        else:
            self.bringing_in.ask(self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Files that are dropped here are brought in."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        self.bringing_in.bring(paths, self)

    def join(self) -> None:
        """Waits for what is on its way; what is being brought in is stopped."""
        self.errands.join()
        self.bringing_in.join()

    def chosen(self) -> list[str]:
        """The ids of the chosen calls, each once."""
        rows = sorted(self.list.selectionModel().selectedIndexes(), key=lambda index: index.row())
        return list(dict.fromkeys(index.data(ROW).id for index in rows))

    def delete_chosen(self) -> None:
        """Asks, then deletes the chosen calls for good."""
        ids = self.chosen()
        if not ids or not self._sure(ids):
            return
        try:
            for id in ids:
                self._journal.delete(id)
        except JournalError as error:
            self._say(str(error))
            return
        self.refresh()
        self.deleted.emit(ids)

    def _sure(self, ids: list[str]) -> bool:
        names = {row.id: row.title for row in self.model.rows}
        what = f"the call with {names[ids[0]]}" if len(ids) == 1 else f"{len(ids)} calls"
        box = QMessageBox(self)
        box.setWindowTitle("Delete for good")
        box.setText(f"Delete {what} for good?")
        box.setInformativeText("Its words and everything learned from it are overwritten. This cannot be undone.")
        keep = box.addButton("Keep", QMessageBox.ButtonRole.RejectRole)
        delete = box.addButton("Delete for good", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        box.exec()
        return box.clickedButton() is delete

    def _on_clicked(self, index: Index) -> None:
        row: CallRow = index.data(ROW)
        several = len(self.list.selectionModel().selectedIndexes()) > 1
        if not several:
            self.opened.emit(row.id, -1.0 if row.at_s is None else row.at_s)

    def _on_selection(self) -> None:
        count = len(self.chosen())
        self.delete.setEnabled(count > 0)
        self.export.setEnabled(count > 0)
        say(self.delete, f"Delete {count} calls" if count > 1 else "Delete")
