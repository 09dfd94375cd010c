"""A sentence in which figures are links to what they are made of."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.desktop.text import label
from app.look import DARK, LEAD, Palette, Style


class Linked(QLabel):
    """links: words of the sentence → the name that `linkActivated` tells when they are clicked."""

    def __init__(self, text: str, links: Mapping[str, str], style: Style = LEAD) -> None:
        super().__init__()
        made = label("", style)
        self.setFont(made.font())
        self.setSizePolicy(made.sizePolicy())
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.setAccessibleName(text)
        self.plain = text
        self.links = dict(links)
        self.set_colors(DARK)

    def set_colors(self, palette: Palette) -> None:
        """Rich text takes no colours from a style sheet: it is written again."""
        html = escape(self.plain)
        for words, name in self.links.items():
            link = f'<a href="{escape(name)}" style="color: {palette.ink}">{escape(words)}</a>'
            html = html.replace(escape(words), link, 1)
        self.setText(html)
