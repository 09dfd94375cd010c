"""The Qt application: fonts, name, and a Wayland that can keep a window on top."""

from __future__ import annotations

import os
import signal
import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication


def application() -> QApplication:
    """The one QApplication of this process, made on first use."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    if sys.platform.startswith("linux") and os.environ.get("WAYLAND_DISPLAY") and os.environ.get("DISPLAY"):
        # Wayland has no always-on-top: run under XWayland
        os.environ.setdefault("QT_QPA_PLATFORM", "xcb")
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Courtside")
    app.setDesktopFileName("courtside")
    app.setQuitOnLastWindowClosed(False)
    _quit_on_ctrl_c(app)
    return app


def _quit_on_ctrl_c(app: QApplication) -> None:
    """Python sees a signal only when it gets to run: a slow timer lets it."""
    signal.signal(signal.SIGINT, lambda *_: app.quit())
    signal.signal(signal.SIGTERM, lambda *_: app.quit())
    timer = QTimer(app)
    timer.timeout.connect(lambda: None)
    timer.start(200)
