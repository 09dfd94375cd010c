"""The review window: one call's pages, the list of all calls, and the trends over them."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.desktop.background import Errands
from app.desktop.text import label, rule
from app.desktop.theme import Theme
from app.export.report import Report
from app.export.story import title, when
from app.history import FadingChoices, count_before, history, sum_up
from app.journal import Journal, JournalError, log_of
from app.journal.events import Corrected, Feedback, ReportEdited
from app.look import LEAD, Palette
from app.review.barriers_page import HeldAndHindered
from app.review.calls_model import named
from app.review.calls_page import CallsPage
from app.review.exporting import export_menu
from app.review.header import CALLS, PILLARS, REPORT, REVIEW, TRENDS, Header
from app.review.moments import Kind, Moment
from app.review.overview import Overview
from app.review.report_page import ReportPage
from app.review.style import review_style
from app.review.trends_page import TrendsPage
from audio.frames import Speaker
from coaching.call_summary import CallSummary
from coaching.fading import Choice
from coaching.habit import Habit, habit

LEAST_PX = (900, 600)
USUAL_PX = (1240, 860)


class ReviewWindow(QMainWindow):
    """Opens at a call's review, or at the list of calls when there is no such call. GUI thread only.

    theme: light or dark for all windows; by default as the system has it.
    """

    def __init__(self, journal: Journal, session_id: str = "", theme: Theme | None = None) -> None:
        super().__init__()
        self.setWindowTitle("Courtside review")
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setMinimumSize(*LEAST_PX)
        self.resize(*USUAL_PX)
        self._journal = journal
        self.theme = theme or Theme()
        self._choices = FadingChoices()
        self._log: dict[str, Any] | None = None
        self._earlier: list[CallSummary] = []
        self._errands = Errands()
        self.header = Header()
        self.pages = QStackedWidget()
        self.calls = CallsPage(journal)
        self._made: dict[str, QWidget] = {CALLS: self.calls}
        self.pages.addWidget(self.calls)
        self._lay_out()
        self._connect()
        self.theme.dress(self)
        if session_id:
            self.open_call(session_id)
        else:
            self.show_page(CALLS)

    def _lay_out(self) -> None:
        middle = _Ground()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(rule())
        column.addWidget(self.pages, 1)
        self.setCentralWidget(middle)

    def _connect(self) -> None:
        self.header.page_wanted.connect(self.show_page)
        self.header.export.setMenu(export_menu(self, lambda: self._log or {}, self.header.say))
        self.calls.opened.connect(self.open_call)
        self.calls.deleted.connect(self._on_deleted)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self._find)
        QShortcut(QKeySequence("Ctrl+Shift+F"), self, self._find_in_all)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Close), self, self.close)

    # Calls and pages

    def open_call(self, id: str, at_s: float = -1.0) -> None:
        """Shows the review of this call, at this moment if it is 0 or more. One that is gone is said to be."""
        try:
            self._log = log_of(self._journal, id)
            self._look_back(id)
        except JournalError as error:
            self._log = None
            self.header.show_call("", "")
            self.show_page(CALLS)
            self.header.say(str(error))
            return
        self._forget(REVIEW, PILLARS, REPORT)
        name = named(self._log["call"]["customer"], self._log["call"]["company"]) or title(self._log)
        self.header.show_call(name, when(self._log))
        self.setWindowTitle(f"{name} – Courtside review")
        self.show_page(REVIEW)
        if at_s >= 0:
            self.go_to(at_s)

    def go_to(self, at_s: float) -> None:
        """The timeline and the words at this moment."""
        self.show_page(REVIEW)
        page = self._made[REVIEW]
        assert isinstance(page, Overview)
        page.go_to(at_s)

    def show_page(self, name: str) -> None:
        if name in (REVIEW, PILLARS, REPORT) and self._log is None:
            name = CALLS
        if name == TRENDS:
            self._forget(TRENDS)
        if name not in self._made:
            self._add(name, self._make(name))
        if name == CALLS:
            self.calls.refresh()
        self.pages.setCurrentWidget(self._made[name])
        self.header.show_page(name)
        self.pages.setFocus()  # on no control yet: Tab goes to the page's first

    @property
    def session(self) -> str | None:
        """The id of the call that is open."""
        return None if self._log is None else self._log["call"]["id"]

    @property
    def page(self) -> QWidget | None:
        """What is shown."""
        return self.pages.currentWidget()

    def _make(self, name: str) -> QWidget:
        if name == TRENDS:
            return self._make_trends()
        assert self._log is not None
        if name == REVIEW:
            return self._make_overview(self._log)
        if name == PILLARS:
            pillars = HeldAndHindered(self._log)
            pillars.chosen.connect(self.go_to)
            pillars.judged.connect(self._judge)
            pillars.opened.connect(lambda: self._color_part(pillars))
            return pillars
        page = ReportPage(self._log)
        page.edited.connect(self._keep_report)
        return page

    def _make_overview(self, log: dict[str, Any]) -> Overview:
        found, practised = self._habit(log)
        page = Overview(log, found, practised=practised)
        page.words.corrected.connect(self._correct)
        page.practise_wanted.connect(self._practise)
        page.number_wanted.connect(self._open_number)
        return page

    def _habit(self, log: dict[str, Any]) -> tuple[Habit | None, bool]:
        """The one habit, and whether the rep practises it."""
        found = habit(log, [call.slips for call in self._earlier])
        return found, found is not None and self._choices.read().get(found.rule) is Choice.BACK

    def _make_trends(self) -> QWidget:
        """Calls that have not been summed up yet are read off the GUI thread first."""
        self._errands.run("trends", lambda: history(self._journal), self._show_trends, self.header.say)
        reading = label("Reading your calls …", LEAD, "ink2")
        reading.setContentsMargins(32, 24, 32, 0)
        reading.setAlignment(Qt.AlignmentFlag.AlignTop)
        return reading

    def _show_trends(self, calls: list[CallSummary], kind: str = "") -> None:
        page = TrendsPage(calls, self._choices, kind)
        page.call_wanted.connect(self.open_call)
        page.decided.connect(lambda: self._show_trends(calls, page.kind))
        page.kind_wanted.changed.connect(lambda wanted: self._show_trends(calls, wanted))
        shown = TRENDS in self._made and self.page is self._made[TRENDS]
        self._forget(TRENDS)
        self._add(TRENDS, page)
        if shown:
            self.pages.setCurrentWidget(page)

    def _add(self, name: str, page: QWidget) -> None:
        self._made[name] = page
        self.pages.addWidget(page)
        self._color_part(page)

    def _forget(self, *names: str) -> None:
        for name in names:
            if (page := self._made.pop(name, None)) is not None:
                self.pages.removeWidget(page)
                page.deleteLater()

    def _look_back(self, id: str) -> None:
        """The calls before this one, at once as far as they are summed up; the others are read meanwhile."""
        assert self._log is not None
        if not self._journal.session(id).live:
            sum_up(self._journal, id, self._log)
        known = history(self._journal, before=id, known_only=True)
        self._earlier = [call for call in known if call.spoken]
        if len(known) < count_before(self._journal, id):
            read = partial(history, self._journal, before=id)
            self._errands.run("history", read, partial(self._on_history, id), self.header.say)

    def _on_history(self, id: str, calls: list[CallSummary]) -> None:
        if self._log is None or self._log["call"]["id"] != id:
            return
        self._earlier = [call for call in calls if call.spoken]
        page = self._made.get(REVIEW)
        if isinstance(page, Overview):
            found, practised = self._habit(self._log)
            page.show_habit(found, practised=practised)
            self._color_part(page.habit)

    # What the rep does

    def _find(self) -> None:
        page = self.page
        if isinstance(page, Overview):
            page.words.search.setFocus()
        else:
            self._find_in_all()

    def _find_in_all(self) -> None:
        self.show_page(CALLS)
        self.calls.search.setFocus()

    def _open_number(self, name: str) -> None:
        self.show_page(PILLARS)
        page = self._made[PILLARS]
        assert isinstance(page, HeldAndHindered)
        page.open_number(name)

    def _correct(self, moment: Moment, text: str) -> None:
        speaker = Speaker.REP if moment.kind is Kind.REP else Speaker.CUSTOMER
        self._keep(Corrected(moment.at_s, speaker, moment.at_s, moment.end_s, text), moment.at_s)

    def _judge(self, nudge_id: int, fair: bool) -> None:
        assert self._log is not None
        nudge = next(nudge for nudge in self._log["nudges"] if nudge.get("id") == nudge_id)
        self._keep(Feedback(nudge["at"], nudge_id, fair), None)
        self.show_page(PILLARS)

    def _keep_report(self, made: Report) -> None:
        assert self._log is not None
        event = ReportEdited(
            self._log["call"]["duration_s"],
            made.about,
            made.title,
            made.why,
            made.understood,
            made.agreed,
            made.next_step,
            made.still_open,
        )
        try:
            self._journal.add(self._log["call"]["id"], event)
        except JournalError as error:
            self.header.say(str(error))

    def _keep(self, event: object, at_s: float | None) -> None:
        """Keeps it with the call, and reads the call anew."""
        assert self._log is not None
        id = self._log["call"]["id"]
        try:
            self._journal.add(id, event)
        except JournalError as error:
            self.header.say(str(error))
            return
        self.open_call(id, -1.0 if at_s is None else at_s)

    def _practise(self, rule_id: str, on: bool) -> None:
        try:
            self._choices.decide(rule_id, Choice.BACK if on else None)
        except OSError as error:
            self.header.say(f"That could not be kept: {error.strerror}.")

    def _on_deleted(self, ids: list[str]) -> None:
        if self._log is not None and self._log["call"]["id"] in ids:
            self._log = None
            self._forget(REVIEW, PILLARS, REPORT)
            self.header.show_call("", "")
            self.header.show_page(CALLS)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._errands.join()
        super().closeEvent(event)

    def _color_part(self, part: QWidget) -> None:
        """Pages made later than the window take its colours, too."""
        for one in (part, *part.findChildren(QWidget)):
            if hasattr(one, "set_colors"):
                one.set_colors(self.theme.palette)


class _Ground(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def set_colors(self, palette: Palette) -> None:
        self.setStyleSheet(review_style(palette))
