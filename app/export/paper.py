"""The review on paper: PDF pages set with Qt from the same story as the other exports."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Any

from app.export.picture import timeline_image
from app.export.story import (
    BARRIERS,
    PILLARS,
    STATUS,
    how_it_went,
    how_often,
    needs,
    numbers,
    said_by_coach,
    title,
    when,
    who,
    words_of,
)
from app.look import LIGHT
from app.wording import time
from coaching.habit import habit

if TYPE_CHECKING:
    from PySide6.QtGui import QTextDocument

Log = dict[str, Any]

MARGIN_PT = 2 / 2.54 * 72
TIMELINE = "timeline"
PAPER_PLOT_WIDTH = 560.0
"""Narrower than on a screen, so that its letters are 8 points high on A4."""

# Qt's own margin of 2 cm is kept; its style sheets know pixels for spacing and points for type
_STYLE = f"""
h1 {{ font-size: 15pt; margin: 0px; }}
h2 {{ font-size: 10pt; margin-top: 18px; margin-bottom: 4px; }}
p {{ margin-top: 0px; margin-bottom: 4px; }}
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
    parts = [
        f"<h1><b>{escape(title(log))}</b></h1><p class='quiet'>{escape(when(log))}</p>",
        *_habit(log),
        f"<h2><b>How it went</b></h2><p>{escape(how_it_went(log))}</p>",
        *(f"<p><b>{name}</b> {escape(log['pillars'][key]['why'])}</p>" for key, name in PILLARS.items()),
        f"<p><img src='{TIMELINE}' width='{width}'></p>",
        *_needs(log),
        *_questions(log),
        *_barriers(log),
        "<h2><b>The numbers</b></h2>",
        _table(
            [[escape(n.label), f"<b>{n.value}</b>", f"<span class='quiet'>{n.source}</span>"] for n in numbers(log)]
        ),
        "<h2><b>The words</b></h2>",
        _table(list(_words(log))),
    ]
    return f"<body style='color: {LIGHT.ink}'>{''.join(parts)}</body>"


def _habit(log: Log) -> Iterator[str]:
    one = habit(log)
    if one is None:
        yield "<h2><b>Nothing got in the way</b></h2><p>No rule had anything to say.</p>"
        return
    yield f"<h2><b>One habit for next time</b></h2><p class='habit'><b>{escape(one.title)}</b></p>"
    yield f"<p>{how_often(one)} {escape(one.why)}</p>"
    yield _table(
        [
            [_at(said["start"]), _mark(said["speaker"]), _said(said["text"], said["speaker"])]
            for said in words_of(one.nudge)
        ]
    )
    if one.instead:
        yield f"<p>Instead: <span class='said'>“{escape(one.instead)}”</span></p>"


def _needs(log: Log) -> Iterator[str]:
    if found := needs(log):
        yield f"<h2><b>What {'they need' if who(log) == 'they' else escape(who(log)) + ' needs'}</b></h2>"
        yield _table([[escape(s["detail"] or "need"), _said(s["text"], "customer"), _at(s["at"])] for s in found])


def _questions(log: Log) -> Iterator[str]:
    if not log["questions"]:
        return
    yield "<h2><b>Your questions</b></h2>"
    for question in log["questions"]:
        unasked = ", without being asked" if question["status"] == "answered" and not question["asked"] else ""
        words = f" {_said(question['evidence'], 'customer')}" if question["evidence"] else ""
        state = f"<span class='quiet'>{STATUS[question['status']]}{unasked}</span>"
        yield f"<p>{escape(question['text'])} {state}{words}</p>"


def _barriers(log: Log) -> Iterator[str]:
    met = [key for key in BARRIERS if log["barriers"][key]["count"]]
    if met:
        yield "<h2><b>What got in the way</b></h2>"
        barriers = log["barriers"]
        yield _table([[BARRIERS[key], str(barriers[key]["count"]), escape(barriers[key]["why"])] for key in met])


def _words(log: Log) -> Iterator[list[str]]:
    """Turns and nudges as they came."""
    said = [(t["start"], 0, _mark(t["speaker"]), _said(t["text"], t["speaker"], quoted=False)) for t in log["turns"]]
    for nudge in log["nudges"]:
        held = "" if nudge["shown"] else " (held back)"
        text = f"<b>{escape(said_by_coach(nudge))}</b>{held} <span class='quiet'>{escape(nudge['why'])}</span>"
        said.append((nudge["at"], 1, "▲" if nudge["shown"] else "△", text))
    for at_s, _, mark, text in sorted(said, key=lambda item: item[:2]):
        yield [_at(at_s), mark, text]


def _table(rows: list[list[str]]) -> str:
    body = "".join(
        "<tr>" + "".join(f"<td style='padding-right: 10px'>{cell}</td>" for cell in row) + "</tr>" for row in rows
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
