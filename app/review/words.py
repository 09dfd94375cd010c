"""The words: read, searched, walked through with the keyboard, and corrected where they were misheard."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHBoxLayout, QLineEdit, QListView, QVBoxLayout, QWidget

from app.desktop.text import button, label, say
from app.export.moments import Kind, Moment
from app.fonts import font
from app.look import BODY, LEAD_STRONG, SMALL, Palette
from app.review.word_row import WordRow
from app.review.words_model import MOMENT, WordsModel

LEAST_PX = 340


class Words(QWidget):
    """Heading, search and rows. A row that is chosen is told as its moment."""

    chosen = Signal(float)
    corrected = Signal(object, str)
    """The moment of the turn, and what was really said; or a bookmark, and what is noted of it."""

    def __init__(self, log: dict[str, Any]) -> None:
        super().__init__()
        self.model = WordsModel(log)
        self.rows = _Rows(self.model, self)
        self._row = WordRow(self.model, self.corrected.emit, self.rows)
        self.rows.setItemDelegate(self._row)
        self.rows.clicked.connect(lambda index: self.chosen.emit(index.data(MOMENT).at_s))
        self.rows.activated.connect(lambda index: self.chosen.emit(index.data(MOMENT).at_s))
        self.search = QLineEdit()
        self.search.setFont(font(BODY))
        self.search.setPlaceholderText("Find in this call")
        self.search.setAccessibleName("Find in this call")
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(220)
        self.search.textChanged.connect(self._on_search)
        self.search.returnPressed.connect(self.next_hit)
        self.count = label("", SMALL, "ink2", wrap=False)
        self.correct = button("Correct", "small")
        self.correct.setToolTip("Choose what was misheard, or a bookmark, then write (F2)")
        self.correct.clicked.connect(self._edit)
        self.rows.selectionModel().currentChanged.connect(lambda *_: self._on_current())
        self._lay_out()
        self._on_current()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(label("The words", LEAD_STRONG, wrap=False))
        top.addStretch(1)
        top.addWidget(self.count)
        top.addWidget(self.correct)
        top.addWidget(self.search)
        column.addLayout(top)
        column.addWidget(self.rows, 1)

    def set_colors(self, palette: Palette) -> None:
        self._row.set_colors(palette)
        self.rows.viewport().update()

    @property
    def editing(self) -> bool:
        """The rep is writing a correction or a note."""
        return self.rows.state() is QAbstractItemView.State.EditingState

    def go_to(self, at_s: float) -> None:
        """Shows and chooses what was said at this moment."""
        index = self.model.index(self.model.row_at(at_s))
        self.rows.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.rows.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def follow(self, at_s: float) -> None:
        """Chooses what is being said, and scrolls only where it would not be seen."""
        index = self.model.index(self.model.row_at(at_s))
        if index != self.rows.currentIndex():
            self.rows.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.rows.scrollTo(index)

    def next_hit(self) -> None:
        """On to the next row that has the words searched for, round and round."""
        hits = self.model.found(self.search.text())
        if not hits:
            return
        now = self.rows.currentIndex().row()
        row = next((hit for hit in hits if hit > now), hits[0])
        self._say_hits(hits, row)
        index = self.model.index(row)
        self.rows.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.rows.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        self.chosen.emit(self.model.rows[row].at_s)

    def _on_search(self, words: str) -> None:
        self._row.set_wanted(words)
        self.rows.doItemsLayout()
        hits = self.model.found(words)
        self._say_hits(hits, None)
        if hits:
            self.rows.scrollTo(self.model.index(hits[0]), QAbstractItemView.ScrollHint.PositionAtTop)

    def _say_hits(self, hits: list[int], row: int | None) -> None:
        if not self.search.text().strip():
            say(self.count, "")
        elif not hits:
            say(self.count, "Not in this call.")
        else:
            say(self.count, f"{hits.index(row) + 1} of {len(hits)}" if row is not None else f"{len(hits)} found")

    def _on_current(self) -> None:
        row: Moment | None = self.rows.currentIndex().data(MOMENT)
        self.correct.setEnabled(row is not None and (row.kind.is_turn or row.kind is Kind.BOOKMARK))
        say(self.correct, "Note" if row is not None and row.kind is Kind.BOOKMARK else "Correct")

    def _edit(self) -> None:
        self.rows.edit(self.rows.currentIndex())


class _Rows(QListView):
    def __init__(self, model: WordsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName("The words")
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(LEAST_PX)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self, context=Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(lambda: QApplication.clipboard().setText(str(self.currentIndex().data() or "")))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.scheduleDelayedItemsLayout()
