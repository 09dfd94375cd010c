"""Many calls at once: a file each, or one table of them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from app.export.formats import export
from app.export.parquet import PARQUET, parquet
from app.export.tables import table
from app.export.writing import write_privately
from app.history import reviewed_log
from app.journal import Journal, log_of

TABLES: dict[str, Callable[[Iterator[dict[str, Any]]], str | bytes]] = {"csv": table, PARQUET: parquet}
"""What makes one table of many calls."""


def between(journal: Journal, since: date | None = None, until: date | None = None) -> list[str]:
    """The ids of the finished sessions begun on these days, both included, the oldest first."""
    days = {row.id: datetime.fromisoformat(row.started).date() for row in journal.sessions() if not row.live}
    wanted = [id for id, day in days.items() if (since is None or since <= day) and (until is None or day <= until)]
    return sorted(wanted, key=lambda id: (days[id], id))


def export_many(journal: Journal, ids: list[str], format: str, folder: Path) -> Iterator[Path]:
    """Writes the sessions into `folder`, one at a time; yields each file that is whole.

    One file a session, named for it; as CSV or Parquet one table of them all, `sessions.csv`. Raises JournalError,
    UnknownFormat, OSError, and BadInput where Parquet is not installed.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if format in TABLES:
        path = folder / f"sessions.{format}"
        write_privately(path, TABLES[format](log_of(journal, id) for id in ids))
        yield path
        return
    for id in ids:
        path = folder / f"{id}.{format}"
        write_privately(path, export(reviewed_log(journal, id), format))
        yield path
