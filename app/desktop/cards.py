"""Saved prep cards: one TOML file each in the user's data folder. No Qt here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from app.places import data_folder
from app.settings.store import write_private
from coaching.prep import BadPrepCard, PrepCard, read_prep

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class SavedCard:
    """name: the file's, without ending. problem: "" or why the file cannot be read (card is then empty)."""

    name: str
    card: PrepCard
    problem: str = ""

    @property
    def title(self) -> str:
        """Who it is about."""
        who = ", ".join(part for part in (self.card.customer.split(",")[0].strip(), self.card.company) if part)
        return who or "Nobody yet" if not self.problem else self.name


class Cards:
    """The cards in `folder`. Names are its own; raises OSError where the disk does."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or data_folder() / "prep"

    def all(self) -> list[SavedCard]:
        """The one changed last first."""
        paths = sorted(self.folder.glob("*.toml"), key=lambda path: (-path.stat().st_mtime_ns, path.name))
        return [self._read(path) for path in paths]

    def find(self, name: str) -> SavedCard | None:
        """The card of this name, or None. A name that is not one of this folder's files finds nothing."""
        path = self.folder / f"{name}.toml"
        return self._read(path) if name and path.name == f"{name}.toml" and path.is_file() else None

    def save(self, card: PrepCard, name: str = "") -> str:
        """Keeps the card under its name, or a new one made of who it is about; returns the name."""
        name = name or self._new_name(card)
        write_private(self.folder / f"{name}.toml", card.to_toml())
        return name

    def delete(self, name: str) -> None:
        (self.folder / f"{name}.toml").unlink(missing_ok=True)

    def bring_in(self, path: Path) -> str:
        """Keeps a copy of the card in the file at `path`; returns its name. Raises BadPrepCard."""
        return self.save(read_prep(path))

    def _read(self, path: Path) -> SavedCard:
        try:
            return SavedCard(path.stem, read_prep(path))
        except BadPrepCard as error:
            return SavedCard(path.stem, PrepCard(), str(error))

    def _new_name(self, card: PrepCard) -> str:
        words = re.findall(r"[a-z0-9]+", f"{card.customer.split(',')[0]} {card.company}".casefold())
        base = "-".join(words)[:LONGEST_NAME].strip("-") or "card"
        name, number = base, 2
        while (self.folder / f"{name}.toml").exists():
            name, number = f"{base}-{number}", number + 1
        return name
