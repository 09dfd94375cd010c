"""The window's head: where the rep is, the way to the other pages, and what leaves the window."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.desktop.text import button, label, say
from app.look import BODY, BODY_MEDIUM, SMALL

CALLS, REVIEW, PILLARS, REPORT, TRENDS = "calls", "review", "pillars", "report", "trends"
TABS = {REVIEW: "Review", PILLARS: "Pillars and barriers", TRENDS: "Over your calls"}
SAID_MS = 6000


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
        self._title = label("", BODY_MEDIUM, wrap=False)
        self._when = label("", BODY, "ink2", wrap=False)
        self._title.setMinimumWidth(40)
        self._when.setMinimumWidth(0)
        for one in (self._slash, self._title, self._when):
            row.addWidget(one)
        row.addStretch(1)
        self._said = label("", SMALL, "ink2", wrap=False)
        row.addWidget(self._said)
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
        self._fade.timeout.connect(lambda: say(self._said, ""))
        self.show_call("", "")

    def show_call(self, title: str, when: str) -> None:
        """The call that is open; none when the title is empty."""
        say(self._title, title)
        say(self._when, when)
        for one in (self._slash, self._title, self._when, self.tabs[REVIEW], self.tabs[PILLARS]):
            one.setVisible(bool(title))

    def show_page(self, name: str) -> None:
        for page, tab in self.tabs.items():
            tab.setChecked(page == name)
        of_a_call = name in (REVIEW, PILLARS, REPORT)
        self.export.setVisible(of_a_call)
        self.report.setVisible(of_a_call)
        self.calls.setChecked(name == CALLS)

    def say(self, text: str) -> None:
        """One line that goes away by itself."""
        say(self._said, text)
        self._fade.start()
