"""`over-answer`: a short question gets a long answer."""

from __future__ import annotations

import re
from dataclasses import dataclass

from audio.frames import Speaker
from coaching.call import Call, Happening, quote_of
from coaching.listeners.answer_types import answer_type
from coaching.notes.questions import AskedQuestion
from coaching.nudge import Barrier, Pillar
from coaching.rule import Finding, Rule, Settings, Standing, setting
from coaching.tick import Tick

_LONG_VERSION = re.compile(
    r"\b(walk (me|us) through|talk (me|us) through|tell (me|us) (all|everything|more)|in detail|long version|"
    r"deep dive|whole (story|thing)|step by step|take your time|go into|elaborate|full picture)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class OverAnswerSettings(Settings):
    limit_s: float = setting(60.0, 15.0, 300.0, "Seconds an answer may take.")
    one_fact_limit_s: float = setting(30.0, 10.0, 180.0, "The same for a yes/no or one-fact question.")


class OverAnswer(Rule):
    """They asked something short and you are still answering.

    Fires when: you have answered their question for more than 60 s (30 s for a yes/no or one-fact question)
        without handing back.
    Stays quiet when: they asked for the long version.
    Why it matters: if they ask what time it is, don't tell them the fascinating history of watchmaking.
    Example: "Does it run on tablets?" ...and forty seconds later you are at the history of the mobile app.
    Nudge: They asked the time, not watchmaking.
    """

    id = "over-answer"
    barrier = Barrier.PRIDE
    pillar = Pillar.DIALOGUE
    seriousness = 5
    specificity = 6
    settings_type = OverAnswerSettings

    def hear(self, happening: Happening, call: Call) -> Finding | None:
        if not isinstance(happening, Tick) or not call.conversation.speaking(Speaker.REP):
            return None
        asked, turn = call.questions.last(Speaker.CUSTOMER), call.conversation.turn()
        floor, held_s = call.conversation.floor, call.conversation.floor_held_s()
        if asked is None or turn is None or floor is None or floor.speaker is not Speaker.REP:
            return None
        theirs = turn if turn.speaker is Speaker.CUSTOMER else call.conversation.turn_before(turn)
        limit_s = self._limit_s(asked)
        if theirs is not asked.turn or held_s <= limit_s or _LONG_VERSION.search(asked.turn.lately):
            return None
        return Finding(
            at_s=floor.since_s + limit_s,
            text="They asked the time, not watchmaking.",
            why=f"You have answered their question for {held_s:.0f} s; {limit_s:.0f} s is enough for this one.",
            evidence=(quote_of(asked.question, Speaker.CUSTOMER),),
            about=floor,
        )

    def standing(self, finding: Finding, call: Call) -> Standing:
        return Standing.STANDS if call.conversation.floor is finding.about else Standing.PUT_RIGHT

    def _limit_s(self, asked: AskedQuestion) -> float:
        wants_one_fact = answer_type(asked.question.text) not in ("reason", "manner", "thing", "list")
        short = asked.question.form == "closed" or wants_one_fact
        limit_s: float = self.settings.one_fact_limit_s if short else self.settings.limit_s
        return limit_s
