"""Words as long as other languages have them, and whether a window has room for all that it says."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea, QWidget

from app.desktop import text
from app.desktop.lines import Lines


def longer(said: str) -> str:
    """Pseudo-translation: letters that reach high and low, and the growth translators speak of."""
    if not any(letter.isalpha() for letter in said):
        return said  # figures are as long everywhere
    words = said.replace("a", "å").replace("e", "ê").replace("u", "ü").replace("A", "Å")
    growth = 1.0 if len(said) <= 10 else 0.8 if len(said) <= 20 else 0.6 if len(said) <= 30 else 0.4
    return words + "".join(" Ñ" if i % 6 == 0 else "g" for i in range(round(len(said) * growth)))


def lengthen(monkeypatch: pytest.MonkeyPatch, modules: Iterable[str]) -> None:
    """What these modules put on labels and buttons from now on."""
    for module in modules:
        for made in ("label", "button"):
            plain = getattr(text, made)
            monkeypatch.setattr(
                f"{module}.{made}", lambda said="", *a, plain=plain, **k: plain(longer(said), *a, **k), raising=False
            )
        monkeypatch.setattr(f"{module}.say", lambda made, said: text.say(made, longer(said)), raising=False)


def assert_nothing_is_cut(window: QWidget) -> None:
    for one in window.findChildren(QWidget):
        if not one.isVisible() or not isinstance(one, QLabel | QAbstractButton):
            continue
        said = words_of(one)
        if not said or one.toolTip() == said:  # what gives way by design stands whole in its tooltip
            continue
        room = one.contentsRect()
        if isinstance(one, QLabel) and one.wordWrap():
            flags = Qt.TextFlag.TextWordWrap
            needed = one.fontMetrics().boundingRect(QRect(0, 0, room.width(), 10_000), flags, said)
            assert needed.width() <= room.width() + 1, f"too wide for its {room.width()} px: {said!r}"
            # Qt's own idea of a line is a fraction of a pixel higher than the type scale's
            height_px = one.heightForWidth(one.width()) if isinstance(one, Lines) else needed.height()
            assert height_px <= one.height() + 1, f"too high for its {one.height()} px: {said!r}"
        else:
            assert one.width() >= one.sizeHint().width() - 1, f"cut at {one.width()} px: {said!r}"
        parent = one.parentWidget()
        assert parent.rect().adjusted(-1, -1, 1, 1).contains(one.geometry()), f"reaches out: {said!r}"
        in_page = one.mapTo(window, QPoint(one.width(), 0)).x()
        assert in_page <= window.width() + 1, f"beyond the window's edge: {said!r}"
    for area in window.findChildren(QScrollArea):
        if area.isVisible():
            assert area.widget().minimumSizeHint().width() <= area.viewport().width() + 1, "scrolls sideways"


def words_of(one: QLabel | QAbstractButton) -> str:
    if isinstance(one, QLabel) and one.textFormat() is Qt.TextFormat.RichText:
        document = QTextDocument()
        document.setHtml(one.text())
        return document.toPlainText()
    return one.text()


def assert_passes_at_200_percent(file: str, test: str) -> None:
    """Qt takes its scale at the start, so the test runs once more in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", file, "-k", test],
        env={**os.environ, "QT_SCALE_FACTOR": "2"},
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, done.stdout
