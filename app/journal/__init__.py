"""The journal: every session, an event a row as it happens, in one SQLite database. No Qt here."""

from app.journal.errors import JournalError, NewerJournal, NoSuchSession, Trouble
from app.journal.journal import Found, Journal, SessionRow
from app.journal.log import log_of
from app.journal.summaries import read_summary, sum_up
from app.journal.writer import SessionWriter

__all__ = [
    "Found",
    "Journal",
    "JournalError",
    "NewerJournal",
    "NoSuchSession",
    "SessionRow",
    "SessionWriter",
    "Trouble",
    "log_of",
    "read_summary",
    "sum_up",
]
