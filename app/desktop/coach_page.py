"""What the coach listens for: every rule on or off, its numbers, and its page."""

from __future__ import annotations

import inspect
from dataclasses import Field, fields
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QVBoxLayout, QWidget

from app.desktop.choosers import still
from app.desktop.settings_page import Page, add_row
from app.desktop.text import button, label, say
from app.fonts import font
from app.look import BODY, SMALL, SMALL_STRONG
from app.settings.coach_file import ON, CoachFile
from coaching.catalog import rule_types
from coaching.rule import Rule

NUMBER_PX = 88
AT_ONCE = 3


class CoachPage(Page):
    """Every change is in `coach.toml` at once, and in force a second later, in a call that goes on too.

    The rows are made when the page is first seen, a few at a time: all at once would hold up the overlay.
    """

    def __init__(self, file: CoachFile) -> None:
        super().__init__("Coach", "Changes are in force at once, in a call that goes on too.")
        self._file = file
        self._missing = rule_types()
        self.column.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self._add_some)

    def _add_some(self) -> None:
        """As many rows as are seen at once, the others when there is time for them; none is seen out of its place."""
        some, self._missing = self._missing[:AT_ONCE], self._missing[AT_ONCE:]
        for rule in some:
            row = RuleRow(rule, self._file)
            self.column.insertWidget(self.column.count() - 1, row)
            row.show()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        if self._missing:
            QTimer.singleShot(0, self, self._add_some)


class RuleRow(QWidget):
    """One rule: its name, what it notices, its switch; its numbers and its page open below."""

    def __init__(self, rule: type[Rule], file: CoachFile) -> None:
        super().__init__()
        self.rule, self._file = rule, file
        name = rule.id.replace("-", " ").capitalize()
        self.switch = QCheckBox()
        self.switch.setAccessibleName(name)
        self.switch.setChecked(file.is_on(rule))
        self.switch.clicked.connect(lambda on: self._change(ON, on))
        self._more = button("More", "link", f"More about: {name}")
        self._more.clicked.connect(self.toggle)
        self._problem = label("", SMALL_STRONG)
        self._problem.setVisible(False)
        self._page: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        lines = inspect.cleandoc(rule.__doc__ or "").splitlines()
        when = lines[0] if rule.live else f"{lines[0]} Told in the review."
        add_row(self._column, name, when, [self._more, self.switch], self._problem)

    def toggle(self) -> None:
        """Opens the rule's numbers and page, or closes them."""
        if self._page is None:
            self._page = self._make_page()
            self._column.insertWidget(1, self._page)
            self._page.setVisible(True)
        else:
            self._page.setVisible(self._page.isHidden())
        self._more.setText("More" if self._page.isHidden() else "Less")

    def _make_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(8)
        for item in fields(self.rule.settings_type):
            add_row(column, item.metadata["help"], _range(item), [self._number(item)])
        for paragraph in inspect.cleandoc(self.rule.__doc__ or "").split("\n\n", 1)[1:]:
            for line in _unwrapped(paragraph):
                column.addWidget(label(line, SMALL, "ink2"))
        return page

    def _number(self, item: Field[Any]) -> QDoubleSpinBox:
        box = _Number()
        box.setFont(font(BODY))
        low, high = item.metadata["low"], item.metadata["high"]
        default: Any = item.default
        is_whole = all(float(one).is_integer() for one in (low, high, default))
        box.setDecimals(0 if is_whole else 2)
        box.setRange(low, high)
        box.setSingleStep(1 if is_whole else 0.05)
        box.setSuffix(_unit(item))
        box.setMinimumWidth(NUMBER_PX)
        box.setValue(self._file.value(self.rule, item.name))
        box.setAccessibleName(item.metadata["help"])
        box.setKeyboardTracking(False)
        box.lineEdit().setTextMargins(10, 0, 0, 0)
        still(box)
        box.valueChanged.connect(lambda value: self._change(item.name, value))
        return box

    def _change(self, key: str, value: bool | float) -> None:
        problem = ""
        try:
            self._file.change(self.rule, key, value)
        except OSError as error:
            problem = f"Not saved: {error.strerror}."
        except ValueError as error:
            problem = str(error)
        say(self._problem, problem)
        self._problem.setVisible(bool(problem))


class _Number(QDoubleSpinBox):
    """Shows no zeros that say nothing."""

    def textFromValue(self, value: float) -> str:
        return f"{value:g}"


def _range(item: Field[Any]) -> str:
    low, high = item.metadata["low"], item.metadata["high"]
    return f"{low:g} to {high:g}{_unit(item)}; {item.default:g} unless you change it."


def _unit(item: Field[Any]) -> str:
    """As the setting's name has it."""
    return " s" if item.name.endswith("_s") else ""


def _unwrapped(text: str) -> list[str]:
    """The headed lines of a rule's page, each whole: "Fires when: …"."""
    lines: list[str] = []
    for line in text.splitlines():
        if not lines or ": " in line.split(".")[0][:24]:
            lines.append(line.strip())
        else:
            lines[-1] += f" {line.strip()}"
    return [line for line in lines if line]
