"""A recording coached with the overlay on screen, as if it were live."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer

from app.desktop.application import application
from app.desktop.bridge import Bridge
from app.desktop.wiring import connect
from app.overlay.window import Overlay
from app.running_call import RunningCall

LINGER_MS = 4000
"""How long the ended overlay stays before the command ends."""


def play(make_call: Callable[[Bridge], RunningCall]) -> RunningCall:
    """Shows the overlay until the call is over (or the rep quits); returns the call, saved."""
    app = application()
    bridge, overlay = Bridge(), Overlay()
    call = make_call(bridge)
    connect(overlay, lambda: call)
    bridge.view_came.connect(overlay.show_view)
    overlay.review_requested.connect(app.quit)
    bridge.ended.connect(lambda: QTimer.singleShot(LINGER_MS, app.quit))
    overlay.show()
    call.start()
    app.exec()
    call.stop()
    overlay.close()
    return call
