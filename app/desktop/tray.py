"""The tray icon, which says at a glance whether Courtside listens, and its menu, which the overlay has too."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QColor, QGuiApplication, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from app.look import DARK, LIGHT
from app.view import Phase


class TrayState(Enum):
    NOT_LISTENING = "not listening"
    LISTENING = "listening"
    PAUSED = "paused"
    SIDE_LOST = "one side is not heard"


class Tray(QObject):
    """What can be done at this moment. Where the system has no tray, the menu is on the overlay alone.

    ordered: one of `app.orders.ORDERS`.
    """

    ordered = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.menu = QMenu()
        self.state = TrayState.NOT_LISTENING
        self._start = self._add("Start listening", "start")
        self._pause = self._add("Pause", "pause")
        self._sides = [self._add("My side: off or on", "hear-me"), self._add("Their side: off or on", "hear-call")]
        self._end = self._add("End and save", "end")
        self.menu.addSeparator()
        self._add("Prep card…", "prep")
        self._add("Review…", "review")
        self._add("Settings…", "settings")
        self._show = self._add("Show or hide the overlay", "toggle")
        self.menu.addSeparator()
        self._add("Quit", "quit")
        self._icon = QSystemTrayIcon(tray_icon(self.state))
        self._icon.setContextMenu(self.menu)
        self._icon.activated.connect(self._on_activated)
        self.show_phase(Phase.READY)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_scheme)

    def show_phase(self, phase: Phase, side_lost: bool = False) -> None:
        live = phase in (Phase.LIVE, Phase.PAUSED)
        self._start.setEnabled(not live)
        self._pause.setEnabled(live)
        self._pause.setText("Resume" if phase is Phase.PAUSED else "Pause")
        for action in (*self._sides, self._end):
            action.setEnabled(live)
        state = TrayState.NOT_LISTENING
        if phase is Phase.PAUSED:
            state = TrayState.PAUSED
        elif phase is Phase.LIVE:
            state = TrayState.SIDE_LOST if side_lost else TrayState.LISTENING
        if state is not self.state:
            self.state = state
            self._icon.setIcon(tray_icon(state))
        self._icon.setToolTip(f"Courtside: {state.value}")

    @property
    def is_there(self) -> bool:
        """The system has a tray to stand in."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def show(self) -> None:
        if self.is_there:
            self._icon.show()

    def hide(self) -> None:
        self._icon.hide()

    def _on_scheme(self) -> None:
        self._icon.setIcon(tray_icon(self.state))

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.ordered.emit("toggle")

    def _add(self, text: str, order: str) -> QAction:
        action = self.menu.addAction(text)
        action.triggered.connect(lambda: self.ordered.emit(order))
        return action


def tray_icon(state: TrayState) -> QIcon:
    """The net, you below and the call above: dots not listening, disc and ring listening, a cross for a lost side."""
    icon = QIcon()
    for size in (16, 22, 24, 32, 48, 64):
        icon.addPixmap(_tray_picture(state, size))
    return icon


def app_icon() -> QIcon:
    """The ball on each side of the net."""
    icon = QIcon()
    for size in (16, 32, 48, 64, 128, 256):
        icon.addPixmap(_app_picture(size))
    return icon


def _tray_picture(state: TrayState, size: int) -> QPixmap:
    light = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Light
    ink = QColor(LIGHT.ink if light else DARK.ink)
    painter, pixmap = _canvas(size)
    unit = size / 16
    painter.setBrush(ink)
    if state is TrayState.PAUSED:
        for x, y, width, height in ((0.5, 7.2, 3.2, 1.8), (12.3, 7.2, 3.2, 1.8), (5, 2.5, 2, 11), (9, 2.5, 2, 11)):
            painter.drawRect(QRectF(x * unit, y * unit, width * unit, height * unit))
        painter.end()
        return pixmap
    painter.drawRect(QRectF(0.5 * unit, 7.2 * unit, 15 * unit, 1.8 * unit))
    heard = state is not TrayState.NOT_LISTENING
    near = 3.0 if heard else 1.2
    painter.drawEllipse(QPointF(5.5 * unit, (12.4 if heard else 12) * unit), near * unit, near * unit)
    far = QPointF(10.5 * unit, (3.8 if heard else 4) * unit)
    if state is TrayState.LISTENING:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ink, 1.8 * unit))
        painter.drawEllipse(far, 2.3 * unit, 2.3 * unit)
    elif state is TrayState.SIDE_LOST:
        painter.setPen(QPen(ink, 1.9 * unit))
        reach = 2.0 * unit
        painter.drawLine(far + QPointF(-reach, -reach), far + QPointF(reach, reach))
        painter.drawLine(far + QPointF(-reach, reach), far + QPointF(reach, -reach))
    else:
        painter.drawEllipse(far, 1.2 * unit, 1.2 * unit)
    painter.end()
    return pixmap


def _app_picture(size: int) -> QPixmap:
    painter, pixmap = _canvas(size)
    painter.setPen(QPen(QColor(DARK.edge), max(1.0, size * 0.015)))
    painter.setBrush(QColor(DARK.court))
    edge = max(1.0, size * 0.015) / 2
    painter.drawRoundedRect(QRectF(edge, edge, size - 2 * edge, size - 2 * edge), size * 0.2, size * 0.2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(DARK.ink))
    net = QRectF(size * 0.13, size * 0.47, size * 0.74, size * 0.06)
    painter.drawRoundedRect(net, size * 0.03, size * 0.03)
    painter.setBrush(QColor(DARK.amber_fill))
    painter.drawEllipse(QPointF(size * 0.38, size * 0.73), size * 0.125, size * 0.125)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(DARK.blue_fill), size * 0.068))
    painter.drawEllipse(QPointF(size * 0.62, size * 0.28), size * 0.088, size * 0.088)
    painter.end()
    return pixmap


def _canvas(size: int) -> tuple[QPainter, QPixmap]:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    return painter, pixmap
