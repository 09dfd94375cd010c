"""The session log of a session in the journal, with what the rep did beside it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from app.journal.corrections import corrected
from app.journal.events import (
    Bookmark,
    Consent,
    Corrected,
    Feedback,
    LimitsSet,
    Paused,
    ReportEdited,
    Resumed,
    SavingResumed,
    SavingStopped,
    TranscriberRestarted,
)
from coaching.session_log import session_log

if TYPE_CHECKING:
    from app.journal.journal import Journal

_BESIDE: dict[str, tuple[type[Any], ...]] = {
    "bookmarks": (Bookmark,),
    "feedback": (Feedback,),
    "consent": (Consent,),
    "limits": (LimitsSet,),
    "pauses": (Paused, Resumed),
    "saving": (SavingStopped, SavingResumed),
    "transcriber": (TranscriberRestarted,),
    "corrections": (Corrected,),
    "report": (ReportEdited,),
}


def log_of(journal: Journal, id: str) -> dict[str, Any]:
    """The session log (`courtside.session/1`), computed from the journal alone, words corrected by hand.

    Raises JournalError.
    """
    events: list[Any] = journal.events(id)
    log = session_log(journal.call(id), journal.prep(id), corrected(events))
    noted = {event.at_s: event for event in events if isinstance(event, Bookmark)}  # of one moment the last counts
    events = [event for event in events if not isinstance(event, Bookmark) or noted[event.at_s] is event]
    for key, types in _BESIDE.items():
        log[key] = [
            {"event": type(event).__name__, "at": event.at_s}
            | {name: value for name, value in asdict(event).items() if name != "at_s"}
            for event in events
            if isinstance(event, types)
        ]
    return log
