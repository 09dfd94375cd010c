"""The overlay's window: always on top, never in the way, never in focus unless the rep asks for it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from app.look import DARK, LIGHT
from app.overlay import ground, macos, x11
from app.overlay.keys import KeyboardVisit
from app.overlay.panel import Panel
from app.overlay.sharing import hide_from_sharing
from app.overlay.standing import Standing
from app.view import CallView
from app.wording import Act
from coaching.nudge import Nudge

LEAST_OPACITY = 0.9
_FLAGS = (
    Qt.WindowType.Tool
    | Qt.WindowType.FramelessWindowHint
    | Qt.WindowType.WindowStaysOnTopHint
    | Qt.WindowType.WindowDoesNotAcceptFocus
    | Qt.WindowType.NoDropShadowWindowHint
    # On X11 a window manager would put a full-screen call above us, and us on one workspace only.
    | Qt.WindowType.X11BypassWindowManagerHint
)


class Overlay(QWidget):
    """Draws the newest `CallView` and passes on what the rep does. GUI thread only.

    places: screen name → where its panel was left, and last_screen: where that was, both as `placed` reported
    them. now: the clock of motion, in seconds.
    """

    why_opened = Signal(int)
    helpful = Signal(int)
    not_helpful = Signal(int)
    not_now = Signal(int)
    bookmark = Signal()
    pause_toggled = Signal()
    start_requested = Signal()
    review_requested = Signal()
    notice_action = Signal()
    form_toggled = Signal(bool)
    placed = Signal(str, int, int)
    """The rep put the overlay somewhere: screen name, x and y on it. Worth remembering."""

    def __init__(
        self,
        places: Mapping[str, tuple[int, int]] | None = None,
        last_screen: str = "",
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(None, _FLAGS)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_MacAlwaysShowToolWindow)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setWindowTitle("Courtside")
        self.setAccessibleName("Courtside")
        self._hidden_from_sharing = False
        self._nudge: Nudge | None = None
        self._dark: bool | None = None
        self._opacity = 1.0
        self._palette = DARK
        self._shadow: QPixmap | None = None
        self._composited = x11.composited()
        margins = ground.SHADOW_MARGINS if self._composited else ground.EDGE_MARGINS
        self._panel = Panel(now, self)
        self._panel.move(margins.left(), margins.top())
        self._margins = margins
        self._keys = KeyboardVisit(self, self._panel)
        self._standing = Standing(self, places or {}, last_screen)
        self._connect()
        self._on_scheme()
        self._on_grown()

    def _connect(self) -> None:
        panel = self._panel
        panel.why_opened.connect(self.why_opened)
        panel.helpful.connect(self.helpful)
        panel.not_helpful.connect(self.not_helpful)
        panel.not_now.connect(self.not_now)
        panel.bookmark.connect(self.bookmark)
        panel.pause_toggled.connect(self.pause_toggled)
        panel.form_toggled.connect(self.form_toggled)
        panel.text.acted.connect(self._on_acted)
        panel.grown.connect(self._on_grown)
        self._standing.placed.connect(self.placed)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_scheme)

    def show_view(self, view: CallView) -> None:
        """Draw this view. Nothing is painted that has not visibly changed."""
        if view.nudge is not None and view.nudge != self._nudge:
            self.raise_()
        self._nudge = view.nudge
        self._panel.show_view(view)

    def panel_on_screen(self) -> QRect:
        """What the rep sees of it, without its shadow, on the desktop."""
        return self._panel.geometry().translated(self.pos())

    def hidden_from_sharing(self) -> bool:
        """The system says that screen sharing leaves this window out. Known once it has been shown."""
        return self._hidden_from_sharing

    def set_dark(self, dark: bool | None) -> None:
        """Dark or light; None follows the system."""
        self._dark = dark
        self._on_scheme()

    def set_opacity(self, opacity: float) -> None:
        """How opaque the panel is, 0.9 to 1; text and court stay as they are. Needs a compositing system."""
        self._opacity = min(1.0, max(LEAST_OPACITY, opacity)) if self._composited else 1.0
        self._on_scheme()

    def set_reduced_motion(self, reduced: bool) -> None:
        self._panel.set_reduced_motion(reduced)

    def set_click_through(self, on: bool) -> None:
        """Let clicks fall through to the call below, or take them again."""
        self.winId()
        self.windowHandle().setFlag(Qt.WindowType.WindowTransparentForInput, on)
        if not on:
            self._take_input()

    def set_form_open(self, form_open: bool) -> None:
        self._panel.set_form_open(form_open)

    @property
    def folded(self) -> bool:
        return self._panel.folded

    def set_folded(self, folded: bool) -> None:
        """Nothing but the court: what a rep who wants it hidden sees while it listens. A click opens it again."""
        self._panel.set_folded(folded)

    def take_keyboard(self) -> None:
        """Bring the keyboard here, because the rep asked for it; Escape, or a click elsewhere, gives it back."""
        self.set_folded(False)
        self._keys.begin()

    def say_helpful(self) -> None:
        """As if the rep had pressed the control: by a key or a command from elsewhere."""
        self._panel.call_helpful()

    def say_not_now(self) -> None:
        self._panel.call_not_now()

    def mark(self) -> None:
        self._panel.set_bookmark()

    def _on_acted(self, act: Act) -> None:
        match act:
            case Act.START:
                self.start_requested.emit()
            case Act.RESUME:
                self.pause_toggled.emit()
            case Act.REVIEW:
                self.review_requested.emit()
            case Act.NOTICE:
                self.notice_action.emit()

    def _on_scheme(self) -> None:
        light = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Light
        palette = (LIGHT if light else DARK) if self._dark is None else (DARK if self._dark else LIGHT)
        self._palette = palette if self._opacity == 1.0 else palette.see_through()
        self._panel.set_colors(self._palette)
        self.update()

    def _on_grown(self) -> None:
        """The window takes the panel's new size and stays on the screen."""
        panel = self._panel.geometry()
        self._shadow = None
        self.setFixedSize(panel.marginsAdded(self._margins).size())
        if not self._composited:
            self.setMask(ground.mask(self.size(), panel))
        self._standing.set_panel(panel)
        if self.isVisible():
            self._take_input()

    def _take_input(self) -> None:
        """The shadow is no part of the window to the pointer."""
        ratio = self.devicePixelRatioF()
        panel = self._panel.geometry()
        size = panel.size() * ratio
        area = QRect(round(panel.x() * ratio), round(panel.y() * ratio), size.width(), size.height())
        x11.take_input_in(int(self.winId()), area)

    def showEvent(self, event: QShowEvent) -> None:
        window_id = int(self.winId())
        macos.settle_window(window_id)
        self._hidden_from_sharing = hide_from_sharing(window_id)
        self._standing.stand()
        self._take_input()
        super().showEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        panel = self._panel.geometry()
        if self._composited:
            ratio = self.devicePixelRatioF()
            if self._shadow is None or self._shadow.devicePixelRatio() != ratio:
                self._shadow = ground.shadow(self.size(), panel, ratio)
            painter.drawPixmap(0, 0, self._shadow)
        ground.paint_panel(painter, panel, self._palette, self._opacity)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._standing.grab(event.globalPosition().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._standing.drag(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and not self._standing.drop():
            self.set_folded(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.press(event.key()):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The system's key for closing a window does not take away the sign that something listens."""
        event.setAccepted(not event.spontaneous())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.ActivationChange and not self.isActiveWindow():
            self._keys.end(give_back=False)
        super().changeEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self._on_grown()
        return super().event(event)
