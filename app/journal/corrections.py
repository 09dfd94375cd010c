"""Corrections by hand: the words that were heard give way to the words that the rep says were said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from app.journal.events import Corrected, HeardAnew
from coaching.heard import NextStepAgreed, Pitch, PlannedQuestion, Question, Signal
from coaching.plain_text import plain
from models.words import SettledWords, Word

_UNDERSTOOD = (Signal, Question, Pitch, PlannedQuestion, NextStepAgreed)


def corrected(events: Iterable[Any]) -> list[Any]:
    """The events as if the corrected words had been heard; a later correction goes over an earlier one.

    What was understood is as it was last heard anew. Nudges stay: they are what happened in the call.
    """
    out = _understood(list(events))
    for correction in [event for event in out if isinstance(event, Corrected)]:
        _apply(correction, out)
    return out


def _understood(events: list[Any]) -> list[Any]:
    anew = next((event for event in reversed(events) if isinstance(event, HeardAnew)), None)
    if anew is None:
        return events
    rest = [event for event in events if not isinstance(event, _UNDERSTOOD)]
    return [*rest, *anew.signals, *anew.asked, *anew.pitches, *anew.planned, *anew.agreed]


def _apply(correction: Corrected, events: list[Any]) -> None:
    """Puts the new words where the first of the old ones stood, and takes the others out."""
    places = [at for at, event in enumerate(events) if isinstance(event, SettledWords) and _within(event, correction)]
    if not places:
        return
    first = places[0]
    for at in places:
        before, after = _around(events[at].words, correction)
        new = _words(correction) if at == first else ()
        events[at] = replace(events[at], words=(*before, *new, *after))


def _within(event: SettledWords, correction: Corrected) -> bool:
    return event.speaker is correction.speaker and any(_replaced(word, correction) for word in event.words)


def _around(words: Sequence[Word], correction: Corrected) -> tuple[list[Word], list[Word]]:
    replaced = [at for at, word in enumerate(words) if _replaced(word, correction)]
    return list(words[: replaced[0]]), list(words[replaced[-1] + 1 :])


def _replaced(word: Word, correction: Corrected) -> bool:
    """By its middle, so that a word that only touches the span stays."""
    return correction.start_s <= (word.start_s + word.end_s) / 2 <= correction.end_s


def _words(correction: Corrected) -> tuple[Word, ...]:
    """The new words, spread over the time of the old ones by their length. What the rep writes is certain."""
    texts = plain(correction.text).split()
    letters = sum(len(text) for text in texts)
    words, start_s = [], correction.start_s
    for text in texts:
        end_s = start_s + (correction.end_s - correction.start_s) * len(text) / letters
        words.append(Word(text, start_s, end_s, 1.0))
        start_s = end_s
    return tuple(words)
