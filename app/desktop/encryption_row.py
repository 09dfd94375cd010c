"""Whether calls are encrypted, said plainly, and the button that changes it."""

from __future__ import annotations

from app.desktop.background import Errands
from app.desktop.text import button, label, say
from app.journal import Journal
from app.look import SMALL_STRONG

TITLE = "Encryption"
HELP = "So that nobody who takes this disk can read your calls. Prep cards and kept sound are not encrypted."
PLAIN = "Your calls are not encrypted."
ENCRYPTED = "Your calls are encrypted. The key is in this system’s keyring."
ENCRYPT, DECRYPT = "Encrypt", "Stop encrypting"


class EncryptionRow:
    """`button` changes it, `said` tells how it is, or what stood in the way. GUI thread only."""

    def __init__(self, journal: Journal, errands: Errands) -> None:
        self._journal, self._errands = journal, errands
        self.button = button(ENCRYPT, "small")
        self.button.clicked.connect(self._change)
        self.said = label("", SMALL_STRONG)
        self.show_state()

    def show_state(self) -> None:
        encrypted = self._journal.encrypted
        say(self.said, ENCRYPTED if encrypted else PLAIN)
        say(self.button, DECRYPT if encrypted else ENCRYPT)
        self.button.setEnabled(True)

    def _change(self) -> None:
        wanted = not self._journal.encrypted
        self.button.setEnabled(False)
        say(self.said, "Writing your calls anew …")
        self._errands.run(
            "encryption", lambda: self._journal.set_encrypted(wanted), lambda _: self.show_state(), self._on_failed
        )

    def _on_failed(self, problem: str) -> None:
        self.show_state()
        say(self.said, f"{self.said.text()} {problem}")
