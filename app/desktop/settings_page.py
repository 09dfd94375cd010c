"""A page of the settings window: every setting of a section, its words at the left, its control at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.desktop.choosers import Chooser, chooser
from app.desktop.scroll import Inside, Scroll
from app.desktop.text import label, rule, say
from app.look import BODY_MEDIUM, SMALL, SMALL_STRONG, TITLE
from app.settings import Section, Settings, SettingsStore, declared


class Page(Scroll):
    """A title, an introduction, and rows under it that scroll."""

    def __init__(self, title: str, intro: str = "") -> None:
        inside = Inside()
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(40, 32, 40, 32)
        self.column.setSpacing(12)
        self.column.addWidget(label(title, TITLE))
        if intro:
            self.column.addWidget(label(intro, SMALL, "ink2"))
        self.column.addSpacing(4)
        super().__init__(inside)
        self.setProperty("ground", "panel")


class SettingsPage(Page):
    """One section, made from its declarations. What a setting cannot be is said under it."""

    def __init__(self, store: SettingsStore, section: Section, title: str, intro: str = "") -> None:
        super().__init__(title, intro)
        self._store = store
        self.choosers: dict[str, Chooser] = {}
        self._problems = {}
        for option in declared():
            if option.section is not section:
                continue
            made = chooser(option)
            made.show_value(getattr(store.settings, option.name))
            made.chosen.connect(lambda value, name=option.name: self._on_chosen(name, value))
            problem = label("", SMALL_STRONG)
            problem.setVisible(False)
            self.choosers[option.name] = made
            self._problems[option.name] = problem
            add_row(self.column, option.title, option.help, [made], problem)
        self.column.addStretch(1)
        store.listen(self.show_settings)

    def add(self, title: str, help_text: str, control: QWidget, below: QWidget | None = None) -> None:
        """A row after the generated ones."""
        self.column.takeAt(self.column.count() - 1)  # the stretch
        add_row(self.column, title, help_text, [control], below)
        self.column.addStretch(1)

    def show_settings(self, settings: Settings) -> None:
        for name, made in self.choosers.items():
            made.show_value(getattr(settings, name))

    def say_problem(self, name: str, problem: str) -> None:
        """Says under a setting what is wrong with it; "" takes it away."""
        say(self._problems[name], problem)
        self._problems[name].setVisible(bool(problem))

    def _on_chosen(self, name: str, value: object) -> None:
        problem = ""
        try:
            self._store.change(name, value)
        except ValueError:
            problem = f"Please choose {self.choosers[name].option.kind.expected}."
        except OSError as error:
            problem = f"In force until you quit; it could not be saved: {error.strerror}."
        if problem or not self._problems[name].isHidden():
            self.say_problem(name, problem)


def add_row(
    column: QVBoxLayout, title: str, help_text: str, controls: Sequence[QWidget], below: QWidget | None = None
) -> None:
    """Title and help at the left, controls at the right; `below` under the help; a line under all."""
    row = QHBoxLayout()
    row.setSpacing(24)
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addStretch()
    words.addWidget(label(title, BODY_MEDIUM))
    words.addWidget(label(help_text, SMALL, "ink2"))
    if below is not None:
        words.addWidget(below)
    words.addStretch()
    row.addLayout(words, 1)
    for control in controls:
        row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
    column.addLayout(row)
    column.addWidget(rule())
