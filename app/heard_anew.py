"""After a correction by hand: what the listeners make of the words as they were really said.

Needs, questions, answers and pitches are heard anew, so the pillars and metrics made of them change too. Nudges are
not: they are what happened in the call, and a nudge that rested on a misheard word can be called unfair.
"""

from __future__ import annotations

from app.journal import Journal
from app.journal.corrections import corrected
from app.journal.events import HeardAnew
from audio.speech import SpeechStarted, SpeechStopped
from coaching.coach import Coach
from coaching.heard import NextStepAgreed, Pitch, PlannedQuestion, Question, Signal
from coaching.listeners.ear import Ear
from coaching.tick import with_ticks
from models.words import SettledWords

_HEARD = (SpeechStarted, SpeechStopped, SettledWords)


def hear_anew(journal: Journal, id: str, ear: Ear) -> None:
    """Hears a corrected session again, as it was heard first, and keeps what came of it. Takes a few seconds an
    hour; on any thread. Raises JournalError."""
    heard = [event for event in corrected(journal.events(id)) if isinstance(event, _HEARD)]
    coach = Coach(journal.prep(id), ear, rules=[])
    understood = [item for event in with_ticks(heard) for item in coach.hear(event)]
    anew = HeardAnew(
        coach.call.now_s,
        tuple(item for item in understood if isinstance(item, Signal)),
        tuple(item for item in understood if isinstance(item, Question)),
        tuple(item for item in understood if isinstance(item, Pitch)),
        tuple(item for item in understood if isinstance(item, PlannedQuestion)),
        tuple(item for item in understood if isinstance(item, NextStepAgreed)),
    )
    journal.add(id, anew)
