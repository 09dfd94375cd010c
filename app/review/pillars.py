"""What held the call up: the four pillars as strokes on a line of time, the numbers, and the two foundations."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.desktop.text import button, label, rule
from app.export.story import PILLARS, below_zero, what_was
from app.fonts import font
from app.look import BODY, LEAD_STRONG, NUDGE
from app.review.evidence import Evidence, Opener, Part
from app.review.numbers import Numbers, TakenApart, parts
from app.review.strokes import Stroke, Strokes
from coaching.foundations import Foundation, Told, foundations

NAME_PX = 150
NUMBERS = {
    "genuine": ("filler_rate",),
    "dialogue": (
        *("talk_share", "rep_speech_s", "customer_speech_s", "longest_monologue_s", "longest_rally", "patience_s"),
        *("interruptions", "questions", "words_per_minute"),
    ),
}
"""Which numbers stand under which pillar (COACHING.md)."""


class Pillars(QWidget):
    chosen = Signal(float)
    opened = Signal(bool)

    def __init__(self, log: dict[str, Any], apart: TakenApart) -> None:
        super().__init__()
        self.numbers: list[Numbers] = []
        self.openers: list[Opener] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(label("What held it up", NUDGE))
        for key, name in PILLARS.items():
            column.addWidget(rule())
            column.addWidget(self._pillar(log, key, name))
            if key in NUMBERS:
                made = Numbers(log, apart, NUMBERS[key])
                made.setContentsMargins(0, 0, 0, 0)
                made.chosen.connect(self.chosen)
                made.opened.connect(self.opened)
                self.numbers.append(made)
                column.addWidget(made)
        column.addWidget(rule())
        for foundation in foundations(log):
            column.addLayout(self._foundation(foundation))
        column.addStretch(1)

    def _pillar(self, log: dict[str, Any], key: str, name: str) -> Opener:
        pillar = log["pillars"][key]
        moments = pillar.get("moments", [])
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        title = label(name, LEAD_STRONG)
        title.setFixedWidth(NAME_PX)
        row.addWidget(title)
        strokes = Strokes(
            [Stroke(moment["at"], what_was(moment), moment["helped"]) for moment in moments],
            log["call"]["duration_s"],
            f"{name}: {pillar['why']}",
        )
        strokes.chosen.connect(self.chosen)
        row.addWidget(strokes, 3)
        why = button(pillar["why"], "number", f"{name}: {pillar['why']} Its moments")
        why.setFont(font(BODY))
        row.addWidget(why, 2)
        up = sum(moment["helped"] for moment in moments)
        score = below_zero(str(pillar["score"]))
        how = f"{up} helped less {len(moments) - up} that got in the way gives the log’s score of {score}."
        shown = [
            Part(moment["at"], None, "helped" if moment["helped"] else "hindered", what_was(moment), spoken=False)
            for moment in moments
        ]
        return self._opener(Opener(head, why, lambda: Evidence(how, shown), NAME_PX + 12))

    def _foundation(self, foundation: Foundation) -> QHBoxLayout:
        """Its name, and beside it the sentences that are told of it, each opened to its own moments."""
        row = QHBoxLayout()
        row.setSpacing(12)
        title = label(foundation.name, LEAD_STRONG)
        title.setFixedWidth(NAME_PX)
        row.addWidget(title, 0, Qt.AlignmentFlag.AlignTop)
        sentences = QVBoxLayout()
        sentences.setSpacing(4)
        for told in foundation.told:
            sentences.addWidget(self._told(foundation.name, told))
        row.addLayout(sentences, 1)
        return row

    def _told(self, name: str, told: Told) -> Opener:
        sentence = button(told.sentence, "number", f"{name}: {told.sentence} Its moments")
        sentence.setFont(font(BODY))
        how = "The moments it is counted in:" if told.pieces else "No moment was heard."
        return self._opener(Opener(sentence, sentence, lambda: Evidence(how, parts(told.pieces))))

    def _opener(self, opener: Opener) -> Opener:
        opener.chosen.connect(self.chosen)
        opener.opened.connect(self.opened)
        self.openers.append(opener)
        return opener


class PillarStrokes(QWidget):
    """The four pillars at a glance, for the review's first page."""

    chosen = Signal(float)

    def __init__(self, log: dict[str, Any]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnMinimumWidth(0, 118)
        grid.setColumnStretch(1, 1)
        for row, (key, name) in enumerate(PILLARS.items()):
            pillar = log["pillars"][key]
            grid.addWidget(label(name, BODY, wrap=False), row, 0)
            moments = [Stroke(moment["at"], what_was(moment), moment["helped"]) for moment in pillar.get("moments", [])]
            strokes = Strokes(moments, log["call"]["duration_s"], f"{name}: {pillar['why']}")
            strokes.chosen.connect(self.chosen)
            grid.addWidget(strokes, row, 1)
