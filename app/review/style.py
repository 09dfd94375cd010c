"""The review's own part of the style sheet, after the one that every window has."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.look import CONTROL_RADIUS_PX, Palette


def review_style(palette: Palette) -> str:
    """Ranks of buttons: `time` a moment, `number` a figure that opens, `tab` a page, `choice` on or off."""
    p = palette
    return f"""
QWidget[ground="panel"] {{ background: {p.panel}; }}
QWidget[ground="ground"] {{ background: {p.ground}; }}
QWidget[ground="letter"] {{ background: {p.panel}; border: 1px solid {p.line}; }}
QPushButton[rank="time"], QPushButton[rank="number"], QPushButton[rank="tab"] {{ border: 1px solid transparent;
  border-radius: 4px; background: transparent; padding: 0 2px; text-align: left; }}
QPushButton[rank="time"] {{ color: {p.ink2}; }}
QPushButton[rank="time"]:hover, QPushButton[rank="number"]:hover {{ background: {p.raised}; color: {p.ink}; }}
QPushButton[rank="number"] {{ text-decoration: underline; }}
QPushButton[rank="tab"] {{ color: {p.ink2}; border-radius: 0; padding: 6px 2px; }}
QPushButton[rank="tab"]:hover {{ color: {p.ink}; }}
QPushButton[rank="tab"]:checked {{ color: {p.ink}; border-bottom: 2px solid {p.ink}; }}
QPushButton[rank="time"]:focus, QPushButton[rank="number"]:focus, QPushButton[rank="tab"]:focus {{
  border: 1px solid {p.ink}; }}
QPushButton[rank="choice"]:checked {{ background: {p.raised}; border: 2px solid {p.ink}; padding: 6px 12px; }}
QPushButton::menu-indicator {{ image: none; width: 0; }}
QListView {{ border: none; outline: none; background: transparent; }}
QTreeView {{ border: none; background: {p.panel}; color: {p.ink}; }}
QHeaderView, QHeaderView::section {{ border: none; background: {p.panel}; color: {p.ink2}; padding: 4px; }}
QListView:focus {{ border-left: 2px solid {p.line}; }}
QPlainTextEdit, QTextEdit {{ background: {p.panel}; border: 1px solid {p.button_edge};
  border-radius: {CONTROL_RADIUS_PX}px; padding: 4px; }}
QPlainTextEdit[edit="true"] {{ border: 2px solid {p.ink}; }}
QTextEdit[bare="true"] {{ border: none; background: transparent; padding: 0; border-radius: 0; }}
QTextEdit[bare="true"][readOnly="false"] {{ background: {p.raised}; }}
QTextEdit[bare="true"]:focus {{ border-bottom: 1px solid {p.ink}; }}
QPlainTextEdit, QTextEdit {{ placeholder-text-color: {p.ink3}; }}
QTextEdit[ink="ink2"] {{ color: {p.ink2}; }}
"""


class Ground(QWidget):
    """What the window stands on: everything on it has this look."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def set_colors(self, palette: Palette) -> None:
        self.setStyleSheet(review_style(palette))
