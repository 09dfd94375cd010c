"""The review window: one call's pages, the list of all calls, and the trends over them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QToolTip, QVBoxLayout, QWidget

from app.desktop.background import Errands
from app.desktop.text import label, rule
from app.desktop.theme import Theme
from app.export.moments import Moment
from app.export.story import title, when
from app.fonts import font
from app.history import FadingChoices, history
from app.journal import Journal, JournalError
from app.look import LEAD, SMALL
from app.review.barriers_page import HeldAndHindered
from app.review.calls_model import named
from app.review.calls_page import CallsPage
from app.review.exporting import export_menu
from app.review.habit_place import HabitPlace
from app.review.header import CALLS, PILLARS, REPORT, REVIEW, TRENDS, Header
from app.review.open_call import OpenCall
from app.review.overview import Overview
from app.review.playback import Playback
from app.review.report_page import ReportPage
from app.review.style import Ground
from app.review.trends_page import TrendsPage
from app.settings.coach_file import CoachFile
from coaching.call_summary import CallSummary
from coaching.limits import Limits

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
        QToolTip.setFont(font(SMALL))
        self._journal = journal
        self.theme = theme or Theme()
        self._choices = FadingChoices()
        self._call: OpenCall | None = None
        self._errands = Errands()
        self._closed = True
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
        middle = Ground()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(rule())
        column.addWidget(self.pages, 1)
        self.setCentralWidget(middle)

    def _connect(self) -> None:
        self.header.page_wanted.connect(self.show_page)
        self.header.export.setMenu(
            export_menu(self, lambda: self._call.reviewed_log() if self._call else {}, self.header.say)
        )
        self.calls.opened.connect(self.open_call)
        self.calls.deleted.connect(self._on_deleted)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self._find)
        QShortcut(QKeySequence("Ctrl+Shift+F"), self, self._find_in_all)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Close), self, self.close)

    # Calls and pages

    def open_call(self, id: str, at_s: float = -1.0) -> None:
        """Shows the review of this call, at this moment if it is 0 or more. One that is gone is said to be."""
        try:
            self._call = call = OpenCall(self._journal, id, self._choices)
        except JournalError as error:
            self._close_call()
            self.header.say(str(error))
            return
        self._forget(REVIEW, PILLARS, REPORT)
        name = named(call.log["call"]["customer"], call.log["call"]["company"]) or title(call.log)
        self.header.show_call(name, when(call.log))
        self.setWindowTitle(f"{name} – Courtside review")
        if not call.all_known:
            self._errands.run("history", call.read_earlier, partial(self._on_earlier, call), self.header.say)
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
        if name in (REVIEW, PILLARS, REPORT) and self._call is None:
            name = CALLS
        if name == TRENDS:
            self._forget(TRENDS)
        if name not in self._made:
            self._add(name, self._make(name))
        if name == CALLS:
            self.calls.refresh()
        self.pages.setCurrentWidget(self._made[name])
        self.header.show_page(name)
        self.setMinimumWidth(max(LEAST_PX[0], self.header.minimumSizeHint().width()))
        self.pages.setFocus()  # on no control yet: Tab goes to the page's first

    @property
    def session(self) -> str | None:
        """The id of the call that is open."""
        return None if self._call is None else self._call.id

    @property
    def page(self) -> QWidget | None:
        """What is shown."""
        return self.pages.currentWidget()

    def _make(self, name: str) -> QWidget:
        if name == TRENDS:
            return self._make_trends()
        assert self._call is not None
        if name == REVIEW:
            return self._make_overview(self._call)
        if name == PILLARS:
            pillars = HeldAndHindered(self._call.log)
            pillars.chosen.connect(self.go_to)
            pillars.judged.connect(self._judge)
            pillars.opened.connect(lambda: self._color_part(pillars))
            return pillars
        page = ReportPage(self._call.log)
        page.edited.connect(partial(self._keep, self._call.keep_report))
        return page

    def _make_overview(self, call: OpenCall) -> Overview:
        page = Overview(call.log, HabitPlace.of(call), Playback.of(call.sound) if call.sound else None)
        page.said.connect(self.header.say)
        page.words.corrected.connect(self._correct)
        page.practise_wanted.connect(self._practise)
        page.bookmark_wanted.connect(self._bookmark)
        page.number_wanted.connect(self._open_number)
        page.call_wanted.connect(self.open_call)
        return page

    def _make_trends(self) -> QWidget:
        """Calls that have not been summed up yet are read off the GUI thread first."""
        self._errands.run("trends", lambda: history(self._journal), self._show_trends, self.header.say)
        reading = label("Reading your calls …", LEAD, "ink2")
        reading.setContentsMargins(32, 24, 32, 0)
        reading.setAlignment(Qt.AlignmentFlag.AlignTop)
        return reading

    def _show_trends(self, calls: list[CallSummary], kind: str = "") -> None:
        page = TrendsPage(calls, self._choices, Limits.of(CoachFile().personal.settings), kind)
        page.call_wanted.connect(self.open_call)
        page.calls_wanted.connect(lambda: self.show_page(CALLS))
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

    def _on_earlier(self, call: OpenCall, earlier: list[CallSummary]) -> None:
        """The calls before are read: what recurs may be another habit."""
        call.earlier = earlier
        page = self._made.get(REVIEW)
        if call is self._call and isinstance(page, Overview):
            page.show_habit(HabitPlace.of(call))
            self._color_part(page.habit)

    def _close_call(self) -> None:
        self._call = None
        self._forget(REVIEW, PILLARS, REPORT)
        self.header.show_call("", "")
        self.show_page(CALLS)

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

    def _correct(self, turn: Moment, text: str) -> None:
        assert self._call is not None
        if not turn.kind.is_turn:
            if self._keep(self._call.note, turn, text):
                self.open_call(self._call.id, turn.at_s)
        elif self._keep(self._call.correct, turn, text):
            then = partial(self._on_heard_anew, self._call.id)
            self._errands.run("hear-anew", self._call.hear_anew, then, self.header.say)
            self.open_call(self._call.id, turn.at_s)

    def _on_heard_anew(self, id: str, _: object) -> None:
        """What was made of the corrected words is in the journal: the review shows it where it stands."""
        page = self._made.get(REVIEW)
        if self._closed or self.session != id or not isinstance(page, Overview) or page.words.editing:
            return
        shown, at_s = self.header.page, page.timeline.cursor_s
        self.open_call(id, -1.0 if at_s is None else at_s)
        self.show_page(shown)
        self.header.say("Needs, questions and numbers follow your correction. Nudges stay as they were.")

    def _bookmark(self, at_s: float) -> None:
        assert self._call is not None
        if self._keep(self._call.bookmark, at_s):
            self.open_call(self._call.id, at_s)

    def _judge(self, nudge_id: int, fair: bool) -> None:
        assert self._call is not None
        if self._keep(partial(self._call.judge, fair=fair), nudge_id):
            self.open_call(self._call.id)
            self.show_page(PILLARS)

    def _practise(self, rule_id: str, on: bool) -> None:
        assert self._call is not None
        self._keep(self._call.practise, rule_id, on)

    def _keep(self, keep: Callable[..., None], *what: object) -> bool:
        """Keeps what the rep did; what stands in the way is said."""
        try:
            keep(*what)
        except (JournalError, OSError) as error:
            self.header.say(f"That could not be kept. {error}")
            return False
        return True

    def _on_deleted(self, ids: list[str]) -> None:
        if self.session in ids:
            self._close_call()

    def showEvent(self, event: QShowEvent) -> None:
        self._closed = False
        super().showEvent(event)

    def join(self) -> None:
        """Waits for what the window has on its way."""
        self._errands.join()
        self.calls.join()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._closed = True  # nobody waits: what is on its way ends by itself, or with `join`
        super().closeEvent(event)

    def _color_part(self, part: QWidget) -> None:
        """Pages made later than the window take its colours, too."""
        for one in (part, *part.findChildren(QWidget)):
            if hasattr(one, "set_colors"):
                one.set_colors(self.theme.palette)
