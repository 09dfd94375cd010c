"""Asked before every call: has the other side been told? Nothing is heard before it is answered."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from app.desktop.text import button, label, say
from app.desktop.theme import Theme
from app.look import BODY, LEAD_STRONG, SMALL, SPOKEN

WIDTH_PX = 392
SENTENCE = "I use a coach that listens to our call on this laptop. Nothing leaves it. Is that all right?"
RECORDED = (
    "I use a coach that listens to our call on this laptop, and it keeps a recording there. Nothing leaves it. "
    "Is that all right?"
)


def agreed_note(at: datetime, *, keep_sound: bool = False) -> str:
    """What the log says of it."""
    recorded = ", to the recording too" if keep_sound else ""
    return f"They were told, and agreed{recorded}; confirmed at {at:%H:%M} on {at:%Y-%m-%d}."


def copy_sentence(sentence: str = SENTENCE) -> None:
    QGuiApplication.clipboard().setText(sentence)


class ConsentSheet(QDialog):
    """One calm sheet. `agreed` comes with the moment of the answer; closing it starts nothing.

    keep_sound: the call is to be recorded, which they are told too.
    """

    agreed = Signal(object)
    card_wanted = Signal()

    def __init__(self, theme: Theme, whom: str, *, keep_sound: bool = False) -> None:
        super().__init__()
        self.setWindowTitle("Start listening")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(8)
        column.addWidget(label("Have you told them?", LEAD_STRONG))
        column.addWidget(label(f"With {whom}" if whom else "No prep card for this call", SMALL, "ink2"))
        column.addSpacing(4)
        self._sentence = RECORDED if keep_sound else SENTENCE
        sentence = label(f"“{self._sentence}”", SPOKEN)
        sentence.setMinimumWidth(WIDTH_PX)
        column.addWidget(sentence)
        copying = QHBoxLayout()
        self._copy = button("Copy", "small", "Copy the sentence")
        self._copy.clicked.connect(self._on_copy)
        self._copied = label("", SMALL, "ink2", wrap=False)
        copying.addWidget(self._copy)
        copying.addWidget(self._copied)
        copying.addStretch()
        column.addLayout(copying)
        column.addSpacing(4)
        column.addWidget(
            label("Nothing is heard until they agree. Your answer goes into the call’s log.", BODY, "ink2")
        )
        column.addSpacing(8)
        column.addStretch()
        ways = QHBoxLayout()
        ways.setSpacing(8)
        card = button("Prep card", "link")
        card.clicked.connect(self._on_card)
        later = button("Not now")
        later.clicked.connect(self.reject)
        self._start = button("They agreed: start", "primary")
        self._start.setDefault(True)
        self._start.clicked.connect(self._on_start)
        ways.addWidget(card)
        ways.addStretch()
        ways.addWidget(later)
        ways.addWidget(self._start)
        column.addLayout(ways)
        self._start.setFocus()
        theme.dress(self)

    def _on_copy(self) -> None:
        copy_sentence(self._sentence)
        say(self._copied, "Copied. Paste it into the call’s chat.")

    def _on_card(self) -> None:
        self.reject()
        self.card_wanted.emit()

    def _on_start(self) -> None:
        self.agreed.emit(datetime.now().astimezone())
        self.accept()
