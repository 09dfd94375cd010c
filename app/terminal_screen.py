"""The call drawn in characters: the court from above, one thing in words, what was heard. Pure: a view to lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO

from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

from app import wording
from app.look import DARK
from app.view import Ball, CallView, Phase
from app.wording import Voice
from audio.frames import Speaker
from coaching.heard import QuestionStatus
from coaching.nudge import Nudge

INK, STRONG, INK2, INK3 = DARK.ink, f"bold {DARK.ink}", DARK.ink2, DARK.ink3
AMBER, BLUE = DARK.amber_fill, DARK.blue_fill
_COURT_COLUMNS, _INDENT, _LABEL_COLUMNS = 16, 3, 12
_LEAST_TEXT_COLUMNS = 30
_CONTROLS = dict.fromkeys([*range(32), *range(127, 160)], " ")
_ASCII = str.maketrans("┌┐└┘├┤┬┴─│━┄┆●•“”’…–", '++++++++-|=.:@*""\'.-')


@dataclass(frozen=True, slots=True)
class CallScreen:
    """A rich renderable that fills the terminal. keys: offer them. why: show the nudge's reason instead of
    purposes and questions. said: an answer to the rep's last key, or ""."""

    view: CallView
    keys: bool = False
    why: bool = False
    said: str = ""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width, height = options.size
        ground = Style.parse(f"on {DARK.ground}")
        rows = self.rows(width, height)
        for index in range(height):
            row = rows[index] if index < len(rows) else Text()
            row.plain = printable(row.plain)
            row.truncate(width, pad=True)
            if options.ascii_only:
                row.plain = row.plain.translate(_ASCII)
            yield from Segment.apply_style(row.render(console), ground)
            if index < height - 1:
                yield Segment.line()

    def rows(self, width: int, height: int) -> list[Text]:
        """The screen's rows, none wider than `width`, and where that can be, no more of them than `height`."""
        margin = 2 if width >= 60 else 0
        inner = width - 2 * margin
        head = self._head(inner)
        if self.why and self.view.nudge is not None:
            blocks = [_reason(self.view.nudge, inner)]
        else:
            blocks = [_purposes(self.view, inner), _questions(self.view, inner)]
        blocks += [_last_words(self.view, inner), self._keys(inner)]
        blocks = [block for block in blocks if block]
        # When the rows run out, purposes give way first, then questions; the words said stay longest.
        while len(blocks) > 2 and _height(head, blocks) > height - 1:
            blocks.pop(0)
        to_spare = height - 1 - _height(head, blocks)
        above, below = [Text()] * (to_spare > 1), [Text()] * (to_spare > 0)
        rows = [*above, self._title(inner), *below, *head]
        for block in blocks:
            rows += [Text(), *block]
        return [Text.assemble(" " * margin, row) for row in rows]

    def _title(self, width: int) -> Text:
        left = Text(wording.whom(self.view) or "Courtside", STRONG)
        clock = wording.clock(self.view)
        right = Text(f"{clock} min" if " of " in clock else clock, INK2)
        left.truncate(max(0, width - len(right) - 2), overflow="ellipsis")
        return Text.assemble(left, " " * max(2, width - left.cell_len - right.cell_len), right)

    def _head(self, width: int) -> list[Text]:
        """The court, and beside it what there is to say."""
        columns = width - _COURT_COLUMNS - _INDENT
        if columns < _LEAST_TEXT_COLUMNS:
            return self._words(width)
        court, words = court_rows(self.view), self._words(columns)
        top = max(0, min(2, len(court) - len(words)))
        words = [*([Text()] * top), *words]
        words += [Text()] * (len(court) - len(words))
        court += [Text()] * (len(words) - len(court))
        return [_padded(a, _COURT_COLUMNS + _INDENT, b) for a, b in zip(court, words, strict=True)]

    def _words(self, width: int) -> list[Text]:
        view, head = self.view, wording.head(self.view)
        quiet = head.voice is Voice.QUIET
        rows = _wrapped(Text(head.title, INK2 if quiet else STRONG), width)
        if head.quote:
            rows += _wrapped(Text(f"“{head.quote}”", BLUE), width)
        if head.detail:
            rows += _wrapped(Text(head.detail, INK2), width)
        share = wording.talk_share(view) if view.phase is Phase.LIVE else ""
        said = share if quiet else f"{wording.ball(view)}. {share}".strip() if view.phase is Phase.LIVE else ""
        if said:
            sentence = Text(said, INK2)
            sentence.highlight_regex(r"(?<=have )\d+ %", INK)
            rows += [Text(), *_wrapped(sentence, width)]
        return [*rows, Text(), self._hearing()]

    def _hearing(self) -> Text:
        live = self.view.phase is Phase.LIVE
        rep = Text("● ", AMBER) if live and self.view.rep.heard else Text("- ", INK3)
        call = Text("o ", BLUE) if live and self.view.call.heard else Text("- ", INK3)
        return Text.assemble(rep, call, (self.said or wording.hearing(self.view), INK if self.said else INK2))

    def _keys(self, width: int) -> list[Text]:
        if not self.keys:
            return []
        offered = [("p", "resume" if self.view.phase is Phase.PAUSED else "pause"), ("b", "bookmark")]
        if self.view.nudge is not None:
            offered += [("h", "helpful"), ("n", "not now"), ("w", "close" if self.why else "why")]
        row = Text()
        for key, does in [*offered, ("q", "end and save")]:
            row.append(f"{key}\u00a0", INK3).append(does.replace(" ", "\u00a0"), INK).append("  ")
        return _wrapped(row, width)


