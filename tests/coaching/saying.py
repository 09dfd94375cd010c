"""Conversations for tests, written as they are said."""

from __future__ import annotations

from collections.abc import Iterable

from audio.frames import Speaker
from coaching.coach import Coach, CoachEvent
from coaching.conversation import Conversation
from coaching.listeners.ear import Ear
from coaching.nudge import Nudge, NudgeRaised
from coaching.prep import PrepCard
from coaching.rule import Rule
from coaching.tick import with_ticks
from coaching.transcript import Utterance
from coaching.utterance_events import utterance_events

EAR = Ear()
"""Words alone; one for all tests, since it learns from its examples when it is made."""
Line = tuple[str, float, float, str]


def said(lines: Iterable[Line]) -> tuple[Utterance, ...]:
    """("rep", 0.0, 2.5, "hello there") becomes what a transcript file would."""
    return tuple(Utterance(Speaker(who), start_s, end_s, text) for who, start_s, end_s, text in lines)


def conversation(lines: Iterable[Line]) -> Conversation:
    talk = Conversation()
    for event in with_ticks(utterance_events(said(lines))):
        talk.hear(event)
    return talk


def coached(lines: Iterable[Line], rules: list[Rule] | None = None, prep: PrepCard | None = None) -> list[CoachEvent]:
    """All that the coach makes of a conversation, on words alone."""
    coach = Coach(prep, EAR, rules)
    return [out for event in with_ticks(utterance_events(said(lines))) for out in coach.hear(event)]


def nudges(events: Iterable[CoachEvent]) -> list[Nudge]:
    return [event.nudge for event in events if isinstance(event, NudgeRaised)]
