"""Light or dark for every window: one style sheet made of the palette, changed while windows are open."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.look import CONTROL_RADIUS_PX, DARK, LIGHT, Palette
from app.places import data_folder
from app.settings.store import write_private

CHECK, CHEVRON = "M4 8.5 7 11.5 12.5 5", "M4.5 6.5 8 10 11.5 6.5"


class Theme(QObject):
    """The palette in force. dark: True, False, or None to follow the system."""

    def __init__(self, dark: bool | None = None) -> None:
        super().__init__()
        self._dark = dark
        self._windows: dict[QWidget, Palette] = {}
        self.palette = self._choose()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_change)

    def set_dark(self, dark: bool | None) -> None:
        self._dark = dark
        self._on_change()

    def dress(self, window: QWidget) -> None:
        """Colours `window`, or a part of one, and all that is in it, now and after every change."""
        self._windows = {one: palette for one, palette in self._windows.items() if isValid(one)}
        window.installEventFilter(self)
        self._color(window)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A window that was hidden while the palette changed takes it up when it is shown."""
        if (
            isinstance(watched, QWidget)
            and event.type() is QEvent.Type.Show
            and self._windows.get(watched) is not self.palette
        ):
            self._color(watched)
        return False

    def _color(self, window: QWidget) -> None:
        self._windows[window] = self.palette
        window.setStyleSheet(style_sheet(self.palette))
        for part in window.findChildren(QWidget):
            if hasattr(part, "set_colors"):
                part.set_colors(self.palette)

    def _choose(self) -> Palette:
        light = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Light
        return (LIGHT if light else DARK) if self._dark is None else (DARK if self._dark else LIGHT)

    def _on_change(self) -> None:
        palette = self._choose()
        if palette is not self.palette:
            self.palette = palette
            self._color_next()

    def _color_next(self) -> None:
        """One window after the other, with whatever else there is to do in between."""
        for window, palette in list(self._windows.items()):
            if palette is not self.palette and isValid(window) and window.isVisible():
                self._color(window)
                QTimer.singleShot(0, self, self._color_next)
                return


