"""Over your calls: a sentence first, then each measure's dots, then where the coach is fading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.desktop.segments import Segments
from app.desktop.text import button, label, rule
from app.export.story import how_many
from app.history import FadingChoices
from app.look import BODY, BODY_MEDIUM, LEAD, LEAD_STRONG, TITLE, Style
from app.review.call_part import CallPart
from app.review.calls_behind import CallsBehind
from app.review.calls_model import when
from app.review.linked import Linked
from app.review.sheet import Sheet
from app.review.trend_chart import TrendChart
from coaching.call_summary import CallSummary
from coaching.fading import Choice, Fade, fades
from coaching.instead import PRACTICES
from coaching.limits import Limits
from coaching.trends import Trend, headline, trends


class TrendsPage(Sheet):
    """calls: the latest, oldest first. limits: the targets that are in force now."""

    call_wanted = Signal(str)
    calls_wanted = Signal()
    """The list of all calls is wanted."""
    decided = Signal()
    """The rep decided how a rule fades: the page wants to be made anew."""

    def __init__(self, calls: Sequence[CallSummary], choices: FadingChoices, limits: Limits, kind: str = "") -> None:
        super().__init__()
        self._choices = choices
        self._calls = [call for call in calls if call.spoken]
        kinds = list(dict.fromkeys(call.kind for call in reversed(self._calls)))
        self.kind = kind if kind in kinds else kinds[0] if kinds else "discovery"
        self.kind_wanted = Segments({one: one.capitalize() for one in kinds} or {self.kind: ""}, "Kind of call")
        self.kind_wanted.set_value(self.kind)
        self.kind_wanted.setVisible(len(kinds) > 1)
        self.trends = trends([call for call in self._calls if call.kind == self.kind], self.kind, limits)
        self.charts: list[TrendChart] = []
        self._lay_out()

    def _lay_out(self) -> None:
        column = self.column
        column.setSpacing(4)
        lead, under = headline(self.trends)
        top = QHBoxLayout()
        top.addWidget(self._of_all_calls(self._which(), BODY, "ink2"), 1)
        top.addWidget(self.kind_wanted)
        column.addLayout(top)
        column.addWidget(self._of_all_calls(lead, TITLE))
        if under:
            column.addWidget(self._of_all_calls(under, LEAD, "ink2"))
        column.addSpacing(20)
        worth_a_chart = [trend for trend in self.trends if not _slipped_once(trend)]
        for at in range(0, len(worth_a_chart), 2):
            row = QHBoxLayout()
            row.setSpacing(56)
            for trend in worth_a_chart[at : at + 2]:
                row.addWidget(self._trend(trend), 1, Qt.AlignmentFlag.AlignTop)
            if len(worth_a_chart) == at + 1:
                row.addStretch(1)
            column.addLayout(row)
            column.addSpacing(28)
        once = {trend.measure.title.lower(): _slipped_in(trend) for trend in self.trends if _slipped_once(trend)}
        if once:
            sentence = Linked(f"In one call only: {', '.join(once)}.", once, BODY, "ink2")
            sentence.linkActivated.connect(self.call_wanted)
            column.addWidget(sentence)
            column.addSpacing(28)
        self._fading(column)
        column.addStretch(1)

    def _which(self) -> str:
        of_kind = [call for call in self._calls if call.kind == self.kind]
        if not of_kind:
            return "Over your calls"
        count = "one call" if len(of_kind) == 1 else f"the last {len(of_kind)} calls"
        return f"Over your {self.kind} calls: {count}, since {_day(of_kind[0].started)}"

    def _of_all_calls(self, text: str, style: Style, ink: str = "ink") -> Linked:
        """A sentence whose figures lead to the list of calls."""
        made = Linked.to("calls", text, style, ink)
        made.linkActivated.connect(lambda: self.calls_wanted.emit())
        return made

    def _trend(self, trend: Trend) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(label(trend.measure.title, LEAD_STRONG))
        behind = self._behind((point.id, trend.measure.shown(point.value)) for point in trend.points)
        column.addWidget(_opening(behind, trend.measure.what, BODY, "ink2"))
        if trend.drawn:
            chart = TrendChart(trend)
            chart.call_wanted.connect(self.call_wanted)
            self.charts.append(chart)
            column.addWidget(chart)
            target = ""
            if trend.target is not None and trend.target_source != "none":
                target = f" Dashed: {trend.measure.shown(trend.target)}, {trend.target_source}."
            column.addWidget(_opening(behind, f"{trend.sentence}{target}", BODY, "ink2"))
        else:
            column.addSpacing(12)
            column.addWidget(_opening(behind, trend.sentence, LEAD))
        column.addWidget(behind)
        return made

    def _behind(self, values: Iterable[tuple[str, str]]) -> CallsBehind:
        """The calls of these ids, each with its value."""
        calls = {call.id: call for call in self._calls}
        made = CallsBehind([CallPart(id, calls[id].started, calls[id].customer, value) for id, value in values])
        made.call_wanted.connect(self.call_wanted)
        return made

    def _fading(self, column: QVBoxLayout) -> None:
        column.addWidget(label("Where the coach is fading", LEAD_STRONG))
        found = fades([call.slips for call in self._calls], self._choices.read())
        if not found:
            column.addSpacing(4)
            nowhere = "Nowhere yet. What you keep for five calls, it says less often."
            column.addWidget(self._of_all_calls(nowhere, BODY, "ink2"))
        for fade in found:
            column.addSpacing(8)
            column.addWidget(rule())
            column.addSpacing(4)
            column.addWidget(self._fade(fade))

    def _fade(self, fade: Fade) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.setSpacing(16)
        column.addLayout(row)
        behind = self._behind((call.id, _times(call.slips.get(fade.rule, 0))) for call in self._calls)
        column.addWidget(behind)
        practice = PRACTICES.get(fade.rule)
        name = label(practice.habit if practice else fade.rule, BODY_MEDIUM)
        name.setFixedWidth(260)
        row.addWidget(name)
        row.addWidget(_opening(behind, fading_words(fade), BODY, "ink2"), 1)
        text, choice = _way_out(fade)
        decide = button(text, "small", f"{text}: {name.text()}")
        decide.clicked.connect(lambda: self._decide(fade.rule, choice))
        row.addWidget(decide)
        return made

    def _decide(self, rule: str, choice: Choice | None) -> None:
        self._choices.decide(rule, choice)
        self.decided.emit()


def _slipped_once(trend: Trend) -> bool:
    """A habit that slipped in a single call has no course to draw."""
    return bool(trend.measure.rule) and sum(point.value > 0 for point in trend.points) == 1


def _slipped_in(trend: Trend) -> str:
    """The first call in which it did."""
    return next(point.id for point in trend.points if point.value > 0)


def _opening(behind: CallsBehind, text: str, style: Style, ink: str = "ink") -> Linked:
    """A sentence whose figures open the calls behind them."""
    made = Linked.to("calls", text, style, ink)
    made.linkActivated.connect(lambda: behind.toggle())
    return made


def _times(count: int) -> str:
    return how_many(count) if count else "kept"


def _day(started: str) -> str:
    """ "Tue 24 Nov 2026"."""
    return when(started).split(",")[0]


def fading_words(fade: Fade) -> str:
    """How a rule stands, in a sentence."""
    if fade.choice is Choice.BACK:
        return "You are practising this. It is said every time."
    if fade.choice is Choice.FADED:
        return "You left it faded. It waits twice as long."
    if fade.slipped:
        return "It slipped in your last call. Back to every time."
    much = "twice" if fade.factor <= 2 else f"{fade.factor:.0f} times"
    return f"Kept for {fade.kept} calls. It waits {much} as long before it speaks."


def _way_out(fade: Fade) -> tuple[str, Choice | None]:
    if fade.choice is not None:
        return "Leave it to the coach", None
    return ("Leave it faded", Choice.FADED) if fade.slipped else ("Bring it back", Choice.BACK)
