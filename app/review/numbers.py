"""The numbers of a call: each with its target, and a click away from what it is made of."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.desktop.text import button, label
from app.export.moments import Kind
from app.export.story import Number, below_zero, numbers
from app.look import BODY
from app.review.evidence import Evidence, Opener, Part
from app.review.linked import Linked
from app.wording import time
from audio.frames import Speaker
from coaching.conversation import Conversation
from coaching.heard_again import events_from_log
from coaching.made_of import Piece, made_of

LABEL_PX, VALUE_PX = 190, 110


class TakenApart:
    """The conversation behind a log, built when a number is first opened."""

    def __init__(self, log: dict[str, Any]) -> None:
        self._log = log

    def pieces(self, metric: str) -> list[Piece]:
        asked = [(a["at"], a["end"], a["text"]) for a in self._log["asked"] if a["speaker"] == "rep"]
        return made_of(metric, self._talk, asked)

    def how(self, metric: str) -> str:
        """How the number is made of its pieces, with its own figures."""
        m = self._log["metrics"]
        if m[metric] is None:
            return "It cannot be known from what was heard."
        pieces = self.pieces(metric)
        rep, customer = time(m["rep_speech_s"] or 0), time(m["customer_speech_s"] or 0)
        count = len(pieces)
        match metric:
            case "talk_share":
                return f"You spoke {rep}, they spoke {customer}. Your part of both, silence left out:"
            case "rep_speech_s" | "customer_speech_s":
                return f"{count} stretches of speech, as voice activity hears them, added up:"
            case "longest_monologue_s":
                return "From its first word to its last, pauses and their “mm-hm” included:"
            case "longest_rally":
                return f"{count} turns in a row, each of 3 to 45 s; two make an exchange:"
            case "patience_s":
                return f"The middle one of {count} gaps; below 0 you began before their last word:"
            case "interruptions":
                return "You came in while they spoke, went on, and they stopped:" if count else "There was none."
            case "questions":
                return "Questions in your words, rhetorical ones left out:" if count else "None was heard."
            case "words_per_minute":
                return f"All your words by your {rep} of speech:"
            case _:
                return "Fillers in your words, by all your words:" if count else "No filler was heard."

    @cached_property
    def _talk(self) -> Conversation:
        talk = Conversation()
        for event in events_from_log(self._log):
            talk.hear(event)
        return talk


class NumberRow(Opener):
    """Label, value and where its target comes from; the value opens it."""

    def __init__(self, number: Number, apart: TakenApart) -> None:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        name = label(number.label, BODY)
        name.setFixedWidth(LABEL_PX)
        self.value = button(number.value, "number", f"{number.label}: {number.value}. What it is made of")
        self.value.setMinimumWidth(VALUE_PX)
        row.addWidget(name)
        row.addWidget(self.value)
        source = Linked.to(number.metric, number.source, BODY, "ink2")
        source.linkActivated.connect(self.value.click)
        row.addWidget(source, 1)
        self.of = number.metric
        super().__init__(head, self.value, lambda: _evidence(number.metric, apart))


def _evidence(metric: str, apart: TakenApart) -> Evidence:
    return Evidence(apart.how(metric), parts(apart.pieces(metric)))


def parts(pieces: Sequence[Piece]) -> list[Part]:
    """Pieces as evidence, the sides by their signs."""
    kinds = {Speaker.REP: Kind.REP, Speaker.CUSTOMER: Kind.CUSTOMER}
    return [Part(piece.start_s, kinds[piece.speaker], below_zero(piece.value), piece.text) for piece in pieces]


class Numbers(QWidget):
    """Rows for these metrics, in the story's order."""

    chosen = Signal(float)
    opened = Signal(bool)

    def __init__(self, log: dict[str, Any], apart: TakenApart, metrics: Sequence[str]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.rows = [NumberRow(number, apart) for number in numbers(log) if number.metric in metrics]
        for row in self.rows:
            row.chosen.connect(self.chosen)
            row.opened.connect(self.opened)
            column.addWidget(row)
