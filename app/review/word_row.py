"""How one row of the words is painted and corrected: time, sign, and what was said in its own face."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.export.moments import Kind, Moment
from app.fonts import font
from app.look import BODY, CLOCK, DARK, LEAD_STRONG, SPOKEN, SPOKEN_STRONG, Palette
from app.overlay.paragraph import Paragraph, Span
from app.review.marks import paint_sign
from app.review.words_model import MOMENT, Index, WordsModel
from app.wording import time

TIME_PX, TEXT_PX, PAD_PX = 12.0, 84.0, 5.0
SIGN_X = 68.0


class WordRow(QStyledItemDelegate):
    """correct: told the row's moment and its new words. Paragraphs are set once for a width and kept."""

    def __init__(self, model: WordsModel, correct: Callable[[Moment, str], None], parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._correct = correct
        self._palette = DARK
        self._wanted = ""
        self._set: dict[tuple[int, int], Paragraph] = {}

    def set_colors(self, palette: Palette) -> None:
        self._palette = palette
        self._set.clear()

    def set_wanted(self, words: str) -> None:
        """Words that are searched for stand out."""
        self._wanted = words.strip()
        self._set.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._width(option)
        if isinstance(option.widget, QWidget) and not option.widget.isVisible():
            return QSize(width, round(SPOKEN.line_px + 2 * PAD_PX))  # an hour's words are set once, where they stand
        return QSize(width, round(self._paragraph(index.row(), width).height + 2 * PAD_PX))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Moment = index.data(MOMENT)
        rect: QRect = option.rect
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(self._palette.raised))
        painter.setFont(font(CLOCK))
        painter.setPen(QColor(self._palette.ink3))
        middle = rect.top() + PAD_PX + SPOKEN.line_px / 2
        painter.drawText(QPointF(TIME_PX, middle + 4), time(row.at_s))
        paint_sign(painter, self._palette, QPointF(SIGN_X, middle), row.kind)
        self._paragraph(index.row(), self._width(option)).paint(painter, TEXT_PX, rect.top() + PAD_PX)
        painter.restore()

    def _width(self, option: QStyleOptionViewItem) -> int:
        view = option.widget
        return view.viewport().width() if isinstance(view, QAbstractItemView) else 600

    def _paragraph(self, number: int, width: int) -> Paragraph:
        if (number, width) not in self._set:
            row = self._model.rows[number]
            self._set[number, width] = Paragraph(self._spans(row), max(120.0, width - TEXT_PX - 12))
        return self._set[number, width]

    def _spans(self, row: Moment) -> list[Span]:
        ink, ink2 = self._palette.ink, self._palette.ink2
        if row.kind.is_turn:
            quotes = self._model.signal_quotes(row)
            parts = _parted(row.text, [(re.escape(quote), "blue") for quote in quotes] + self._hits())
            looks = {"": (SPOKEN, ink), "blue": (SPOKEN, self._palette.blue_text), "hit": (SPOKEN_STRONG, ink)}
            return [Span(text, *looks[look]) for text, look in parts] or [Span("", SPOKEN, ink)]
        spans = [Span(row.text, LEAD_STRONG, ink)]
        if row.kind.is_nudge:
            spans.append(Span(f"  {_screen_time(row)}{row.detail}", BODY, ink2))
        return spans

    def _hits(self) -> list[tuple[str, str]]:
        return [(re.escape(self._wanted), "hit")] if self._wanted else []

    # Corrections

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QPlainTextEdit(parent)
        editor.setFont(font(SPOKEN))
        editor.setProperty("edit", True)
        bookmark = index.data(MOMENT).kind is Kind.BOOKMARK
        what = "A note on this bookmark." if bookmark else "What was really said."
        editor.setAccessibleName(f"{what} Return keeps it, Escape leaves it as it was.")
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        height = max(rect.height() + 16, 64)
        editor.setGeometry(int(TEXT_PX) - 8, rect.top(), rect.width() - int(TEXT_PX), height)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QPlainTextEdit)
        editor.setPlainText(str(index.data(Qt.ItemDataRole.EditRole)))
        editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, QPlainTextEdit)
        text = " ".join(editor.toPlainText().split())
        row: Moment = index.data(MOMENT)
        if text and text != index.data(Qt.ItemDataRole.EditRole):
            self._correct(row, text)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and isinstance(editor, QWidget):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.commitData.emit(editor)
                self.closeEditor.emit(editor)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.closeEditor.emit(editor)
                return True
        return super().eventFilter(editor, event)


def _screen_time(row: Moment) -> str:
    if row.ended_s is None:
        return "held back. " if row.kind.name == "HELD_BACK" else ""
    return f"on screen for {max(1, round(row.ended_s - row.at_s))} s. "


def _parted(text: str, wanted: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """`text` cut into (part, look); of looks that overlap, the one asked for last wins."""
    looks = [""] * len(text)
    for pattern, look in wanted:
        for hit in re.finditer(pattern, text, re.IGNORECASE):
            looks[hit.start() : hit.end()] = [look] * (hit.end() - hit.start())
    parts: list[tuple[str, str]] = []
    for letter, look in zip(text, looks, strict=True):
        if parts and parts[-1][1] == look:
            parts[-1] = (parts[-1][0] + letter, look)
        else:
            parts.append((letter, look))
    return parts
