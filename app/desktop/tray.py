"""The tray icon and its menu, which the overlay's right click shows too."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from app.look import DARK
from app.view import Phase

_TIPS = {
    Phase.READY: "Courtside: ready when you are",
    Phase.LIVE: "Courtside: listening",
    Phase.PAUSED: "Courtside: paused",
    Phase.ENDED: "Courtside: saved",
}


class Tray(QObject):
    """What can be done at this moment. Where the system has no tray, the menu is on the overlay alone."""

    start_requested = Signal()
    end_requested = Signal()
    pause_requested = Signal()
    show_requested = Signal()
    quit_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.menu = QMenu()
        self._start = self._add("Start", self.start_requested)
        self._pause = self._add("Pause or resume", self.pause_requested)
        self._end = self._add("End and save", self.end_requested)
        self.menu.addSeparator()
        self._add("Show or hide the overlay", self.show_requested)
        self._add("Quit", self.quit_requested)
        self._icon = QSystemTrayIcon(QIcon(_ball(48)))
        self._icon.setContextMenu(self.menu)

    def show_phase(self, phase: Phase) -> None:
        live = phase in (Phase.LIVE, Phase.PAUSED)
        self._start.setEnabled(not live)
        self._pause.setEnabled(live)
        self._end.setEnabled(live)
        self._icon.setToolTip(_TIPS[phase])
        if QSystemTrayIcon.isSystemTrayAvailable():
            self._icon.show()

    def _add(self, text: str, asked: object) -> QAction:
        action = QAction(text, self.menu)
        action.triggered.connect(lambda: asked.emit())  # type: ignore[attr-defined]
        self.menu.addAction(action)
        return action


def _ball(size: int) -> QPixmap:
    """The net with the rep's disc below and the customer's ring above it."""
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(DARK.panel))
    painter.drawRoundedRect(QRectF(0, 0, size, size), size / 5, size / 5)
    painter.setBrush(QColor(DARK.amber_fill))
    painter.drawEllipse(QPointF(size / 2, size * 0.73), size * 0.13, size * 0.13)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(DARK.blue_fill), size * 0.06))
    painter.drawEllipse(QPointF(size / 2, size * 0.27), size * 0.11, size * 0.11)
    painter.setPen(QPen(QColor(DARK.ink), size * 0.05))
    painter.drawLine(QPointF(size * 0.15, size / 2), QPointF(size * 0.85, size / 2))
    painter.end()
    return pixmap
