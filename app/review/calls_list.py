"""The list of calls on screen: whom with, when, how long; for a hit of a search, the words under it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.fonts import font
from app.look import BODY, BODY_MEDIUM, DARK, LEAD_STRONG, SMALL_STRONG, SPOKEN
from app.overlay.paragraph import Paragraph, Span
from app.review.calls_model import ROW, CallRow, CallsModel, Index


class CallsList(QListView):
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


class CallLine(QStyledItemDelegate):
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
