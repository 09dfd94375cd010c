"""What an overlay needs of an X server and Qt has no word for. Every function does nothing, and says so, elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication


def composited() -> bool:
    """See-through pixels really are: a compositing manager runs. True where the system always composites."""
    if QGuiApplication.platformName() != "xcb":
        return True
    with _display() as display:
        if display is None:
            return False
        selection = display.intern_atom(f"_NET_WM_CM_S{display.get_default_screen()}")
        return bool(display.get_selection_owner(selection))


def take_input_in(window_id: int, area: QRect) -> None:
    """Let the pointer reach the window in this area only (device pixels); around it lies just a shadow."""
    with _display() as display:
        if display is not None:
            from Xlib.ext import shape

            window = display.create_resource_object("window", window_id)
            rectangle = (area.x(), area.y(), area.width(), area.height())
            window.shape_rectangles(shape.SO.Set, shape.SK.Input, 0, 0, 0, [rectangle])


def give_focus(window_id: int) -> int | None:
    """Put the keyboard on this window, which no window manager would; returns the window that had it."""
    with _display() as display:
        if display is None:
            return None
        from Xlib import X

        had = display.get_input_focus().focus
        window = display.create_resource_object("window", window_id)
        window.set_input_focus(X.RevertToParent, X.CurrentTime)
        return int(getattr(had, "id", had))


@contextmanager
def _display() -> Iterator[Any]:
    """A connection of our own, closed again; None where there is no X server or no library to speak to it."""
    if QGuiApplication.platformName() != "xcb":
        yield None
        return
    try:
        from Xlib.display import Display
        from Xlib.error import DisplayError
    except ImportError:
        yield None
        return
    try:
        display = Display()
    except (DisplayError, OSError):
        yield None
        return
    try:
        yield display
        display.sync()
    finally:
        display.close()
