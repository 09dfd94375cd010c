"""The call that is being reviewed: its log, the calls before it, and what the rep adds to it. No Qt here."""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import Any

from app.coaching_setup import make_ear, own_coach
from app.export.moments import Kind, Moment
from app.export.report import Report
from app.export.story import how_many
from app.heard_anew import hear_anew
from app.history import FadingChoices, count_before, habit_of, history, with_habit
from app.journal import Journal, log_of, sum_up
from app.journal.events import Bookmark, Corrected, Feedback, ReportEdited
from app.review.call_part import CallPart
from audio.frames import Speaker
from coaching.call_summary import CallSummary, call_summary
from coaching.fading import Choice
from coaching.habit import Habit
from models.store import ModelStore


class OpenCall:
    """Reads the call from the journal, and sums it up once it is over. Its methods raise JournalError.

    sound: where its sound is, if that was kept. earlier: the calls before it, oldest first, as far as they are known;
    all_known: none is missing.
    What the rep adds is in the journal at once, and in `log` when the call is opened again.
    """

    def __init__(self, journal: Journal, id: str, choices: FadingChoices) -> None:
        self.id = id
        self._journal, self._choices = journal, choices
        self._hearing = Lock()
        self.log: dict[str, Any] = log_of(journal, id)
        self.sound: Path | None = None
        if not journal.session(id).live:
            sum_up(journal, id, self.log)
            self.sound = path if (path := journal.sound_path(id)).exists() else None
        self.earlier = history(journal, before=id, known_only=True)
        self.all_known = len(self.earlier) >= count_before(journal, id)

    def read_earlier(self) -> list[CallSummary]:
        """Reads what is missing of the calls before; takes its time, on any thread. Put it into `earlier`."""
        return history(self._journal, before=self.id)

    def habit(self) -> Habit | None:
        """The one habit of this call."""
        return habit_of(self.log, self.earlier)

    def reviewed_log(self) -> dict[str, Any]:
        """The log with that habit, for exports."""
        return with_habit(self.log, self.habit())

    def calls_with(self, found: Habit) -> list[CallPart]:
        """The latest calls that had this habit, this one last."""
        spoken = [call for call in self.earlier if call.spoken][1 - found.of_calls :] if found.of_calls > 1 else []
        times = [(call, call.slips.get(found.rule, 0)) for call in [*spoken, call_summary(self.log)]]
        return [CallPart(call.id, call.started, call.customer, how_many(count)) for call, count in times if count]

    def practises(self, found: Habit | None) -> bool:
        """Whether the rep practises it."""
        return found is not None and self._choices.read().get(found.rule) is Choice.BACK

    def practise(self, rule: str, on: bool) -> None:
        """Says it every time from the next call on, or leaves that to the coach. Raises OSError."""
        self._choices.decide(rule, Choice.BACK if on else None)

    def correct(self, turn: Moment, text: str) -> None:
        """The words of a turn as they were really said."""
        speaker = Speaker.REP if turn.kind is Kind.REP else Speaker.CUSTOMER
        self._journal.add(self.id, Corrected(turn.at_s, speaker, turn.at_s, turn.end_s, text))

    def hear_anew(self) -> None:
        """What follows from the words as corrected; takes a few seconds, on any thread, one after the other."""
        with self._hearing:
            own = own_coach()
            hear_anew(self._journal, self.id, make_ear(ModelStore(), own))

    def bookmark(self, at_s: float) -> None:
        """Marks this moment."""
        self._journal.add(self.id, Bookmark(at_s))

    def note(self, bookmark: Moment, text: str) -> None:
        """What the rep wants to remember of a moment marked."""
        self._journal.add(self.id, Bookmark(bookmark.at_s, text))

    def judge(self, nudge_id: int, *, fair: bool) -> None:
        nudge = next(nudge for nudge in self.log["nudges"] if nudge.get("id") == nudge_id)
        self._journal.add(self.id, Feedback(nudge["at"], nudge_id, fair))

    def keep_report(self, made: Report) -> None:
        """The report as the rep has put it."""
        parts = (made.about, made.title, made.why, made.understood, made.agreed, made.next_step, made.still_open)
        self._journal.add(self.id, ReportEdited(self.log["call"]["duration_s"], *parts))
