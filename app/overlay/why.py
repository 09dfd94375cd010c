""" "Why?": the rule, one sentence with the figures, and both sides' words with their times."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app import wording
from app.look import BODY, CLOCK, SPOKEN, SPOKEN_STRONG, Palette
from app.overlay.buttons import Button, Rank
from app.overlay.paragraph import Span
from app.overlay.section import INDENT_PX, PAD_PX, WIDTH_PX, Section
from audio.frames import Speaker
from coaching.nudge import Nudge, Quote

_GAP_PX = 8
_MOST_QUOTES = 4


class Why(Section):
    """The reason of one nudge, and the rep's three answers to it."""

    helpful = Signal()
    not_helpful = Signal()
    not_now = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Why this")
        self._nudge: Nudge | None = None
        self._helpful = Button("Helpful", Rank.OUTLINED, parent=self)
        self._not_helpful = Button("Not helpful", Rank.OUTLINED, parent=self)
        self._not_now = Button("Not now", Rank.OUTLINED, parent=self)
        self._helpful.clicked.connect(self.helpful)
        self._not_helpful.clicked.connect(self.not_helpful)
        self._not_now.clicked.connect(self.not_now)

    def set_colors(self, palette: Palette) -> None:
        self._palette = palette
        for button in self._buttons:
            button.set_colors(palette)
        if self._nudge is not None:
            self._lay_out(self._nudge)

    @property
    def _buttons(self) -> tuple[Button, ...]:
        return (self._helpful, self._not_helpful, self._not_now)

    def show_reason(self, nudge: Nudge, helpful: bool | None) -> None:
        """helpful: what the rep said of it already, None if nothing."""
        self._helpful.set_filled(helpful is True)
        self._not_helpful.set_filled(helpful is False)
        if nudge != self._nudge:
            self._nudge = nudge
            self._lay_out(nudge)

    def _lay_out(self, nudge: Nudge) -> None:
        self._begin("Why this", nudge.rule)
        self._stack([Span(nudge.why, BODY, self._palette.ink)], gap=_GAP_PX)
        for quote in nudge.evidence[-_MOST_QUOTES:]:
            self._mark(quote.speaker is Speaker.REP, SPOKEN.line_px)
            self._stack(self._spoken(quote, nudge), left=INDENT_PX, gap=4)
        self._y += _GAP_PX
        x = PAD_PX
        for button in self._buttons:
            if x + button.width() > WIDTH_PX - PAD_PX:
                x = PAD_PX
                self._y += button.height() + _GAP_PX
            button.move(x, round(self._y))
            x += button.width() + _GAP_PX
        self._y += self._buttons[0].height()
        words = " ".join(f"{wording.time(quote.start_s)} {quote.text}" for quote in nudge.evidence)
        self._finish(f"{nudge.rule}. {nudge.why} {words}")

    def _spoken(self, quote: Quote, nudge: Nudge) -> list[Span]:
        """The time, then the words, with those the nudge quotes in the customer's colour."""
        ink = self._palette.ink
        quoted = nudge.quote if quote.speaker is Speaker.CUSTOMER else None
        before, same, after = wording.excerpt(quote.text, quoted or "")
        spans = [
            Span(before, SPOKEN, ink),
            Span(same, SPOKEN_STRONG, self._palette.blue_text),
            Span(after, SPOKEN, ink),
        ]
        # A span of no text leads, so that the line keeps the spoken face's height.
        clock = Span(f"{wording.time(quote.start_s)}\u2002", CLOCK, self._palette.ink2)
        return [Span("", SPOKEN, ink), clock, *(span for span in spans if span.text)]
