"""`unprepared`: asking for what the prep card already says."""

from __future__ import annotations

import re

from audio.frames import Speaker
from coaching.call import Call, Happening, quote_of
from coaching.heard import Question
from coaching.listeners.homework import any_search_answers
from coaching.listeners.mentions import asks_for_fact
from coaching.listeners.question_kinds import QuestionKind
from coaching.nudge import Barrier, Pillar
from coaching.rule import Finding, Rule, Settings, Standing

OPENING_QUESTIONS = 2
"""A call opens with its first two real questions."""


class Unprepared(Rule):
    """You asked for something you could have known.

    Fires when: you ask for something that your prep card already says, or open with a question that any web
        search answers.
    Stays quiet when: it is asked as a check ("I read that..., is that right?").
    Why it matters: your depth of preparation sends a loud and clear message that you take it seriously.
    Example: the card says "40 trucks out of Reno", and you ask how many trucks they run.
    Nudge: You know this: 40 trucks, Reno.
    """

    id = "unprepared"
    barrier = Barrier.PREPARATION
    pillar = Pillar.PRODUCTIVE
    seriousness = 5
    specificity = 7

    def __init__(self, settings: Settings | None = None) -> None:
        super().__init__(settings)
        self._asked = 0  # real questions so far

    def hear(self, happening: Happening, call: Call) -> Finding | None:
        if not isinstance(happening, Question) or happening.speaker is not Speaker.REP:
            return None
        asked = next(item for item in reversed(call.questions.asked) if item.question is happening)
        if asked.kind is not QuestionKind.DISCOVERY:
            return None
        self._asked += 1
        evidence = (quote_of(happening, Speaker.REP),)
        for fact in call.prep.facts:
            if any(asks_for_fact(said, fact, call.ear) for said in {asked.sentence.whole_text, happening.text}):
                text, why = f"You know this: {short(fact)}.", f"Your prep card says: {fact}."
                return Finding(happening.end_s, text, why, evidence, about=asked)
        if self._asked <= OPENING_QUESTIONS and any_search_answers(asked.sentence.whole_text, call.prep.company):
            text, why = "You could have looked this up.", "Any web search answers this question."
            return Finding(happening.end_s, text, why, evidence, about=asked)
        return None

    def standing(self, finding: Finding, call: Call) -> Standing:
        turn = call.conversation.turn()
        answered = turn is not None and turn.speaker is Speaker.CUSTOMER and turn.start_s > finding.at_s - 1
        return Standing.OUT_OF_DATE if answered or call.now_s - finding.at_s > 12 else Standing.STANDS


def short(fact: str) -> str:
    """A fact in at most four words: "40 trucks out of Reno" becomes "40 trucks, Reno"."""
    groups = _BETWEEN.split(_ARTICLES.sub("", fact.rstrip(".")))
    words = ", ".join(group.strip() for group in groups if group.strip()).split()
    return " ".join(words[:4]).rstrip(",")


_ARTICLES = re.compile(r"\b(?:a|an|the)\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:(?:out|because|instead) of|of|in|at|on|for|from|to|with|by|since)\b", re.IGNORECASE)
