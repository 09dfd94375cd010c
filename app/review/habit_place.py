"""One habit for next time: what to do, the moment it was not done, and what to say instead."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.desktop.text import button, label
from app.export.story import habit_words, how_often
from app.look import BODY, LEAD, TITLE
from app.review.call_part import CallPart
from app.review.calls_behind import CallsBehind
from app.review.linked import Linked, figures
from app.review.open_call import OpenCall
from app.review.said import Instead, Said
from coaching.habit import Habit

BARRIERS = "barriers"
"""The name of everything that got in the way, for `number_wanted`."""
_MOMENT, _CALLS = "moment", "calls"


class HabitPlace(QWidget):
    """found: None when nothing got in the way. calls: the latest calls that had it, this one last. practised: the rep
    has chosen to practise it."""

    chosen = Signal(float)
    practise_wanted = Signal(str, bool)
    number_wanted = Signal(str)
    """How often it came up: its barrier."""
    call_wanted = Signal(str)

    def __init__(self, found: Habit | None, calls: Sequence[CallPart] = (), *, practised: bool = False) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop)
        if found is None:
            self._column.addWidget(label("One habit for next time", BODY, "ink2"))
            self.title = label("Keep doing what you did.", TITLE)
            self._column.addWidget(self.title)
            self._column.addWidget(label("Nothing got in the way in this call.", LEAD, "ink2"))
            return
        self._column.addWidget(label("One habit for next time", BODY, "ink2"))
        self.title = label(found.title, TITLE)
        self._column.addWidget(self.title)
        self._how_often(found, calls)
        self._column.addSpacing(8)
        for said in habit_words(found):
            line = Said(said["speaker"], said["start"], said["text"])
            line.chosen.connect(self.chosen)
            self._column.addWidget(line)
        if found.instead:
            self._column.addSpacing(4)
            self._column.addWidget(Instead(found.instead))
        self._column.addSpacing(12)
        self._column.addLayout(self._buttons(found, practised))
        self.why = Linked.to(BARRIERS, found.chosen_for, BODY, "ink2")
        self.why.linkActivated.connect(self.number_wanted)
        self.why.hide()
        self._column.addWidget(self.why)

    @classmethod
    def of(cls, call: OpenCall) -> HabitPlace:
        """The habit of this call, as far as the calls before it are known."""
        found = call.habit()
        return cls(found, call.calls_with(found) if found else (), practised=call.practises(found))

    def _how_often(self, found: Habit, calls: Sequence[CallPart]) -> None:
        """How often and why; each figure leads to what it is made of: moments, calls, the moment."""
        often = how_often(found)
        links = dict.fromkeys(figures(found.why), _MOMENT)
        links |= {often.split(" in ")[0]: BARRIERS, f"{found.calls} of your last {found.of_calls} calls": _CALLS}
        sentence = Linked(f"{often} {found.why}", links, BODY, "ink2")
        behind = CallsBehind(calls)
        behind.call_wanted.connect(self.call_wanted)
        leads: dict[str, Callable[[], None]] = {
            _MOMENT: lambda: self.chosen.emit(found.nudge["at"]),
            _CALLS: behind.toggle,
            BARRIERS: lambda: self.number_wanted.emit(BARRIERS),
        }
        sentence.linkActivated.connect(lambda name: leads[name]())
        self.often, self.calls = sentence, behind
        self._column.addWidget(sentence)
        self._column.addWidget(behind)

    def _buttons(self, found: Habit, practised: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.see = button("See the moment", "primary")
        self.see.clicked.connect(lambda: self.chosen.emit(found.nudge["at"]))
        self.practise = button("Practising it next call" if practised else "Practise it next call", "choice")
        self.practise.setCheckable(True)
        self.practise.setChecked(practised)
        self.practise.setToolTip("The coach tells you every time, also if it had begun to fade.")
        self.practise.clicked.connect(lambda on: self.practise_wanted.emit(found.rule, on))
        self.practise.toggled.connect(
            lambda on: self.practise.setText("Practising it next call" if on else "Practise it next call")
        )
        why_this = button("Why this one", "link")
        why_this.clicked.connect(lambda: self.why.setVisible(self.why.isHidden()))
        for one in (self.see, self.practise, why_this):
            row.addWidget(one)
        row.addStretch(1)
        return row
