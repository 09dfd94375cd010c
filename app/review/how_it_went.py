"""How it went: two sentences whose figures can be clicked, and the four pillars at a glance."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.desktop.text import label
from app.export.story import how_it_went
from app.look import BODY, SMALL
from app.review.linked import Linked
from app.review.pillars import PillarStrokes

WORRIES = "worries"


class HowItWent(QWidget):
    chosen = Signal(float)
    number_wanted = Signal(str)
    """A figure was clicked: the name of its metric, or `WORRIES`."""

    def __init__(self, log: dict[str, Any]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(label("How it went", BODY, "ink2"))
        said = how_it_went(log)
        self.sentence = Linked(said, _links(said))
        self.sentence.linkActivated.connect(self.number_wanted)
        column.addWidget(self.sentence)
        column.addSpacing(4)
        pillars = PillarStrokes(log)
        pillars.chosen.connect(self.chosen)
        column.addWidget(pillars)
        column.addWidget(label("Each stroke is a moment: up helped, hollow got in the way. Click one.", SMALL, "ink2"))


def _links(said: str) -> dict[str, str]:
    links = {}
    if share := re.search(r"[\d.]+ %", said):
        links[share.group()] = "talk_share"
    if worries := re.search(r"one worry|\d+ worries", said):
        links[worries.group()] = WORRIES
    return links
