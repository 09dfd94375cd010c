"""Labels and buttons in Courtside's own type."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QWidget

from app.desktop.lines import Lines
from app.fonts import font
from app.look import BODY, BODY_MEDIUM, SMALL_MEDIUM, Style


def label(text: str = "", style: Style = BODY, ink: str = "ink", wrap: bool = True) -> QLabel:
    """ink: "ink", "ink2" or "ink3" of the palette, or "blue" for the customer's words."""
    made = Lines(text, style)
    made.setProperty("ink", ink)
    made.setWordWrap(wrap)
    if wrap:
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
    return made


def button(text: str, rank: str = "outlined", name: str = "") -> QPushButton:
    """rank: "primary", "outlined", "small", "link" or "page". name: for screen readers, where the text is not it."""
    made = QPushButton(text)
    made.setFont(font(SMALL_MEDIUM if rank in ("small", "link") else BODY_MEDIUM))
    made.setProperty("rank", rank)
    made.setAccessibleName(name or text)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAutoDefault(False)
    if rank in ("small", "link"):
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def rule(parent: QWidget | None = None) -> QFrame:
    """A line across."""
    made = QFrame(parent)
    made.setProperty("rule", True)
    made.setFixedHeight(1)
    return made


def say(made: QLabel | QPushButton, text: str) -> None:
    """Change the words, on screen and for screen readers."""
    if made.text() != text:
        made.setText(text)
        if isinstance(made, QPushButton):
            made.setAccessibleName(text)
