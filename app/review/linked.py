"""A sentence in which figures are links to what they are made of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.desktop.text import label
from app.look import DARK, LEAD, Palette, Style

_WORDS = "two three four five six seven eight nine ten eleven twelve".split()
_FIGURE = re.compile(
    rf"(?:\d[\d.,:]*|\b(?:{'|'.join(_WORDS)})\b)(?: (?:%|s\b|words/min|times|calls|exchanges))?|\b(?:once|twice)\b",
    re.IGNORECASE,
)


_DATE = re.compile(r"\b\d{1,2} [A-Z][a-z]{2,8} \d{4}\b")


def figures(text: str) -> list[str]:
    """The numbers in a sentence, with their units: "2 s", "40 %", "twice", "seven calls"; a date is none."""
    return [found.group().rstrip(".,:") for found in _FIGURE.finditer(_DATE.sub("", text))]


class Linked(QLabel):
    """links: words of the sentence, wherever they stand → the name that `linkActivated` tells when they are clicked."""

    def __init__(self, text: str, links: Mapping[str, str], style: Style = LEAD, ink: str = "ink") -> None:
        super().__init__()
        made = label("", style)
        self.setFont(made.font())
        self.setSizePolicy(made.sizePolicy())
        self.setWordWrap(True)
        self.setProperty("ink", ink)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.setAccessibleName(text)
        self._ink, self._line_px = ink, style.line_px
        up_px = round((style.line_px - self.fontMetrics().height()) / 2)
        self.setContentsMargins(0, -up_px, 0, up_px)  # Qt puts all that a line is higher above its letters
        self.plain = text
        self.links = dict(links)
        self.set_colors(DARK)

    @classmethod
    def to(cls, name: str, text: str, style: Style = LEAD, ink: str = "ink") -> Linked:
        """All figures of the sentence lead to one place."""
        return cls(text, dict.fromkeys(figures(text), name), style, ink)

    def set_colors(self, palette: Palette) -> None:
        """Rich text takes no colours from a style sheet: it is written again."""
        color = palette.ink if self._ink == "ink" else palette.ink2
        longest_first = sorted(self.links, key=len, reverse=True)
        parts = re.split(f"({'|'.join(map(re.escape, longest_first))})", self.plain) if self.links else [self.plain]
        text = "".join(self._link(part, color) if part in self.links else escape(part) for part in parts)
        self.setText(f'<p style="margin: 0; line-height: {self._line_px}px">{text}</p>')

    def _link(self, words: str, color: str) -> str:
        return f'<a href="{escape(self.links[words])}" style="color: {color}">{escape(words)}</a>'
