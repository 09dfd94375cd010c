"""The session log: everything a call was, as one JSON document (`courtside.session/1`, COACHING.md).

Computed from events alone, as the journal keeps them; `session_log.schema.json` beside this file is its contract.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from audio.frames import Speaker
from audio.health import SourceLost, SourceRestored
from audio.speech import SpeechStarted, SpeechStopped
from coaching.catalog import default_rules
from coaching.coach import RuleFailed
from coaching.conversation import Conversation
from coaching.heard import NextStepAgreed, Pitch, PlannedQuestion, Question, Signal
from coaching.heard_again import SCHEMA, heard_as_json
from coaching.metrics import metrics
from coaching.moments import barriers, pillars
from coaching.nudge import NudgeEnded, NudgeRaised
from coaching.prep import PrepCard
from models.words import SettledWords


@dataclass(frozen=True, slots=True)
class CallInfo:
    """When and what a call was. started: aware, from the wall clock. source: what was listened to.

    duration_s: None to take it from the events. ended_early: it stopped without an end.
    """

    started: datetime
    kind: str
    source: str
    id: str = ""
    duration_s: float | None = None
    ended_early: bool = False


def session_log(call: CallInfo, prep: PrepCard, events: Iterable[object]) -> dict[str, Any]:
    """The log of a call as plain JSON values. Times in seconds, three decimals; `heard` is exact."""
    happened = list(events)
    talk = _listen(happened)
    agreed = [event for event in happened if isinstance(event, NextStepAgreed)]
    signals = [event for event in happened if isinstance(event, Signal)]
    asked = [event for event in happened if isinstance(event, Question)]
    raised = [event.nudge for event in happened if isinstance(event, NudgeRaised)]
    planned = _planned(prep, happened)
    measured = metrics(talk, asked)
    duration_s = talk.now_s if call.duration_s is None else call.duration_s
    return {
        "schema": SCHEMA,
        "call": {
            "id": call.id,
            "started": call.started.isoformat(timespec="seconds"),
            "duration_s": round(duration_s, 3),
            "ended_early": call.ended_early,
            "kind": str(call.kind),
            "source": call.source,
            "customer": prep.customer,
            "company": prep.company,
        },
        "metrics": asdict(measured),
        "turns": [
            {"speaker": turn.speaker.value, **_span(turn.start_s, turn.end_s), "text": turn.text} for turn in talk.turns
        ],
        "signals": [
            {
                "at": _s(signal.at_s),
                "end": _s(signal.end_s),
                "known_at": _s(signal.known_at_s),
                "kind": signal.kind.value,
                "detail": None if signal.detail is None else str(signal.detail),
                "text": signal.text,
                "quote": signal.quote,
            }
            for signal in signals
        ],
        "questions": [
            {
                "text": question.text,
                "status": question.status.value,
                "asked": question.asked,
                "at": None if question.at_s is None else _s(question.at_s),
                "evidence": question.evidence,
            }
            for question in planned
        ],
        "asked": [
            {
                "at": _s(question.at_s),
                "end": _s(question.end_s),
                "speaker": question.speaker.value,
                "form": question.form,
                "text": question.text,
            }
            for question in asked
        ],
        "pitches": [
            {"at": _s(event.at_s), "end": _s(event.end_s), "text": event.text}
            for event in happened
            if isinstance(event, Pitch)
        ],
        "next_steps": [{"at": _s(one.at_s), "text": one.text, "who": one.who, "when": one.when} for one in agreed],
        "nudges": _nudges(happened),
        "pillars": pillars(talk.turns, signals, planned, agreed, raised),
        "barriers": barriers(raised),
        "review": [
            {"rule": rule.id, "why": why}
            for rule in default_rules()
            if not rule.live and (why := rule.in_review(measured)) is not None
        ],
        "sound": [_sound(event) for event in happened if isinstance(event, SourceLost | SourceRestored)],
        "failed_rules": [
            {"at": _s(event.at_s), "rule": event.rule, "error": event.error}
            for event in happened
            if isinstance(event, RuleFailed)
        ],
        "prep": {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(prep).items()},
        "heard": [heard_as_json(event) for event in happened if isinstance(event, _HEARD)],
    }


_HEARD = (SpeechStarted, SpeechStopped, SettledWords)


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) that every session log follows."""
    text = Path(__file__).with_name("session_log.schema.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def _listen(events: Sequence[object]) -> Conversation:
    """The whole conversation; of a call that broke off, what was still unfinished counts as it stood."""
    talk = Conversation()
    open_sides: set[Speaker] = set()
    for event in events:
        if isinstance(event, _HEARD):
            talk.hear(event)
            if isinstance(event, SettledWords):
                (open_sides.discard if event.final else open_sides.add)(event.speaker)
    for speaker in sorted(open_sides):
        talk.hear(SettledWords(talk.now_s, speaker, (), final=True))
    return talk


def _planned(prep: PrepCard, events: Sequence[object]) -> list[PlannedQuestion]:
    """Each planned question as it stood last, in the card's order."""
    last = {text: PlannedQuestion(text) for text in prep.questions}
    last |= {event.text: event for event in events if isinstance(event, PlannedQuestion)}
    return list(last.values())


def _nudges(events: Sequence[object]) -> list[dict[str, Any]]:
    ended = {event.nudge_id: event for event in events if isinstance(event, NudgeEnded)}
    nudges = []
    for event in events:
        if not isinstance(event, NudgeRaised):
            continue
        nudge, end = event.nudge, ended.get(event.nudge.id)
        nudges.append(
            {
                "id": nudge.id,
                "at": _s(nudge.at_s),
                "raised": _s(event.at_s),
                "ended": None if end is None else _s(end.at_s),
                "ending": None if end is None else end.ending.value,
                "rule": nudge.rule,
                "barrier": None if nudge.barrier is None else nudge.barrier.value,
                "pillar": nudge.pillar.value,
                "text": nudge.whole_text,
                "quote": nudge.quote,
                "why": nudge.why,
                "shown": nudge.shown,
                "evidence": [
                    {"speaker": said.speaker.value, **_span(said.start_s, said.end_s), "text": said.text}
                    for said in nudge.evidence
                ],
            }
        )
    return nudges


def _sound(event: SourceLost | SourceRestored) -> dict[str, Any]:
    lost = isinstance(event, SourceLost)
    detail = event.reason if isinstance(event, SourceLost) else event.name
    return {"at": _s(event.at_s), "speaker": event.speaker.value, "lost": lost, "detail": detail}


def _span(start_s: float, end_s: float) -> dict[str, float]:
    return {"start": _s(start_s), "end": _s(end_s)}


def _s(at_s: float) -> float:
    return round(float(at_s), 3)
