"""The window's head: where the rep is, the way to the other pages, and what leaves the window."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from app.desktop.text import button, label, say
from app.fonts import font
from app.look import BODY, BODY_MEDIUM, SMALL, Style

CALLS, REVIEW, PILLARS, REPORT, TRENDS = "calls", "review", "pillars", "report", "trends"
TABS = {REVIEW: "Review", PILLARS: "Pillars and barriers", TRENDS: "Over your calls"}
SAID_MS = 6000


class Elided(QLabel):
    """One line that gives way where there is no room; all of it is in its tooltip and for screen readers."""

    def __init__(self, style: Style, ink: str = "ink", least_px: int = 0) -> None:
        super().__init__()
        self._least_px = least_px
        self.setFont(font(style))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("ink", ink)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self._least_px, self.sizeHint().width()), super().minimumSizeHint().height())

    @property
    def _shown(self) -> str:
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.setToolTip("" if self._shown == self.text() else self.text())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, self._shown)


class Header(QWidget):
    page_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 8, 20, 8)
        row.setSpacing(12)
        self.calls = button("Calls", "tab", "All calls")
        self.calls.clicked.connect(lambda: self.page_wanted.emit(CALLS))
        row.addWidget(self.calls)
        self._slash = label("/", BODY, "ink3", wrap=False)
        self._title = Elided(BODY_MEDIUM, least_px=220)
        self._when = Elided(BODY, "ink2")
        row.addWidget(self._slash)
        row.addWidget(self._title)
        row.addWidget(self._when)
        row.addStretch(1)
        self._said = label("", SMALL, "ink2")
        row.addWidget(self._said, 100)
        self.tabs = {name: button(text, "tab") for name, text in TABS.items()}
        for name, tab in self.tabs.items():
            tab.setCheckable(True)
            tab.clicked.connect(lambda _=False, name=name: self.page_wanted.emit(name))
            row.addWidget(tab)
        self.export = button("Export", "small", "Export this call")
        self.report = button("Report it back", "small")
        self.report.clicked.connect(lambda: self.page_wanted.emit(REPORT))
        row.addWidget(self.export)
        row.addWidget(self.report)
        self._fade = QTimer(self, singleShot=True, interval=SAID_MS)
        self._fade.timeout.connect(lambda: self._show_said(""))
        self.page = ""
        self.show_call("", "")

    def show_call(self, title: str, when: str) -> None:
        """The call that is open; none when the title is empty."""
        say(self._title, title)
        say(self._when, when)
        for one in (self.tabs[REVIEW], self.tabs[PILLARS]):
            one.setVisible(bool(title))
        self._show_said(self._said.text())

    def show_page(self, name: str) -> None:
        self.page = name
        for page, tab in self.tabs.items():
            tab.setChecked(page == name)
        of_a_call = name in (REVIEW, PILLARS, REPORT)
        self.export.setVisible(of_a_call)
        self.report.setVisible(of_a_call)
        self.calls.setChecked(name == CALLS)

    def say(self, text: str) -> None:
        """A sentence in place of the call's name that goes away by itself."""
        self._show_said(text)
        self._fade.start()

    def _show_said(self, text: str) -> None:
        say(self._said, text)
        self._said.setVisible(bool(text))
        for one in (self._slash, self._title, self._when):
            one.setVisible(bool(self._title.text()) and not text)
