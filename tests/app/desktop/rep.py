"""What a rep does and reads in the tests of the desktop."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app import wording
from app.desktop.consent import ConsentSheet
from app.desktop.desktop import Desktop
from app.desktop.words import NoWords
from app.view import Phase

Until = Callable[[Callable[[], object]], None]


def click(window: QWidget, name: str) -> None:
    found = [one for one in window.findChildren(QPushButton) if one.accessibleName() == name and one.isVisible()]
    assert found, f"no button is called {name!r}"
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)


def sheet() -> ConsentSheet | None:
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, ConsentSheet) and one.isVisible()]
    return found[0] if found else None


class Deaf(NoWords):
    """A recogniser that needs no model and hears nothing."""

    def get_ready(self) -> None: ...

    def listen(self, samples: object, *, padding_s: float, shortest_s: float) -> NoWords:
        return self


def start(desktop: Desktop, until: Until) -> None:
    """Start, they agreed, and the call goes on."""
    desktop.orders.give("start")
    shown = sheet()
    assert shown is not None
    click(shown, "They agreed: start")
    until(lambda: desktop.calls.current and desktop.view.phase is Phase.LIVE)


def end(desktop: Desktop, until: Until) -> None:
    desktop.orders.give("end")
    until(lambda: not desktop.calls.going_on)


def words(desktop: Desktop) -> list[str]:
    head = wording.head(desktop.view)
    return [part for part in (head.title, head.detail, head.action) if part]
