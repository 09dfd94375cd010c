"""The prep card's window: saved cards, one of them in the form, and the call that it is for."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.desktop.cards import Cards
from app.desktop.picker import Picker
from app.desktop.prep_editor import PrepEditor
from app.desktop.scroll import Scroll
from app.desktop.text import button, label, rule, say
from app.desktop.theme import Theme
from app.look import BODY, LEAD_STRONG
from app.settings.store import write_private
from coaching.prep import BadPrepCard, PrepCard

SAVE_AFTER_MS = 400
ENOUGH = "Two facts and two questions are plenty."


class PrepWindow(QWidget):
    """Changes save themselves. `start_requested` and `put_away` carry the card's name, "" for an empty one."""

    start_requested = Signal(str)
    put_away = Signal(str)

    def __init__(self, theme: Theme, cards: Cards, name: str = "") -> None:
        super().__init__()
        self.setWindowTitle("Prep card")
        self.setProperty("ground", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self._cards = cards
        self._name = ""
        self.editor = PrepEditor()
        self.editor.changed.connect(self._on_change)
        self._saving = QTimer(self, singleShot=True, interval=SAVE_AFTER_MS)
        self._saving.timeout.connect(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(rule())
        column.addWidget(Scroll(self.editor), 1)
        column.addWidget(rule())
        column.addLayout(self._foot())
        theme.dress(self)
        self.resize(780, 720)
        self.open(name)

    def open(self, name: str) -> None:
        """Shows this saved card; a new one for "" or a name that is not there."""
        self.save()
        found = self._cards.find(name)
        self._name = found.name if found else ""
        self.editor.show_card(found.card if found else PrepCard())
        self._fill_saved()
        self._say_state(found.problem if found else "")
        self.editor.who.setFocus()

    def save(self) -> None:
        """Keeps what is in the form, if it is right and says anything."""
        self._saving.stop()
        card = self.editor.card
        if card is None or (card == PrepCard() and not self._name):
            return
        known = self._cards.find(self._name)
        if known is not None and known.card == card:
            return
        try:
            self._name = self._cards.save(card, self._name)
        except OSError as error:
            self._say_state(f"Not saved: {error.strerror}.")
            return
        self._fill_saved()
        self._say_state("")

    def closeEvent(self, event: QCloseEvent) -> None:
        self.save()
        self.put_away.emit(self._name)
        super().closeEvent(event)

    # How it is built

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(12)
        row.addWidget(label("Prep card", LEAD_STRONG, wrap=False))
        self._saved = Picker()
        self._saved.setAccessibleName("Saved prep cards")
        self._saved.setSizeAdjustPolicy(Picker.SizeAdjustPolicy.AdjustToContents)
        self._saved.setMinimumWidth(180)
        self._saved.setMaximumWidth(320)
        self._saved.activated.connect(lambda i: self.open(self._saved.itemData(i)))
        row.addWidget(self._saved)
        self._state = label("", BODY, "ink2")
        row.addWidget(self._state, 1)
        duplicate = button("Duplicate", "link")
        duplicate.clicked.connect(self._on_duplicate)
        self._delete = button("Delete", "link")
        self._delete.clicked.connect(self._on_delete)
        more = button("Import or export", "link")
        more.clicked.connect(lambda: self._menu().popup(more.mapToGlobal(more.rect().bottomLeft())))
        for one in (duplicate, self._delete, more):
            row.addWidget(one)
        return row

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(40, 16, 40, 16)
        row.setSpacing(12)
        self._hint = label(ENOUGH, BODY, "ink2")
        row.addWidget(self._hint, 1)
        later = button("Not now")
        later.clicked.connect(self.close)
        start = button("Start the call", "primary")
        start.clicked.connect(self._on_start)
        row.addWidget(later)
        row.addWidget(start)
        return row

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction("Import a card…", self._on_import)
        menu.addAction("Export this card…", self._on_export).setEnabled(self.editor.card is not None)
        return menu

    def _fill_saved(self) -> None:
        self._saved.clear()
        self._saved.addItem("New card", "")
        found = self._cards.all()
        alike = Counter(saved.title for saved in found)
        for saved in found:
            number = saved.name.rpartition("-")[2] if alike[saved.title] > 1 else ""
            self._saved.addItem(f"{saved.title} ({number})" if number.isdigit() else saved.title, saved.name)
        self._saved.setCurrentIndex(max(0, self._saved.findData(self._name)))

    def _say_state(self, problem: str) -> None:
        say(self._state, problem or ("saved" if self._name else ""))

    # What the rep does

    def _on_change(self) -> None:
        say(self._delete, "Delete")
        if self.editor.card is None:
            say(self._state, "unsaved")
            self._saving.stop()
            return
        self._saving.start()

    def _on_start(self) -> None:
        if self.editor.card is None:
            self.editor.time.setFocus()
            return
        self.save()
        name = self._name
        self.close()
        self.start_requested.emit(name)

    def _on_duplicate(self) -> None:
        self.save()
        card = self.editor.card
        if card is not None:
            self.open(self._cards.save(card))

    def _on_delete(self) -> None:
        """The second press deletes."""
        if not self._name:
            self.open("")
        elif self._delete.text() == "Delete":
            say(self._delete, "Delete for good?")
        else:
            say(self._delete, "Delete")
            self._saving.stop()
            self._cards.delete(self._name)
            self._name = ""
            self.editor.show_card(PrepCard())
            self.open("")

    def _on_import(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, "Import a prep card", "", "Prep cards (*.toml)")
        if path:
            self.bring_in(Path(path))

    def bring_in(self, path: Path) -> None:
        """A copy of the card in this file, opened; what is wrong with it is said in the head."""
        try:
            self.open(self._cards.bring_in(path))
        except (BadPrepCard, OSError) as error:
            self._say_state(str(error))

    def _on_export(self) -> None:
        path, _ = QFileDialog.getSaveFileName(self, "Export this prep card", f"{self._name or 'card'}.toml", "*.toml")
        if path:
            self.export(Path(path))

    def export(self, path: Path) -> None:
        card = self.editor.card
        if card is not None:
            try:
                write_private(path, card.to_toml())
            except OSError as error:
                self._say_state(f"Not exported: {error.strerror}.")
