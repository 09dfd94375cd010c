"""All calls: listed, searched through, opened, deleted for good."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QMessageBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.desktop.background import Errands
from app.desktop.text import button, label, say
from app.fonts import font
from app.journal import Journal, JournalError
from app.look import BODY, BODY_MEDIUM, DARK, LEAD_STRONG, SMALL, SMALL_STRONG, SPOKEN, TITLE, Palette
from app.overlay.paragraph import Paragraph, Span
from app.review.calls_model import ROW, CallRow, CallsModel, Index, hit, listed
from app.review.exporting import export_many_menu

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
        self.list = _Calls(self.model)
        self._row = _Row(self.list)
        self.list.setItemDelegate(self._row)
        self.list.clicked.connect(self._on_clicked)
        self.list.activated.connect(self._on_clicked)
        self.delete = button("Delete", "small", "Delete the chosen calls")
        self.delete.clicked.connect(self.delete_chosen)
        self.list.delete_wanted.connect(self.delete_chosen)
        self.errands = Errands()
        self.export = button("Export", "small", "Export the chosen calls")
        say_here = partial(say, self.note)
        self.export.setMenu(export_many_menu(self, journal, self.chosen, self.errands, say_here))
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
            say(self.note, str(error))
            return
        self.model.show(rows)
        self._row.set_tall(bool(words))
        say(self.note, self._said_of(rows, words))
        self._on_selection()

    def _all(self) -> list[CallRow]:
        return [listed(session) for session in self._journal.sessions()]

    def _said_of(self, rows: list[CallRow], words: str) -> str:
        if words:
            more = "the latest " if len(rows) == MOST_HITS else ""
            return f"{more}{len(rows)} found" if rows else "Nothing found. Try fewer words, or only their beginnings."
        if not rows:
            return "No calls yet. They come here as soon as they end."
        return "1 call" if len(rows) == 1 else f"{len(rows)} calls"

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
            say(self.note, str(error))
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


class _Calls(QListView):
    delete_wanted = Signal()

    def __init__(self, model: CallsModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName("Calls")
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
        else:
            super().keyPressEvent(event)


class _Row(QStyledItemDelegate):
    """A call: whom with, when, how long; for a hit, the words under it."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self._tall = False
        self.palette = DARK

    def set_tall(self, tall: bool) -> None:
        self._tall = tall
        self._view.doItemsLayout()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._view.viewport().width(), 72 if self._tall else 48)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: CallRow = index.data(ROW)
        rect, palette = option.rect, self.palette
        width = rect.width() - 24.0
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(palette.raised))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(palette.line))
        about = Paragraph([Span(row.about, BODY, palette.ink2)], width)
        about.paint(painter, rect.right() - 12 - about.width, rect.top() + 14)
        spans = [Span(row.title, LEAD_STRONG if not row.words else BODY_MEDIUM, palette.ink)]
        if row.flag:
            spans.append(Span(f"   {row.flag}", SMALL_STRONG, palette.ink2))
        Paragraph(spans, max(80.0, width - about.width - 24)).paint(painter, 12, rect.top() + 13)
        if row.words:
            painter.setFont(font(SPOKEN))
            painter.setPen(QColor(palette.blue_text if row.speaker == "customer" else palette.ink))
            metrics = painter.fontMetrics()
            cut = metrics.elidedText(f"“{row.words}”", Qt.TextElideMode.ElideRight, int(width))
            painter.drawText(12, rect.top() + 56, cut)
        painter.restore()
