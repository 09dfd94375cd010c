"""The list of calls, and what a search over all of them found, as rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from app.journal import Found, SessionRow
from app.wording import time

ROW = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class CallRow:
    """title: whom with. about: when, how long, what kind. words: what was found in it, or "". at_s: where.
    flag: what is special about it, or ""."""

    id: str
    title: str
    about: str
    flag: str = ""
    words: str = ""
    speaker: str = ""
    at_s: float | None = None


class CallsModel(QAbstractListModel):
    def __init__(self, rows: Sequence[CallRow] = ()) -> None:
        super().__init__()
        self.rows = list(rows)

    def show(self, rows: Sequence[CallRow]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's signature)
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(part for part in (row.title, row.about, row.flag, row.words) if part)
        return row if role == ROW else None


def listed(session: SessionRow) -> CallRow:
    """A session as it stands in the list."""
    flag = "running now" if session.live else "ended early" if session.ended_early else ""
    about = f"{when(session.started)}, {time(session.duration_s)}, {session.kind}"
    return CallRow(session.id, named(session.customer, session.company) or session.source, about, flag)


def hit(found: Found) -> CallRow:
    """A piece of speech that was found."""
    title = named(found.customer, found.company) or "A call"
    about = f"{when(found.started)}, at {time(found.start_s)}"
    return CallRow(found.id, title, about, "", found.text, found.speaker.value, found.start_s)


def when(started: str) -> str:
    """ "Tue 24 Nov 2026, 10:41", in the words of no locale but ours."""
    begun = datetime.fromisoformat(started)
    days = "Mon Tue Wed Thu Fri Sat Sun".split()
    months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
    return f"{days[begun.weekday()]} {begun.day} {months[begun.month - 1]} {begun.year}, {begun:%H:%M}"


def named(customer: str, company: str) -> str:
    """Whom the call was with, without what they do there; "" when neither is known."""
    return ", ".join(part for part in (customer.split(",")[0].strip(), company) if part)
