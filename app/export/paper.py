"""The review on paper: PDF pages set with Qt from the same story as the other exports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from app.export.contents import NOTHING, NOTHING_WHY, Contents, contents
from app.export.moments import Kind, Moment
from app.export.picture import timeline_image
from app.export.story import title
from app.look import LIGHT
from app.wording import time

if TYPE_CHECKING:
    from PySide6.QtGui import QTextDocument

Log = dict[str, Any]

MARGIN_PT = 2 / 2.54 * 72
TIMELINE = "timeline"
PAPER_PLOT_WIDTH = 560.0
"""Narrower than on a screen, so that its letters are 8 points high on A4."""

# Qt's own margin of 2 cm is kept; its headings are larger than any style says, so these are paragraphs; its style
# sheets know pixels for spacing and points for type
_STYLE = f"""
p {{ margin-top: 0px; margin-bottom: 4px; }}
.title {{ font-size: 15pt; margin: 0px; }}
.head {{ font-size: 10pt; margin-top: 18px; margin-bottom: 4px; }}
.habit {{ font-size: 20pt; margin-bottom: 6px; }}
.quiet {{ color: {LIGHT.ink2}; }}
.at {{ color: {LIGHT.ink3}; font-size: 8pt; }}
.said {{ font-family: "Source Serif 4", Georgia, serif; font-size: 10.5pt; }}
.theirs {{ font-family: "Source Serif 4", Georgia, serif; font-size: 10.5pt; color: {LIGHT.blue_text}; }}
"""


def pdf(log: Log) -> bytes:
    """The review as a PDF on A4, fonts embedded. Starts Qt without a screen where it does not run yet."""
    from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
    from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPdfWriter

    application = QGuiApplication.instance() or QGuiApplication(["courtside", "-platform", "offscreen"])
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title(log))
    writer.setCreator("Courtside")
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    width_pt = writer.pageLayout().fullRect(QPageLayout.Unit.Point).width() - 2 * MARGIN_PT
    _document(log, width_pt).print_(writer)
    buffer.close()
    del application  # it had to live until here
    return bytes(buffer.data().data())


def _document(log: Log, width_pt: float) -> QTextDocument:
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QTextDocument

    from app.fonts import font
    from app.look import BODY, SPOKEN

    text_font = font(BODY)
    font(SPOKEN)  # registers the serif face that the style sheet names
    text_font.setPointSizeF(9.5)
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setDefaultFont(text_font)
    document.setDefaultStyleSheet(_STYLE)
    picture = timeline_image(log, LIGHT, plot_width=PAPER_PLOT_WIDTH, scale=4.0)
    document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(TIMELINE), picture)
    document.setHtml(_html(log, int(width_pt * 96 / 72)))
    return document


def _html(log: Log, width: int) -> str:
    told = contents(log)
    numbers = [[escape(n.label), f"<b>{n.value}</b>", f"<span class='quiet'>{n.source}</span>"] for n in told.numbers]
    parts = [
        f"<p class='title'><b>{escape(told.title)}</b></p><p class='quiet'>{escape(told.when)}</p>",
        *_habit(told),
        f"<p class='head'><b>How it went</b></p><p>{escape(told.how_it_went)}</p>",
        *(f"<p><b>{pillar.name}</b> {escape(pillar.why)}</p>" for pillar in told.pillars),
        f"<p><img src='{TIMELINE}' width='{width}'></p>",
        *_needs(told),
        *_questions(told),
        *_barriers(told),
        "<p class='head'><b>The numbers</b></p>",
        _table(numbers),
        "<p class='head'><b>The words</b></p>",
        _table(list(_words(told.moments)), strut=_STRUT),
    ]
    return f"<body style='color: {LIGHT.ink}'>{''.join(parts)}</body>"


def _habit(told: Contents) -> Iterator[str]:
    one = told.habit
    if one is None:
        yield f"<p class='head'><b>{NOTHING}</b></p><p>{NOTHING_WHY}</p>"
        return
    yield f"<p class='head'><b>One habit for next time</b></p><p class='habit'><b>{escape(one.title)}</b></p>"
    yield f"<p>{escape(one.why)}</p>"
    yield _table([[_at(said.at_s), _mark(said.speaker), _said(said.text, said.speaker)] for said in one.words])
    if one.instead:
        yield f"<p>Instead: <span class='said'>“{escape(one.instead)}”</span></p>"


def _needs(told: Contents) -> Iterator[str]:
    if told.needs:
        yield f"<p class='head'><b>{escape(told.needs_heading)}</b></p>"
        yield _table([[escape(need.label), _said(need.text, need.speaker), _at(need.at_s)] for need in told.needs])


def _questions(told: Contents) -> Iterator[str]:
    if told.questions:
        yield "<p class='head'><b>Your questions</b></p>"
    for question in told.questions:
        words = f" {_said(question.answer, 'customer')}" if question.answer else ""
        yield f"<p>{escape(question.text)} <span class='quiet'>{question.state}</span>{words}</p>"


def _barriers(told: Contents) -> Iterator[str]:
    if told.met:
        yield "<p class='head'><b>What got in the way</b></p>"
        yield _table([[met.name, str(met.times), escape(met.why)] for met in told.met])


def _words(moments: Sequence[Moment]) -> Iterator[list[str]]:
    """Turns, nudges and bookmarks as they came."""
    for moment in moments:
        if moment.kind.is_turn:
            speaker = "rep" if moment.kind is Kind.REP else "customer"
            yield [_at(moment.at_s), _mark(speaker), _said(moment.text, speaker, quoted=False)]
        elif moment.kind is not Kind.SIGNAL:
            held = " (held back)" if moment.kind is Kind.HELD_BACK else ""
            text = f"<b>{escape(moment.text)}</b>{held} <span class='quiet'>{escape(moment.detail)}</span>"
            yield [_at(moment.at_s), _SIGNS[moment.kind], text]


_SIGNS = {Kind.SHOWN: "▲", Kind.HELD_BACK: "△", Kind.BOOKMARK: "⚑"}


_STRUT = "<span class='said'>\u200b</span>"
"""As high as speech: in every cell of a row, so that the end of a page never parts a time from its words."""


def _table(rows: list[list[str]], strut: str = "") -> str:
    body = "".join(
        "<tr>" + "".join(f"<td style='padding-right: 10px'>{cell}{strut}</td>" for cell in row) + "</tr>"
        for row in rows
    )
    return f"<table cellspacing='0' cellpadding='2'>{body}</table>"


def _said(text: str, speaker: str, *, quoted: bool = True) -> str:
    shown = f"“{escape(text)}”" if quoted else escape(text)
    theirs = quoted and speaker == "customer"
    return f"<span class='{'theirs' if theirs else 'said'}'>{shown}</span>"


def _mark(speaker: str) -> str:
    colour, shape = (LIGHT.amber_fill, "●") if speaker == "rep" else (LIGHT.blue_fill, "○")
    return f"<span style='color: {colour}'>{shape}</span>"


def _at(at_s: float) -> str:
    return f"<span class='at'>{time(at_s)}</span>"
