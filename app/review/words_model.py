"""The words of a call as rows: turns as they came, with nudges and bookmarks between them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from app.export.moments import Kind, Moment, moments
from app.export.story import who
from app.wording import time

MOMENT = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class WordsModel(QAbstractListModel):
    """One row a moment, signals left out: they are told by colour within the customer's words.

    signal_quotes: for a row, the customer's words in it that carry a signal.
    """

    def __init__(self, log: dict[str, Any]) -> None:
        super().__init__()
        self.rows = [moment for moment in moments(log) if moment.kind is not Kind.SIGNAL]
        self._starts = [row.at_s for row in self.rows]
        name = who(log)
        self._they = "They" if name == "they" else name
        self._signals = [(signal["at"], signal["text"]) for signal in log["signals"]]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's signature)
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.text
            case Qt.ItemDataRole.EditRole:
                return row.label if row.kind is Kind.BOOKMARK else row.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{time(row.at_s)} {self._speaker(row)}: {row.text} {row.detail}".strip()
            case _ if role == MOMENT:
                return row
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        kind = self.rows[index.row()].kind
        return flags | Qt.ItemFlag.ItemIsEditable if kind.is_turn or kind is Kind.BOOKMARK else flags

    def row_at(self, at_s: float) -> int:
        """The row that was being said, or had been said last, at this moment; of several nudges at once the first."""
        last = max(0, bisect_right(self._starts, at_s + 1e-3) - 1)
        together = range(bisect_left(self._starts, self._starts[last]) if self._starts else 0, last)
        return next((row for row in together if self.rows[row].kind.is_nudge), last)

    def signal_quotes(self, row: Moment) -> list[str]:
        if row.kind is not Kind.CUSTOMER:
            return []
        return [text for at_s, text in self._signals if row.at_s - 0.5 <= at_s <= row.end_s]

    def found(self, words: str) -> list[int]:
        """The rows in which these words stand, in any case."""
        wanted = words.casefold().strip()
        return [number for number, row in enumerate(self.rows) if wanted in row.text.casefold()] if wanted else []

    def _speaker(self, row: Moment) -> str:
        names = {Kind.REP: "You", Kind.CUSTOMER: self._they, Kind.SHOWN: "Nudge", Kind.HELD_BACK: "Nudge, held back"}
        return names.get(row.kind, "Bookmark")
