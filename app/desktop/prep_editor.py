"""A prep card as a form. What is wrong is said beside the field it is wrong in."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.desktop.chips import Chips
from app.desktop.question_list import Questions
from app.desktop.scroll import Inside
from app.desktop.segments import Segments
from app.desktop.text import label, say
from app.fonts import font
from app.look import BODY, LEAD_STRONG, SMALL, SMALL_STRONG
from coaching.plain_text import plain
from coaching.prep import MAX_PLANNED_MINUTES, MAX_TEXT_CHARACTERS, CallKind, PrepCard

KINDS = {CallKind.DISCOVERY: "Discovery", CallKind.DEMO: "Demo", CallKind.NEGOTIATION: "Negotiation"}


class NotMinutes(ValueError):
    """(what is wanted, an example)"""


def minutes_of(text: str) -> float | None:
    """ "30", "30 min" and "1 h" as minutes; None for an empty field. Raises NotMinutes."""
    text = plain(text).casefold().replace(",", ".")
    if not text:
        return None
    found = re.fullmatch(r"(\d+(?:\.\d+)?) ?(h|hours?|m|min|mins|minutes?)?", text)
    if not found:
        raise NotMinutes("Minutes, please:", "a number such as 30.")
    minutes = float(found[1]) * (60 if (found[2] or "m").startswith("h") else 1)
    if not 0 < minutes <= MAX_PLANNED_MINUTES:
        raise NotMinutes("Too long:" if minutes else "Not a call yet:", "up to 24 hours." if minutes else "at least 1.")
    return minutes


class PrepEditor(Inside):
    """`changed` after every change, right or wrong; `card` is then the card or None while something is wrong."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.who = _line("Who, for example Dana Ruiz, CFO")
        self.company = _line("Company")
        self.kind = Segments({kind.value: text for kind, text in KINDS.items()}, "Kind of call")
        self.time = _line("Planned time in minutes")
        self.time.setPlaceholderText("30")
        self.facts = Chips("Add a fact", "What you know about them")
        self.elephants = Chips("Add an elephant", "The elephant in the room")
        self.offer = Chips("Add an offer", "What you offer")
        self.questions = Questions()
        self._wanted, self._example = label("", SMALL_STRONG, wrap=True), label("", SMALL, wrap=True)
        for line in (self.who, self.company, self.time):
            line.textChanged.connect(self._on_change)
        self.kind.changed.connect(self._on_change)
        for part in (self.facts, self.elephants, self.offer, self.questions):
            part.changed.connect(self._on_change)
        self._lay_out()

    @property
    def card(self) -> PrepCard | None:
        try:
            minutes = minutes_of(self.time.text())
        except NotMinutes:
            return None
        return PrepCard(
            plain(self.who.text()),
            plain(self.company.text()),
            CallKind(self.kind.value),
            minutes,
            self.offer.texts,
            self.facts.texts,
            self.elephants.texts,
            self.questions.texts,
        )

    def show_card(self, card: PrepCard) -> None:
        """Fills the form; nothing is told."""
        self.blockSignals(True)
        self.who.setText(card.customer)
        self.company.setText(card.company)
        self.kind.set_value(card.kind.value)
        self.time.setText("" if card.planned_minutes is None else f"{card.planned_minutes:g}")
        self.facts.set_texts(card.facts)
        self.elephants.set_texts(card.elephants)
        self.offer.set_texts(card.offer)
        self.questions.set_texts(card.questions)
        self.blockSignals(False)
        self._check()

    def _on_change(self) -> None:
        self._check()
        self.changed.emit()

    def _check(self) -> None:
        wanted = example = ""
        try:
            minutes_of(self.time.text())
        except NotMinutes as error:
            wanted, example = error.args
        say(self._wanted, wanted)
        say(self._example, example)
        self.time.setAccessibleDescription(f"{wanted} {example}".strip())
        if self.time.property("bad") != bool(wanted):
            self.time.setProperty("bad", bool(wanted))
            self.time.style().unpolish(self.time)
            self.time.style().polish(self.time)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(40, 24, 40, 20)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(20)
        for column in range(2):
            grid.setColumnStretch(column, 1)
        grid.addLayout(_field("Who", self.who), 0, 0)
        grid.addLayout(_field("Company", self.company), 0, 1)
        grid.addLayout(_field("Kind of call", self.kind), 1, 0, Qt.AlignmentFlag.AlignTop)
        beside = QVBoxLayout()
        beside.setSpacing(0)
        beside.addStretch()
        beside.addWidget(self._wanted)
        beside.addWidget(self._example)
        beside.addStretch()
        time_row = QHBoxLayout()
        time_row.setSpacing(16)
        time_row.addWidget(self.time, 1)
        time_row.addLayout(beside, 1)
        grid.addLayout(_field("Planned time in minutes", time_row), 1, 1)
        left = QVBoxLayout()
        left.setSpacing(4)
        for title, why, part in (
            ("What you know about them", "Spend one early. It shows you did the work.", self.facts),
            ("The elephant in the room", "Name it before they do.", self.elephants),
            ("What you offer", "So the coach knows a pitch when it hears one.", self.offer),
        ):
            left.addWidget(label(title, LEAD_STRONG))
            left.addWidget(label(why, SMALL, "ink2"))
            left.addSpacing(4)
            left.addWidget(part)
            left.addSpacing(16)
        left.addStretch()
        right = QVBoxLayout()
        right.setSpacing(4)
        right.addWidget(label("Questions to come back with", LEAD_STRONG))
        right.addWidget(label("Best answered without being asked. Drag to order.", SMALL, "ink2"))
        right.addWidget(self.questions)
        right.addStretch()
        grid.addLayout(left, 2, 0)
        grid.addLayout(right, 2, 1)
        grid.setRowStretch(2, 1)


def _line(name: str) -> QLineEdit:
    line = QLineEdit()
    line.setFont(font(BODY))
    line.setAccessibleName(name)
    line.setMaxLength(MAX_TEXT_CHARACTERS)
    return line


def _field(title: str, part: QWidget | QHBoxLayout) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(6)
    named: QLabel = label(title, SMALL, "ink2")
    column.addWidget(named)
    if isinstance(part, QWidget):
        column.addWidget(part)
        named.setBuddy(part)
    else:
        column.addLayout(part)
    return column
