"""Where the overlay's window stands: dragged by the rep, kept on a screen that is there."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication, QWidget

from app.overlay.place import Area, Places


class Standing(QObject):
    """Moves `window` so that `panel`, a rectangle in it, stands where the rep left it."""

    placed = Signal(str, int, int)

    def __init__(self, window: QWidget, remembered: Mapping[str, tuple[int, int]], last_screen: str) -> None:
        super().__init__(window)
        self._window = window
        self._places = Places(remembered, last_screen)
        self._panel = QRect()
        self._grab: QPoint | None = None
        self._dragged = False
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.screenAdded.connect(self._on_screen_added)
        application.screenRemoved.connect(self.stand)
        application.primaryScreenChanged.connect(self.stand)
        for screen in QGuiApplication.screens():
            screen.availableGeometryChanged.connect(self.stand)

    def set_panel(self, panel: QRect) -> None:
        """The panel's rectangle in the window, from now on."""
        self._panel = panel
        if self._grab is None:
            self.stand()

    def stand(self) -> None:
        """Go to where the rep left it, or as near as the screens there are allow."""
        areas = _areas()
        if areas:
            point = self._places.point(areas, _primary(), self._panel.width(), self._panel.height())
            self._window.move(QPoint(*point) - self._panel.topLeft())

    def grab(self, at: QPoint) -> None:
        """The rep takes hold of the window at this point of the desktop."""
        self._grab = at - self._window.pos()
        self._dragged = False

    def drag(self, to: QPoint) -> None:
        """The pointer is here now. A click with an unsteady hand is no drag."""
        if self._grab is None:
            return
        way = to - self._grab - self._window.pos()
        self._dragged = self._dragged or way.manhattanLength() >= QApplication.startDragDistance()
        if self._dragged:
            self._window.move(to - self._grab)

    def drop(self) -> bool:
        """The rep lets go: remember the place, and mend it where it lies half off the screen. False: it was a click."""
        self._grab = None
        if not self._dragged:
            return False
        self._dragged = False
        areas = _areas()
        if areas:
            corner = self._window.pos() + self._panel.topLeft()
            size = self._panel.size()
            place = self._places.moved(areas, corner.x(), corner.y(), size.width(), size.height())
            self.stand()
            self.placed.emit(place.screen, place.x, place.y)
        return True

    def _on_screen_added(self, screen: QScreen) -> None:
        screen.availableGeometryChanged.connect(self.stand)
        self.stand()


def _primary() -> str:
    return QGuiApplication.primaryScreen().name()


def _areas() -> dict[str, Area]:
    """Every screen's free area by the screen's name."""
    areas = {}
    for screen in QGuiApplication.screens():
        free = screen.availableGeometry()
        areas[screen.name()] = Area(free.x(), free.y(), free.width(), free.height())
    return areas
