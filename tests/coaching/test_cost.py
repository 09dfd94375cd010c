"""What coaching an hour costs, on one core."""

from __future__ import annotations

import random
import time

from saying import EAR
from scripted_calls import load_calls

from audio.frames import Speaker
from coaching.coach import Coach
from coaching.listeners.ear import Ear
from coaching.prep import PrepCard
from coaching.tick import with_ticks
from coaching.transcript import Utterance
from coaching.utterance_events import utterance_events

HOUR_S = 3600.0


def an_hour() -> list[Utterance]:
    """The lines of the scripted calls, in another order, for an hour."""
    chance = random.Random(3)
    lines = [line for call in load_calls("dev") for line in call.lines]
    said: list[Utterance] = []
    at_s, side = 0.0, Speaker.REP
    while at_s < HOUR_S:
        line = chance.choice(lines)
        said.append(Utterance(side, at_s, at_s + line.end_s - line.start_s, line.text))
        at_s, side = said[-1].end_s + 0.7, side.other
    return said


def cost_s(ear: Ear) -> float:
    ear.get_ready()
    card = PrepCard(facts=("40 trucks in Reno",), questions=("How many drivers do you have?",), planned_minutes=60)
    coach = Coach(card, ear)
    started_s = time.process_time()
    for event in with_ticks(utterance_events(an_hour())):
        coach.hear(event)
    return time.process_time() - started_s


def test_an_hour_of_talk_is_coached_in_ten_seconds() -> None:
    assert cost_s(EAR) < 10.0
