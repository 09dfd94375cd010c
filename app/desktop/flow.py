"""Parts side by side, and on the next line where there is no more room; the last one takes the rest of its line."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

GAP_PX = 8


class Flow(QLayout):
    """`insert` puts a part at a place; Qt's own order of insertion is the order on screen and of Tab."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def to_end(self, widget: QWidget) -> None:
        """This part stands last."""
        self._items.sort(key=lambda item: item.widget() is widget)
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay_out(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._lay_out(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        width = max((item.minimumSize().width() for item in self._items), default=0)
        return QSize(width, self.heightForWidth(max(width, self.geometry().width())))

    def _lay_out(self, rect: QRect, move: bool) -> int:
        x, y, line_px = rect.x(), rect.y(), 0
        for item in self._items:
            hint = item.sizeHint()
            width = min(hint.width(), rect.width())
            is_last = item is self._items[-1]
            if x > rect.x() and x + width > rect.x() + rect.width():
                x, y, line_px = rect.x(), y + line_px + GAP_PX, 0
            if move:
                rest = rect.x() + rect.width() - x
                item.setGeometry(QRect(QPoint(x, y), QSize(rest if is_last else width, hint.height())))
            x += width + GAP_PX
            line_px = max(line_px, hint.height())
        return y + line_px - rect.y()
