"""The calls over time: each in a few numbers, computed once, and what the rep decided about the fading coach."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from app.export import write_privately
from app.journal import Journal, SessionRow, log_of, read_summary, sum_up
from app.places import data_folder
from coaching.call_summary import CallSummary
from coaching.fading import Choice, fading
from coaching.habit import Habit, habit

LOOK_BACK = 20
"""The latest calls that trends and fading look at: enough to see a habit change, few enough to be today's."""


def history(journal: Journal, before: str = "", *, known_only: bool = False) -> list[CallSummary]:
    """The latest finished calls, oldest first. Raises JournalError.

    before: only those begun before this session. known_only: leave out calls that have not been summed up since
    they last changed, which would have to be read from their events (a third of a second for an hour).
    """
    kept = journal.summaries()
    calls = []
    for row in reversed(_rows(journal, before)):
        summary = read_summary(kept.get(row.id, ""))
        if summary is None and not known_only:
            summary = sum_up(journal, row.id)
        if summary is not None:
            calls.append(summary)
    return calls


def count_before(journal: Journal, before: str) -> int:
    """How many calls `history` tells of when none is left out. Raises JournalError."""
    return len(_rows(journal, before))


def _rows(journal: Journal, before: str) -> list[SessionRow]:
    """The latest calls, by when they were: one brought in today may be last year's."""
    rows = [row for row in journal.sessions() if not row.live]
    rows.sort(key=lambda row: datetime.fromisoformat(row.started), reverse=True)
    if before:
        rows = rows[next((at + 1 for at, row in enumerate(rows) if row.id == before), 0) :]
    return rows[:LOOK_BACK]


def habit_of(log: dict[str, Any], earlier: Sequence[CallSummary]) -> Habit | None:
    """The one habit of a call. earlier: the calls before it, oldest first, as `history` tells them."""
    return habit(log, [call.slips for call in earlier if call.spoken])


def reviewed_log(journal: Journal, id: str) -> dict[str, Any]:
    """The session log with the habit that the review names, as every export of a call has it. Raises JournalError."""
    log = log_of(journal, id)
    return with_habit(log, habit_of(log, history(journal, before=id)))


def with_habit(log: dict[str, Any], found: Habit | None) -> dict[str, Any]:
    """The session log and its one habit; null when nothing got in the way."""
    return log | {"habit": None if found is None else asdict(found)}


class FadingChoices:
    """What the rep decided about single rules: kept in one small file. One that cannot be read counts as none."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or data_folder() / "fading.json"

    def read(self) -> dict[str, Choice]:
        try:
            found = json.loads(self._path.read_text("utf-8"))
            return {str(rule): Choice(choice) for rule, choice in found.items()}
        except (OSError, ValueError, AttributeError):
            return {}

    def decide(self, rule: str, choice: Choice | None) -> None:
        """From now on; None leaves it to the calls again. Raises OSError."""
        choices = self.read()
        choices.pop(rule, None)
        if choice is not None:
            choices[rule] = choice
        write_privately(self._path, json.dumps({rule: choice.value for rule, choice in choices.items()}))


def fading_now(journal: Journal) -> dict[str, float]:
    """For each rule that fades in the next call, how many times longer its spacing is. Raises JournalError."""
    calls = [call.slips for call in history(journal) if call.spoken]
    return fading(calls, FadingChoices().read())
