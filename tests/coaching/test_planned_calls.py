"""Planned questions through whole calls, by words alone: asked in other words, answered in passing, put off."""

from __future__ import annotations

import tomllib
from pathlib import Path

from audio.frames import Speaker
from coaching.coach import Coach
from coaching.heard import PlannedQuestion
from coaching.listeners.ear import Ear
from coaching.prep import prep_from_keys
from coaching.tick import with_ticks
from coaching.transcript import Utterance
from coaching.utterance_events import utterance_events

CALLS = [
    call
    for file in sorted((Path(__file__).parent / "cases/planned").glob("*.toml"))
    for call in tomllib.loads(file.read_text("utf-8"))["call"]
]
WORD_S = 0.38


def utterances(lines: str) -> list[Utterance]:
    at_s, said = 0.0, []
    for line in lines.strip().splitlines():
        end_s = at_s + WORD_S * len(line.split())
        said.append(Utterance(Speaker.REP if line.startswith("R:") else Speaker.CUSTOMER, at_s, end_s, line[3:]))
        at_s = end_s + 1.0
    return said


def stands(call: dict[str, str], questions: list[str]) -> dict[str, str]:
    coach = Coach(prep_from_keys({"questions": questions}, call["title"]), Ear())
    heard = [out for event in with_ticks(utterance_events(utterances(call["lines"]))) for out in coach.hear(event)]
    return {out.text: out.status.value for out in heard if isinstance(out, PlannedQuestion)}


def test_most_planned_questions_stand_right_at_the_end_of_a_call() -> None:
    wrong = []
    for call in CALLS:
        found = stands(call, list(call["planned"]))
        wrong += [
            (call["title"], question, truth, found.get(question, "open"))
            for question, truth in call["planned"].items()
            if found.get(question, "open") != truth
        ]
    total = sum(len(call["planned"]) for call in CALLS)
    assert len(wrong) <= 0.25 * total, wrong


def test_questions_of_other_calls_stay_open() -> None:
    freight, clinic = CALLS[0], CALLS[1]
    found = stands(freight, list(clinic["planned"])[:1] + list(clinic["planned"])[4:])
    assert found == {}
