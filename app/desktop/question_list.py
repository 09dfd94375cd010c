"""Planned questions in the order they matter: dragged, or moved with Alt and the arrows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QDropEvent, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.fonts import font
from app.look import BODY, DARK, Palette
from app.overlay.grid import Grid
from coaching.plain_text import plain
from coaching.prep import MAX_LIST_ITEMS, MAX_TEXT_CHARACTERS

HANDLE_PX, PAD_PX = 24, 8

_Index = QModelIndex | QPersistentModelIndex


class Questions(QWidget):
    """Return adds the one in the field; F2 or a double click changes one, Delete removes it."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.list = _List()
        self.list.moved.connect(self.changed)
        self.list.itemChanged.connect(self._on_changed)
        self.field = QLineEdit()
        self.field.setFont(font(BODY))
        self.field.setProperty("bare", True)
        self.field.setPlaceholderText("Add a question")
        self.field.setAccessibleName("Add a question")
        self.field.setMaxLength(MAX_TEXT_CHARACTERS)
        self.field.setTextMargins(HANDLE_PX - 5, 0, 0, 0)
        self.field.returnPressed.connect(self._on_add)
        self.field.editingFinished.connect(self._on_add)
        column.addWidget(self.list)
        column.addWidget(self.field)
        column.addStretch()

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(text for i in range(self.list.count()) if (text := plain(self.list.item(i).text()))))

    def set_texts(self, texts: Sequence[str]) -> None:
        """Shows these in place of what was there; nothing is told."""
        self.list.blockSignals(True)
        self.list.clear()
        for text in texts:
            self.list.append(text)
        self.list.blockSignals(False)
        self.list.fit()
        self.field.clear()

    def set_colors(self, palette: Palette) -> None:
        self.list.set_colors(palette)

    def _on_add(self) -> None:
        text = plain(self.field.text())
        self.field.clear()
        if text and text not in self.texts and self.list.count() < MAX_LIST_ITEMS:
            self.list.append(text)
            self.list.fit()
            self.changed.emit()

    def _on_changed(self, item: QListWidgetItem) -> None:
        text = plain(item.text())[:MAX_TEXT_CHARACTERS]
        if not text:
            self.list.takeItem(self.list.row(item))
        elif text != item.text():
            item.setText(text)
            return
        self.list.fit()
        self.changed.emit()


class _List(QListWidget):
    moved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFont(font(BODY))
        self.setAccessibleName("Questions to come back with")
        self.setAccessibleDescription("Alt and an arrow key move a question, F2 changes it, Delete removes it.")
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self._delegate = _Delegate(self)
        self.setItemDelegate(self._delegate)
        self.fit()

    def set_colors(self, palette: Palette) -> None:
        self._delegate.palette = palette
        self.viewport().update()

    def append(self, text: str) -> None:
        item = QListWidgetItem(text)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable & ~Qt.ItemFlag.ItemIsDropEnabled)
        self.addItem(item)

    def fit(self) -> None:
        """As high as its questions: the page scrolls, not the list."""
        self.doItemsLayout()
        self.setFixedHeight(sum(self.sizeHintForRow(i) for i in range(self.count())) + 2 * self.frameWidth())
        self.setVisible(self.count() > 0)

    def shift(self, step: int) -> None:
        """The current question one place up (-1) or down (1)."""
        row = self.currentRow()
        if row < 0 or not 0 <= row + step < self.count():
            return
        self.blockSignals(True)
        item = self.takeItem(row)
        self.insertItem(row + step, item)
        self.setCurrentItem(item)
        self.blockSignals(False)
        self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.shift(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.currentRow() >= 0:
            self.takeItem(self.currentRow())
            self.fit()
            self.moved.emit()
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        super().dropEvent(event)
        self.fit()
        self.moved.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()


class _Delegate(QStyledItemDelegate):
    """The handle, the question on as many lines as it needs, a line under it."""

    def __init__(self, parent: QListWidget) -> None:
        super().__init__(parent)
        self.palette = DARK
        self._list = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        width = max(80, self._list.viewport().width())
        room = QRect(0, 0, width - HANDLE_PX - PAD_PX, 10_000)
        metrics = QFontMetrics(font(BODY))
        text = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, str(index.data()))
        return QSize(width, max(BODY.line_px, text.height()) + 2 * PAD_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        state = option.state
        p = self.palette
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setPen(QColor(p.ink) if state & QStyle.StateFlag.State_HasFocus else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(p.raised))
            painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 1, -0.5, -1.5), 6, 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(p.ink3))
        top = rect.y() + PAD_PX + BODY.line_px / 2 - 4.5
        for column in range(2):
            for line in range(3):
                painter.drawEllipse(QPointF(rect.x() + 7 + 4.5 * column, top + 4.5 * line), 1.2, 1.2)
        painter.setPen(QColor(p.ink))
        painter.setFont(font(BODY))
        text = rect.adjusted(HANDLE_PX, PAD_PX, -PAD_PX, -PAD_PX)
        painter.drawText(text, Qt.TextFlag.TextWordWrap, str(index.data()))
        grid = Grid.of(painter)
        line_y = grid.y(rect.bottom() + 1 - grid.thick(1))
        painter.fillRect(QRectF(rect.x(), line_y, rect.width(), grid.thick(1)), QColor(p.line))
        painter.restore()

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Index) -> None:
        rect: QRect = option.rect
        editor.setGeometry(rect.adjusted(HANDLE_PX - 12, 0, 0, 0))
