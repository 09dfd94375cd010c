"""What got in the way: each barrier that was met, opened to its evidence; the others on one line."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.desktop.text import button, label, rule
from app.export.moments import Kind
from app.export.story import BARRIERS, how_many, said_by_coach, words_of
from app.look import BODY, LEAD_STRONG, NUDGE, SMALL
from app.review.linked import Linked
from app.review.said import Said
from app.review.strokes import Stroke, Strokes
from coaching.habit import unfair_nudges

AT_ONCE = 2
OTHERS: dict[str | None, str] = {"knowing": "No business outcome named", None: "Beside the seven"}
"""Nudges that stand under none of the seven barriers are shown all the same."""


class Barriers(QWidget):
    """unfair: the rep takes a nudge's being unfair on or back: its id, whether it was fair."""

    chosen = Signal(float)
    judged = Signal(int, bool)
    opened = Signal(bool)

    def __init__(self, log: dict[str, Any]) -> None:
        super().__init__()
        self._log = log
        self._unfair = unfair_nudges(log)
        self.barriers: list[Barrier] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(label("What got in the way", NUDGE))
        for key, name in [*BARRIERS.items(), *OTHERS.items()]:
            nudges = [nudge for nudge in log["nudges"] if nudge["barrier"] == key]
            if not nudges:
                continue
            made = Barrier(name, nudges, log["call"]["duration_s"], self._unfair)
            made.chosen.connect(self.chosen)
            made.judged.connect(self.judged)
            made.opened.connect(self.opened)
            self.barriers.append(made)
            column.addWidget(rule())
            column.addWidget(made)
        column.addWidget(rule())
        spared = [name.lower() for key, name in BARRIERS.items() if not log["barriers"][key]["count"]]
        if spared:
            column.addWidget(label(f"Not in this call: {', '.join(spared)}.", BODY, "ink2"))
        column.addStretch(1)


class Barrier(QWidget):
    """One barrier: how often, when, and both sides' words for each time."""

    chosen = Signal(float)
    judged = Signal(int, bool)
    opened = Signal(bool)

    def __init__(self, name: str, nudges: list[dict[str, Any]], duration_s: float, unfair: set[int]) -> None:
        super().__init__()
        self._nudges, self._unfair = nudges, unfair
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        times = how_many(len(nudges))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(label(name, LEAD_STRONG), 3)
        self.count = button(times, "number", f"{name}: {times}. Its moments")
        self.count.setCheckable(True)
        self.count.setMinimumWidth(64)
        row.addWidget(self.count)
        strokes = [Stroke(n["at"], said_by_coach(n), kind=Kind.SHOWN if n["shown"] else Kind.HELD_BACK) for n in nudges]
        line = Strokes(strokes, duration_s, f"{name}, {times}")
        line.chosen.connect(self.chosen)
        row.addWidget(line, 2)
        self._column.addLayout(row)
        self._told = QWidget()
        self._list = QVBoxLayout(self._told)
        self._list.setContentsMargins(0, 0, 0, 4)
        self._list.setSpacing(4)
        self._column.addWidget(self._told)
        self.count.toggled.connect(self._show)
        self._made = 0
        self._add(AT_ONCE)

    def _show(self, all_of_them: bool) -> None:
        if all_of_them:
            self._add(len(self._nudges))
        for number in range(self._list.count()):
            if (item := self._list.itemAt(number)) and (widget := item.widget()):
                widget.setVisible(all_of_them or number < AT_ONCE)
        self.opened.emit(all_of_them)

    def _add(self, up_to: int) -> None:
        for nudge in self._nudges[self._made : up_to]:
            self._list.addWidget(self._evidence(nudge))
        self._made = max(self._made, min(up_to, len(self._nudges)))

    def _evidence(self, nudge: dict[str, Any]) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(2)
        for said in words_of(nudge):
            line = Said(said["speaker"], said["start"], said["text"])
            line.chosen.connect(self.chosen)
            column.addWidget(line)
        row = QHBoxLayout()
        row.setContentsMargins(76, 0, 0, 0)
        row.setSpacing(8)
        held = "" if nudge["shown"] else "Held back. "
        why = Linked.to("moment", f"{held}{nudge['why']}", BODY, "ink2")
        why.linkActivated.connect(lambda: self.chosen.emit(nudge["at"]))
        row.addWidget(why, 1)
        row.addWidget(self._judge(nudge), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        return made

    def _judge(self, nudge: dict[str, Any]) -> QWidget:
        id = nudge.get("id")
        if id is None:
            return label("", SMALL)
        fair = id not in self._unfair
        judge = button("Not fair?" if fair else "Not fair. Take it back", "link")
        judge.clicked.connect(lambda: self.judged.emit(id, not fair))
        return judge
