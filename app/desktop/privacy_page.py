"""The settings of privacy: what is kept, whether it is encrypted, and a way to delete it all."""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.desktop.background import Errands
from app.desktop.encryption_row import HELP, TITLE, EncryptionRow
from app.desktop.settings_page import SettingsPage
from app.desktop.text import button, label, say
from app.journal import Journal
from app.look import SMALL_STRONG
from app.places import journal_path
from app.settings import Section, SettingsStore

DELETE, SURELY = "Delete all sessions", "Yes, delete all for good"


class PrivacyPage(SettingsPage):
    delete_all_wanted = Signal()

    def __init__(self, store: SettingsStore, errands: Errands) -> None:
        intro = "Everything stays on this machine. Sound is kept only if you say so."
        super().__init__(store, Section.PRIVACY, "Privacy", intro)
        self._encryption = EncryptionRow(Journal(journal_path()), errands)
        self.add(TITLE, HELP, self._encryption.button, self._encryption.said)
        self._delete = button(DELETE, "small")
        self._delete.clicked.connect(self._on_delete)
        self.deleted = label("", SMALL_STRONG)
        self.deleted.setVisible(False)
        what = "Every call’s words, sound, nudges and notes, for good."
        self.add("Delete all", what, self._delete, self.deleted)

    def say_deleted(self, words: str) -> None:
        """What came of it."""
        self._delete.setEnabled(True)
        say(self.deleted, words)
        self.deleted.setVisible(bool(words))

    def _on_delete(self) -> None:
        """The second press deletes."""
        if self._delete.text() == DELETE:
            say(self._delete, SURELY)
            return
        say(self._delete, DELETE)
        self._delete.setEnabled(False)
        self.delete_all_wanted.emit()