def style_sheet(palette: Palette) -> str:
    """Qt's style sheet for windows. Roles are dynamic properties: `ink` of labels, `rank` of buttons, `ground`.

    A focused control gets an ink edge of 2 px in place of one of 1 px, so focus is seen without colour.
    """
    p = palette
    return f"""
QWidget {{ color: {p.ink}; background: transparent; selection-background-color: {p.ink};
  selection-color: {p.panel}; }}
QDialog, QWidget[ground="panel"] {{ background: {p.panel}; }}
QWidget[ground="raised"] {{ background: {p.raised}; }}
QFrame[rule="true"] {{ background: {p.line}; border: none; }}
QLabel[ink="ink2"] {{ color: {p.ink2}; }}
QLabel[ink="ink3"] {{ color: {p.ink3}; }}
QLabel[ink="blue"] {{ color: {p.blue_text}; }}
QToolTip {{ color: {p.ink}; background: {p.raised}; border: 1px solid {p.edge}; padding: 4px; }}
QScrollArea {{ border: none; }}
QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox, QKeySequenceEdit QLineEdit {{ background: {p.panel};
  border: 1px solid {p.button_edge}; border-radius: {CONTROL_RADIUS_PX}px; padding: 7px 11px;
  placeholder-text-color: {p.ink3}; }}
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus {{ border: 2px solid {p.ink};
  padding: 6px 10px; }}
QLineEdit[bad="true"] {{ border: 2px solid {p.ink}; padding: 6px 10px; }}
QLineEdit[bare="true"] {{ border: 1px solid transparent; background: transparent; padding: 7px 4px; }}
QLineEdit[bare="true"]:focus {{ border: 2px solid {p.ink}; padding: 6px 3px; }}
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus {{ border: none; padding: 0;
  background: transparent; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0; border: none; }}
QComboBox::drop-down {{ border: none; width: 26px; }}
QComboBox::down-arrow {{ image: url({_drawn(CHEVRON, p.ink2)}); }}
QComboBox QAbstractItemView {{ background: {p.panel}; border: 1px solid {p.edge}; padding: 4px; outline: none;
  selection-background-color: {p.raised}; selection-color: {p.ink}; }}
QMenu {{ background: {p.panel}; border: 1px solid {p.edge}; padding: 4px; }}
QMenu::item {{ padding: 6px 24px 6px 12px; border-radius: 4px; }}
QMenu::item:selected {{ background: {p.raised}; }}
QMenu::item:disabled {{ color: {p.ink3}; }}
QMenu::separator {{ height: 1px; background: {p.line}; margin: 4px 8px; }}
QPushButton {{ border: 1px solid {p.button_edge}; border-radius: {CONTROL_RADIUS_PX}px; padding: 7px 13px;
  background: {p.panel}; }}
QPushButton:hover {{ background: {p.raised}; }}
QPushButton:pressed {{ background: {p.line}; }}
QPushButton:focus {{ border: 2px solid {p.ink}; padding: 6px 12px; }}
QPushButton:disabled {{ color: {p.ink3}; border-color: {p.line}; }}
QPushButton[rank="primary"], QPushButton[rank="segment"]:checked {{ background: {p.ink}; color: {p.panel};
  border: 1px solid {p.ink}; }}
QPushButton[rank="primary"]:hover {{ background: {p.ink2}; }}
QPushButton[rank="primary"]:focus, QPushButton[rank="segment"]:checked:focus {{
  border: 2px solid {p.button_edge}; padding: 6px 12px; }}
QPushButton[rank="primary"]:disabled {{ background: {p.line}; color: {p.ink3}; border-color: {p.line}; }}
QPushButton[rank="segment"] {{ border-radius: 0; border-left: none; }}
QPushButton[rank="segment"][end="first"] {{ border-left: 1px solid {p.button_edge};
  border-top-left-radius: {CONTROL_RADIUS_PX}px; border-bottom-left-radius: {CONTROL_RADIUS_PX}px; }}
QPushButton[rank="segment"][end="first"]:checked {{ border-left-color: {p.ink}; }}
QPushButton[rank="segment"][end="last"] {{ border-top-right-radius: {CONTROL_RADIUS_PX}px;
  border-bottom-right-radius: {CONTROL_RADIUS_PX}px; }}
QPushButton[rank="small"] {{ padding: 3px 8px; }}
QPushButton[rank="small"]:focus {{ padding: 2px 7px; }}
QPushButton[rank="link"] {{ border: none; background: transparent; padding: 3px 2px; text-decoration: underline; }}
QPushButton[rank="link"]:hover {{ color: {p.ink2}; }}
QPushButton[rank="link"]:focus {{ border: 2px solid {p.ink}; padding: 1px 0; }}
QPushButton[rank="page"] {{ border: 1px solid transparent; background: transparent; text-align: left;
  padding: 7px 11px; }}
QPushButton[rank="page"]:hover {{ background: {p.raised}; }}
QPushButton[rank="page"]:checked {{ background: {p.panel}; border: 1px solid {p.line}; }}
QPushButton[rank="page"]:focus {{ border: 2px solid {p.ink}; padding: 6px 10px; }}
QCheckBox {{ spacing: 0; }}
QCheckBox::indicator {{ width: 16px; height: 16px; border: 1px solid {p.button_edge}; border-radius: 4px;
  background: {p.panel}; }}
QCheckBox::indicator:checked {{ background: {p.ink}; border: 1px solid {p.ink}; image: url({_drawn(CHECK, p.panel)}); }}
QCheckBox::indicator:focus {{ border: 2px solid {p.ink}; }}
QProgressBar {{ background: {p.line}; border: none; border-radius: 2px; max-height: 4px; }}
QProgressBar::chunk {{ background: {p.ink}; border-radius: 2px; }}
QListWidget {{ border: none; outline: none; }}
QScrollBar:vertical {{ width: 10px; background: transparent; }}
QScrollBar::handle:vertical {{ background: {p.edge}; border-radius: 2px; min-height: 24px; margin: 3px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def _drawn(path_data: str, color: str) -> str:
    """A small drawing as a file, because style sheets take pictures from files alone."""
    path = data_folder() / f"look-{path_data.split()[0][1:]}-{color[1:]}.svg"
    if not path.exists():
        write_private(
            path,
            f'<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16"><path d="{path_data}" fill="none" '
            f'stroke="{color}" stroke-width="1.75"/></svg>',
        )
    return path.as_posix()
