"""The open form: purposes heard, the rep's questions ticking themselves, and the last words said."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app import wording
from app.look import BODY, BODY_MEDIUM, SMALL, SPOKEN, Palette
from app.overlay.grid import Grid
from app.overlay.paragraph import Paragraph, Span
from app.overlay.section import INDENT_PX, INNER_PX, PAD_PX, Section
from app.view import CallView, SpokenLine
from audio.frames import Speaker
from coaching.heard import PlannedQuestion, QuestionStatus

_BOX_PX = 13
_LABEL_PX = 84.0
_QUESTIONS = 6
_LINES, _LINE_ROWS, _GAP_PX = 2, 2, 4


class Purposes(Section):
    """Which of the five purposes the customer voiced, in their words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Purposes heard")
        self._shown: tuple[tuple[str, str], ...] | None = None

    def set_colors(self, palette: Palette) -> None:
        self._palette = palette
        self._lay_out(self._shown or ())

    def show_view(self, view: CallView) -> None:
        if view.purposes != self._shown:
            self._shown = view.purposes
            self._lay_out(view.purposes)

    def _lay_out(self, purposes: tuple[tuple[str, str], ...]) -> None:
        self._begin("Purposes heard")
        labels = [Paragraph([Span(purpose, BODY_MEDIUM, self._palette.ink)], INNER_PX / 2) for purpose, _ in purposes]
        column = max([_LABEL_PX, *(label.width + 12 for label in labels)])
        for label, (_, quote) in zip(labels, purposes, strict=True):
            top = self._y
            words = Span(wording.heard(quote), SPOKEN, self._palette.blue_text)
            self._stack([words], left=column, gap=2)
            self._paragraphs.append((label, PAD_PX, top + (SPOKEN.line_px - BODY.line_px) / 2))
        missing = wording.purposes_missing(purposes)
        if missing:
            self._y += 2
            self._stack([Span(missing, BODY, self._palette.ink3)])
        heard = " ".join(f"{purpose}: {quote}." for purpose, quote in purposes)
        self._finish(f"{heard} {missing}".strip())


class Questions(Section):
    """The prep card's questions, each with how it stands. Hidden when there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Your questions")
        self._shown: tuple[PlannedQuestion, ...] = ()
        self._boxes: list[tuple[QuestionStatus, float]] = []

    def set_colors(self, palette: Palette) -> None:
        self._palette = palette
        self._lay_out()

    def show_view(self, view: CallView) -> None:
        if view.questions != self._shown:
            self._shown = view.questions
            self._lay_out()

    @property
    def empty(self) -> bool:
        return not self._shown

    def _lay_out(self) -> None:
        answered = sum(question.status is QuestionStatus.ANSWERED for question in self._shown)
        self._begin("Your questions", f"{answered} of {len(self._shown)} answered")
        self._boxes = []
        listed = _most_wanted(self._shown)
        for question in listed:
            self._boxes.append((question.status, self._y + BODY.line_px / 2))
            spans = [Span(wording.planned(question.text), BODY, self._palette.ink)]
            if question.status is QuestionStatus.ASKED:
                spans.append(Span(" Asked, not answered", BODY, self._palette.ink2))
            self._stack(spans, left=INDENT_PX)
            if question.evidence:
                spans = [Span(wording.heard(question.evidence), SPOKEN, self._palette.blue_text)]
                if not question.asked:
                    spans.append(Span(" without being asked", SMALL, self._palette.ink2))
                self._stack(spans, left=INDENT_PX)
            self._y += 4
        if more := len(self._shown) - len(listed):
            self._stack([Span(f"and {more} more", BODY, self._palette.ink2)], left=INDENT_PX)
        self._finish(" ".join(wording.question(question) for question in self._shown))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for state, y in self._boxes:
            self._paint_box(painter, state, y)

    def _paint_box(self, painter: QPainter, state: QuestionStatus, y: float) -> None:
        ink, ink2 = QColor(self._palette.ink), QColor(self._palette.ink2)
        grid = Grid.of(painter)
        rect = grid.across(QPointF(PAD_PX + _BOX_PX / 2, y), _BOX_PX)
        one = grid.thick(1)
        answered = state is QuestionStatus.ANSWERED
        painter.setPen(QPen(ink if answered else ink2, one))
        painter.setBrush(ink if answered else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(one / 2, one / 2, -one / 2, -one / 2), 3, 3)
        if answered:
            tick = QPainterPath(rect.topLeft() + QPointF(3.25, 6.75))
            tick.lineTo(rect.topLeft() + QPointF(5.5, 9))
            tick.lineTo(rect.topLeft() + QPointF(9.75, 4.25))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._palette.panel), 1.75))
            painter.drawPath(tick)
        elif state is QuestionStatus.ASKED:
            dash = QRectF(0, 0, rect.width() - 6, grid.thick(2))
            dash.moveCenter(rect.center())
            painter.fillRect(dash, ink)


def _most_wanted(questions: Sequence[PlannedQuestion]) -> list[PlannedQuestion]:
    """As many as have room, in their order: of too many, those answered first are left out, then the last."""
    answered = [one for one in questions if one.status is QuestionStatus.ANSWERED]
    answered.sort(key=lambda one: one.at_s or 0.0)
    left_out = answered[: max(0, len(questions) - _QUESTIONS)]
    return [one for one in questions if one not in left_out][:_QUESTIONS]


class LastWords(Section):
    """The last lines of the talk, tentative words dimmed. Its height stays, so that nothing jumps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Last words")
        self._shown: tuple[SpokenLine, ...] | None = None

    def set_colors(self, palette: Palette) -> None:
        self._palette = palette
        self._lay_out(self._shown or ())

    def show_view(self, view: CallView) -> None:
        if view.last_words != self._shown:
            self._shown = view.last_words
            self._lay_out(view.last_words)

    def _lay_out(self, lines: tuple[SpokenLine, ...]) -> None:
        self._begin("Last words")
        bottom = self._y + _LINES * (_LINE_ROWS * SPOKEN.line_px + _GAP_PX)
        if not lines:
            self._stack([Span("Nothing said yet.", BODY, self._palette.ink3)])
        for line in lines[-_LINES:]:
            self._mark(line.speaker is Speaker.REP, SPOKEN.line_px)
            self._stack(self._end_of(line), left=INDENT_PX, gap=_GAP_PX)
        self._y = bottom
        self._finish(" ".join(f"{line.speaker}: {line.settled} {line.tentative}" for line in lines[-_LINES:]))

    def _end_of(self, line: SpokenLine) -> list[Span]:
        """As much of the line's end as its two rows hold."""
        for characters in range(90, 20, -8):
            end = wording.tail(line, characters)
            gap = " " if end.settled and end.tentative else ""
            spans = [
                Span(end.settled + gap, SPOKEN, self._palette.ink),
                Span(end.tentative, SPOKEN, self._palette.ink3),
            ]
            if Paragraph(spans, INNER_PX - INDENT_PX).lines <= _LINE_ROWS:
                break
        return spans