def _reason(nudge: Nudge, width: int) -> list[Text]:
    rows = [_padded(Text("Why this", INK2), 0, Text(f"  {nudge.rule}", INK3))]
    rows += _wrapped(Text(nudge.why, INK), width)
    for quote in nudge.evidence:
        rep = quote.speaker is Speaker.REP
        said = Text.assemble((f"{wording.time(quote.start_s)}  ", INK2), (quote.text, INK))
        rows += _marked(rep, said, width)
    return rows


def _purposes(view: CallView, width: int) -> list[Text]:
    missing = wording.purposes_missing(view.purposes)
    if view.phase is not Phase.LIVE or not view.purposes:
        return []
    column = max(len(purpose) for purpose, _ in view.purposes) + 2
    rows = [Text.assemble((purpose.ljust(column), INK), (f"“{quote}”", BLUE)) for purpose, quote in view.purposes]
    return _labelled("Purposes", [*rows, Text(missing, INK3)] if missing else rows, width)


def _questions(view: CallView, width: int) -> list[Text]:
    box = {QuestionStatus.ANSWERED: "[x]", QuestionStatus.ASKED: "[-]", QuestionStatus.OPEN: "[ ]"}
    rows = [Text(f"{box[question.status]} {question.text}", INK) for question in view.questions]
    return _labelled("Questions", rows, width) if rows else []


def _labelled(label: str, rows: Sequence[Text], width: int) -> list[Text]:
    labels = [Text(label, INK3), *([Text()] * (len(rows) - 1))]
    cut = [row.copy() for row in rows]
    for row in cut:
        row.truncate(max(1, width - _LABEL_COLUMNS), overflow="ellipsis")
    return [_padded(a, _LABEL_COLUMNS, b) for a, b in zip(labels, cut, strict=True)]


def _last_words(view: CallView, width: int) -> list[Text]:
    rows: list[Text] = []
    for line in map(wording.tail, view.last_words[-2:]):
        gap = " " if line.settled and line.tentative else ""
        said = Text.assemble((line.settled + gap, INK), (line.tentative, INK3))
        rows += _marked(line.speaker is Speaker.REP, said, width)
    return rows


def _marked(rep: bool, said: Text, width: int) -> list[Text]:
    """The side's mark before the first row, the rest set in as far."""
    mark = Text("● ", AMBER) if rep else Text("o ", BLUE)
    return [Text.assemble(mark if index == 0 else "  ", row) for index, row in enumerate(_wrapped(said, width - 2))]


_FAR = ("  ┌───────────┐ ", "  │           │ ", "  ├─────┬─────┤ ", "  │     │     │ ")
_NET = " ━━━━━━━━━━━━━━━"
_NEAR = ("  │     │     │ ", "  ├─────┴─────┤ ", "  │           │ ", "  └───────────┘ ")
_DOTTED = str.maketrans("─│", "┄┆")
_MIDDLE, _POST = 8, 15
_MARKS = (4, 6, 10, 12)


def printable(text: str) -> str:
    """Words from files may hold anything: no control character of theirs reaches the terminal."""
    return text.translate(_CONTROLS)


def court_rows(view: CallView) -> list[Text]:
    """The court, nine rows of sixteen columns: far up, near down. A side that is not heard is dotted."""
    live, paused = view.phase is Phase.LIVE, view.phase is Phase.PAUSED
    far = [row if paused or (live and view.call.heard) else row.translate(_DOTTED) for row in _FAR]
    near = [row if paused or (live and view.rep.heard) else row.translate(_DOTTED) for row in _NEAR]
    cells = [[(column, INK3) for column in row] for row in (*far, _NET, *near)]
    cells[4] = [(column, INK if live else INK3) for column in _NET]
    if paused:
        cells[4][_POST] = ("o", INK2)
    if live:
        _play(cells, view)
    return [Text.assemble(*row) for row in cells]


def _play(cells: list[list[tuple[str, str]]], view: CallView) -> None:
    """Levels, ball and marks on the empty court."""
    for row, side, color in ((0, view.call, BLUE), (8, view.rep, AMBER)):
        if side.heard:
            reach = round(min(1.0, max(0.0, side.level)) * 5)
            for column in range(_MIDDLE - reach, _MIDDLE + reach + 1):
                cells[row][column] = ("━", color)
    marks, mark = cells[5], ("•", AMBER)
    match view.ball:
        case Ball.CUSTOMER_SPEAKS | Ball.CUSTOMER_RESTS:
            speaks = view.ball is Ball.CUSTOMER_SPEAKS
            cells[1][_MIDDLE] = ("o", f"bold {BLUE}") if speaks else ("•", INK)
            marks, mark = cells[3], ("°", BLUE)
        case Ball.REP_SPEAKS:
            cells[7][_MIDDLE] = ("●", AMBER)
        case Ball.REP_RESTS:
            cells[7][_MIDDLE] = ("•", INK)
        case Ball.NET:
            cells[3][_MIDDLE] = ("o", f"bold {BLUE}")
            cells[5][_MIDDLE] = ("●", AMBER)
    for column in _MARKS[: view.marks]:
        marks[column] = mark


def _wrapped(text: Text, width: int) -> list[Text]:
    return list(text.wrap(_MEASURE, max(1, width))) if text else []


def _padded(left: Text, columns: int, right: Text) -> Text:
    return Text.assemble(left, " " * max(0, columns - left.cell_len), right)


def _height(head: Sequence[Text], blocks: Sequence[Sequence[Text]]) -> int:
    return len(head) + sum(len(block) + 1 for block in blocks)


_MEASURE = Console(file=StringIO(), width=200)
"""Wrapping asks a console for its tab size, nothing else."""
