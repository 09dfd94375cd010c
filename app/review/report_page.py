"""Report it back: a letter for both managers, in the customer’s words. No scores, no coaching, no colours."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QResizeEvent, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.desktop.text import button, label, rule, say
from app.export import write_privately
from app.export.report import Report, report, report_html, report_markdown
from app.fonts import font
from app.look import BODY, LEAD, REPORTED, TITLE, Style

SHEET_PX = 720
PARAGRAPH_PX = 6
PARTS = (
    ("why", "Why we spoke", LEAD),
    ("understood", "What we understood", REPORTED),
    ("agreed", "What we agreed", LEAD),
    ("next_step", "Next step", LEAD),
    ("still_open", "Still open", LEAD),
)
HINTS = {
    "why": ("What the call was for", "No purpose was heard."),
    "understood": ("Their own words, one a line", "No need was heard."),
    "agreed": ("What both sides agreed, one a line", "Nothing else was heard."),
    "next_step": ("Who does what, and when", "No next step was heard."),
    "still_open": ("What nobody has answered yet, one a line", "Nothing is open."),
}
"""What to write while editing, and what stands there otherwise; an empty part is left out of what is sent."""


class ReportPage(QScrollArea):
    """edited: the rep has put the report in other words, and wants them kept."""

    edited = Signal(object)

    def __init__(self, log: dict[str, Any]) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setProperty("ground", "ground")
        self._name = f"{log['call'].get('id') or 'call'}-report"
        self._report = report(log)
        self.note = label("For both managers. No scores, no coaching.", BODY, "ink2", wrap=False)
        self.edit = button("Edit", "small")
        self.edit.setCheckable(True)
        self.edit.toggled.connect(self._on_edit)
        self.copy = button("Copy", "small")
        self.copy.clicked.connect(self.copy_report)
        self.save = button("Save as", "small", "Save as Markdown or HTML")
        self.save.clicked.connect(self.save_report)
        self.fields: dict[str, _Field] = {}
        self.setWidget(self._page())
        self._fill()

    def _page(self) -> QWidget:
        page = QWidget()
        page.setProperty("ground", "ground")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 16, 24, 32)
        column.setSpacing(16)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.note)
        top.addStretch(1)
        for one in (self.edit, self.copy, self.save):
            top.addWidget(one)
        column.addLayout(top)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._sheet(), 100)
        middle.addStretch(1)
        column.addLayout(middle)
        column.addStretch(1)
        return page

    def _sheet(self) -> QWidget:
        sheet = QWidget()
        sheet.setProperty("ground", "letter")
        sheet.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        sheet.setMaximumWidth(SHEET_PX)
        grid = QGridLayout(sheet)
        grid.setContentsMargins(56, 48, 56, 56)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(12)
        grid.setColumnMinimumWidth(0, 130)
        grid.setColumnStretch(1, 1)
        for row, (name, style, ink) in enumerate((("about", BODY, "ink2"), ("title", TITLE, "ink"))):
            self.fields[name] = _Field(style, name.capitalize(), ink)
            grid.addWidget(self.fields[name], row, 0, 1, 2)
        for number, (name, heading, style) in enumerate(PARTS):
            grid.addWidget(rule(), 2 + 2 * number, 0, 1, 2)
            head = label(heading, BODY, "ink2")
            head.setContentsMargins(0, 4, 0, 0)
            grid.addWidget(head, 3 + 2 * number, 0, Qt.AlignmentFlag.AlignTop)
            self.fields[name] = _Field(style, heading, "ink", *HINTS[name])
            grid.addWidget(self.fields[name], 3 + 2 * number, 1)
        return sheet

    def _fill(self) -> None:
        for name, field in self.fields.items():
            value = getattr(self._report, name)
            if name == "understood":
                value = tuple(f"“{quote}”" for quote in value)
            field.write([value] if isinstance(value, str) else value)
        self._on_edit(False)

    @property
    def written(self) -> Report:
        """The report as it stands on the page."""
        values: dict[str, Any] = {}
        for name, field in self.fields.items():
            lines = [" ".join(line.split()) for line in field.toPlainText().splitlines() if line.strip()]
            single = isinstance(getattr(self._report, name), str)
            values[name] = " ".join(lines) if single else tuple(lines)
        values["understood"] = tuple(line.strip('“”" ') for line in values["understood"])
        return Report(**values)

    def copy_report(self) -> None:
        """As text and as HTML: a mail program takes the one, a chat the other."""
        data = QMimeData()
        data.setText(report_markdown(self.written))
        data.setHtml(report_html(self.written))
        QApplication.clipboard().setMimeData(data)
        say(self.note, "Copied.")

    def save_report(self) -> None:
        kinds = "Web page (*.html);;Markdown (*.md)"
        chosen, kind = QFileDialog.getSaveFileName(self, "Save the report", f"{self._name}.html", kinds)
        if not chosen:
            return
        path = Path(chosen)
        if "Markdown" in kind and path.suffix.lower() != ".md":
            path = path.with_suffix(".md")  # not every system's dialog changes the name with the kind
        try:
            write_privately(
                path, report_markdown(self.written) if path.suffix.lower() == ".md" else report_html(self.written)
            )
        except OSError as error:
            say(self.note, f"It could not be written there: {error.strerror}. Choose another folder.")
            return
        say(self.note, f"Saved as {path.name}.")

    def _on_edit(self, editing: bool) -> None:
        say(self.edit, "Done" if editing else "Edit")
        for field in self.fields.values():
            field.set_editing(editing)
        written = self.written
        if not editing and written != self._report:
            self._report = written
            self.edited.emit(written)
            say(self.note, "Kept with the call.")


class _Field(QTextEdit):
    """Text that looks like print until it is edited, and is as tall as what is in it."""

    def __init__(self, style: Style, name: str, ink: str, hint: str = "", empty: str = "") -> None:
        super().__init__()
        self._hint, self._empty = hint, empty
        self._style = style
        self.setFont(font(style))
        self.setAcceptRichText(False)
        self.setProperty("bare", True)
        self.setProperty("ink", ink)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        self.textChanged.connect(self._fit)

    def write(self, lines: Sequence[str]) -> None:
        """One paragraph a line, on the type scale's line grid."""
        self.setPlainText("\n".join(lines))
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        set_as = QTextBlockFormat()
        set_as.setLineHeight(self._style.line_px, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        set_as.setBottomMargin(PARAGRAPH_PX)
        cursor.mergeBlockFormat(set_as)

    def set_editing(self, editing: bool) -> None:
        self.setReadOnly(not editing)
        self.setPlaceholderText(self._hint if editing else self._empty)
        self.style().unpolish(self)
        self.style().polish(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.document().setTextWidth(self.viewport().width())
        least = self._style.line_px + PARAGRAPH_PX
        self.setFixedHeight(max(least, ceil(self.document().size().height())) + 2)
