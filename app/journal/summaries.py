"""Each finished call in a few numbers: computed once, as it ends, and kept until something is added to the call."""

from __future__ import annotations

import json
import logging
from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from app.journal.errors import JournalError
from app.journal.log import log_of
from coaching.call_summary import CallSummary, call_summary

if TYPE_CHECKING:
    from app.journal.journal import Journal

log = logging.getLogger(__name__)


def sum_up(journal: Journal, id: str, session_log: dict[str, Any] | None = None) -> CallSummary:
    """Sums up a finished call and keeps it where the journal can be written. session_log: its own, where that is at
    hand. Raises JournalError when the call cannot be read."""
    summary = call_summary(session_log if session_log is not None else log_of(journal, id))
    with suppress(JournalError):  # it can be computed again
        journal.keep_summary(id, json.dumps(asdict(summary)))
    return summary


def sum_up_ended(journal: Journal, id: str) -> None:
    """Sums up a call that has just ended, so that trends need not wait for it later. Raises nothing: what cannot be
    summed up now is when it is asked for."""
    try:
        sum_up(journal, id)
    except Exception as error:
        log.warning("session %s is not summed up yet: %s", id, type(error).__name__)


def read_summary(body: str) -> CallSummary | None:
    """What was kept, or None where another version kept something else."""
    try:
        kept = json.loads(body)
        pillars = {name: (int(helped), int(hindered)) for name, (helped, hindered) in kept.pop("pillars").items()}
        return CallSummary(**kept, pillars=pillars)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
