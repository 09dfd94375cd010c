"""Parts side by side, and on the next line where there is no more room; at the end, one that grows fills its line."""

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
        margins = self.contentsMargins()
        inside = rect.marginsRemoved(margins)
        y = inside.y()
        for line in self._lines(inside.width()):
            line_px = max(item.sizeHint().height() for item in line)
            x = inside.x()
            for item in line:
                hint = item.sizeHint()
                width = min(hint.width(), inside.width())
                if item is self._items[-1] and item.expandingDirections() & Qt.Orientation.Horizontal:
                    width = inside.x() + inside.width() - x
                if move:
                    corner = QPoint(x, y + (line_px - hint.height()) // 2)
                    item.setGeometry(QRect(corner, QSize(width, hint.height())))
                x += width + GAP_PX
            y += line_px + GAP_PX
        return max(0, y - GAP_PX - inside.y()) + margins.top() + margins.bottom()

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        """What is shown, in lines no wider than `width`."""
        lines: list[list[QLayoutItem]] = []
        x = 0
        for item in self._items:
            if item.isEmpty():
                continue
            item_px = min(item.sizeHint().width(), width)
            if not lines or x + item_px > width:
                lines.append([])
                x = 0
            lines[-1].append(item)
            x += item_px + GAP_PX
        return lines
