"""What the customer told: needs by purpose, interest and worries, and answers to the rep's planned questions."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.desktop.text import button, label
from app.export.story import once, who
from app.look import BODY, DARK, LEAD_STRONG, SPOKEN, Palette
from app.overlay.grid import Grid
from app.review.said import time_button
from coaching.heard import Purpose, SignalKind

AT_ONCE = 2
"""Of one purpose so many are shown; the rest are one click away."""
LABEL_PX = 96


class Customer(QWidget):
    chosen = Signal(float)

    def __init__(self, log: dict[str, Any]) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        name = who(log)
        they = "They" if name == "they" else name
        self._signals(log, "What they need" if they == "They" else f"What {they} needs", (SignalKind.NEED,))
        asked = any(signal["kind"] != SignalKind.NEED for signal in log["signals"])
        if asked:
            kinds = (SignalKind.CONCERN, SignalKind.INTEREST, SignalKind.STEER)
            self._signals(log, f"What else {name} voiced", kinds)
        if log["questions"]:
            self._column.addSpacing(8)
            self._column.addWidget(label("Your questions", LEAD_STRONG))
            for question in log["questions"]:
                made = PlannedRow(question)
                made.chosen.connect(self.chosen)
                self._column.addWidget(made)
        self._column.addStretch(1)

    def _signals(self, log: dict[str, Any], heading: str, kinds: tuple[SignalKind, ...]) -> None:
        if self._column.count():
            self._column.addSpacing(8)
        self._column.addWidget(label(heading, LEAD_STRONG))
        signals = once([signal for signal in log["signals"] if signal["kind"] in kinds])
        if not signals:
            self._column.addWidget(label("No need was heard.", BODY, "ink2"))
            return
        needs = kinds == (SignalKind.NEED,)
        groups: dict[str, list[dict[str, Any]]] = {}
        for signal in sorted(signals, key=lambda s: _order(s, kinds)):
            groups.setdefault(_group(signal, needs=needs), []).append(signal)
        for group, members in groups.items():
            self._group(group, members)

    def _group(self, group: str, members: list[dict[str, Any]]) -> None:
        hidden: list[QWidget] = []
        for number, signal in enumerate(members):
            row = _VoicedRow(group if number == 0 else "", signal)
            row.chosen.connect(self.chosen)
            self._column.addWidget(row)
            if number >= AT_ONCE:
                hidden.append(row)
                row.hide()
        if hidden:
            more = button(f"{len(hidden)} more", "link", f"{len(hidden)} more of {group}")
            indent = QHBoxLayout()
            indent.addSpacing(LABEL_PX)
            indent.addWidget(more)
            indent.addStretch(1)
            self._column.addLayout(indent)
            more.clicked.connect(lambda: _reveal(more, hidden))


class _VoicedRow(QWidget):
    """What it was, in the customer's words, and when."""

    chosen = Signal(float)

    def __init__(self, group: str, signal: dict[str, Any]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        name = label(group, BODY)
        name.setFixedWidth(LABEL_PX)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(name, 0, top)
        row.addWidget(label(f"“{signal['text']}”", SPOKEN, "blue"), 1)
        go = time_button(signal["at"])
        go.clicked.connect(lambda: self.chosen.emit(signal["at"]))
        row.addWidget(go, 0, top)


def _reveal(more: QWidget, hidden: list[QWidget]) -> None:
    more.hide()
    for one in hidden:
        one.show()


def _order(signal: dict[str, Any], kinds: tuple[SignalKind, ...]) -> tuple[int, int, float]:
    purposes = [purpose.value for purpose in Purpose]
    purpose = purposes.index(signal["detail"]) if signal["detail"] in purposes else len(purposes)
    return kinds.index(SignalKind(signal["kind"])), purpose, signal["at"]


def _group(signal: dict[str, Any], *, needs: bool) -> str:
    if needs:
        return str(signal["detail"] or "need")
    return {"concern": "worry", "steer": "other topic"}.get(signal["kind"], str(signal["kind"]))


class PlannedRow(QWidget):
    """A planned question, how it stands, and the customer's answer."""

    chosen = Signal(float)

    def __init__(self, question: dict[str, Any]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        status = question["status"]
        row.addWidget(_Box(status), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(label(question["text"], BODY))
        note = {"answered": "" if question["asked"] else "without being asked", "asked": "asked, not answered"}
        said = note.get(status, "still open")
        if question["evidence"]:
            column.addWidget(label(f"“{question['evidence']}”", SPOKEN, "blue"))
        if said:
            column.addWidget(label(said, BODY, "ink2"))
        row.addLayout(column, 1)
        if question["at"] is not None:
            go = time_button(question["at"])
            go.clicked.connect(lambda: self.chosen.emit(question["at"]))
            row.addWidget(go, 0, Qt.AlignmentFlag.AlignTop)


class _Box(QWidget):
    """Ticked: answered; a dash: asked; empty: open."""

    def __init__(self, status: str) -> None:
        super().__init__()
        self._status, self._palette = status, DARK
        self.setFixedSize(QSize(16, 20))
        self.setAccessibleName(status)

    def set_colors(self, palette: Palette) -> None:
        self._palette = palette
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        grid = Grid.of(painter)
        rect, one = grid.rect(1, 3.5, 13, 13), grid.thick(1)
        ink = QColor(self._palette.ink)
        answered = self._status == "answered"
        painter.setPen(QPen(ink if answered else QColor(self._palette.ink2), one))
        painter.setBrush(ink if answered else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(one / 2, one / 2, -one / 2, -one / 2), 3, 3)
        if answered:
            tick = QPainterPath(rect.topLeft() + QPointF(3.25, 6.75))
            tick.lineTo(rect.topLeft() + QPointF(5.5, 9))
            tick.lineTo(rect.topLeft() + QPointF(9.75, 4.25))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._palette.panel), 1.75))
            painter.drawPath(tick)
        elif self._status == "asked":
            dash = QRectF(0, 0, rect.width() - 6, grid.thick(2))
            dash.moveCenter(rect.center())
            painter.fillRect(dash, ink)
