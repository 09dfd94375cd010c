"""`stacked-questions`: two questions at once, or the rep's own answer on top."""

from __future__ import annotations

import re

from audio.frames import Speaker
from coaching.call import Call, Happening, quote_of
from coaching.heard import Question
from coaching.listeners.answer_types import AnswerType, answer_type
from coaching.listeners.ear import Ear
from coaching.listeners.language import content_stems, tokens
from coaching.listeners.next_step import sounds_like_next_step
from coaching.listeners.question_kinds import QuestionKind
from coaching.listeners.question_pairs import Second, gives_examples, offers_own_answer, rephrases, second_to
from coaching.notes.questions import AskedQuestion
from coaching.nudge import Barrier, Pillar
from coaching.rule import Finding, Rule, Standing
from coaching.sentence import Sentence

TOGETHER_S = 20.0
"""Two questions of one turn further apart than this are not asked on top of each other."""

BROKEN_OFF_WORDS = 6
LEAST_SEPARATE = 0.3
"""Below this the second is surely the first one put again, or help with it."""
LEAST_WORDS = 3
"""A shorter question is a tail of the one before it ("if anything", "at all")."""


class StackedQuestions(Rule):
    """Two questions in one breath, or your own answer to the one you just asked.

    Fires when: you ask two or more separate questions in one turn, or answer your own question.
    Stays quiet when: it is the same question in other words, or examples that help them answer.
    Why it matters: they can only answer one, and it will be the easy one.
    Example: "What does that cost you, and who signs off on it, and is it budgeted?"
    Nudge: One question. Then wait.
    """

    id = "stacked-questions"
    barrier = Barrier.CONSCIOUS_COMPETENCE
    pillar = Pillar.DIALOGUE
    seriousness = 4
    specificity = 6

    def hear(self, happening: Happening, call: Call) -> Finding | None:
        if isinstance(happening, Question) and happening.speaker is Speaker.REP:
            return self._second_question(happening, call)
        if isinstance(happening, Sentence) and happening.speaker is Speaker.REP:
            return self._own_answer(happening, call)
        return None

    def standing(self, finding: Finding, call: Call) -> Standing:
        turn = call.conversation.turn()
        if turn is not None and turn.speaker is Speaker.CUSTOMER:
            return Standing.PUT_RIGHT
        return Standing.OUT_OF_DATE if call.now_s - finding.at_s > 15 else Standing.STANDS

    def _second_question(self, question: Question, call: Call) -> Finding | None:
        before, asked = self._neighbours(question, call)
        if before is None or asked is None:
            return None
        first, second = before.question, asked.question
        if sounds_like_next_step(asked.sentence.text) is not None:
            return None  # "how about Wednesday at nine?" is no discovery
        if _begun_anew(first) or _is_bid(first) or _is_bid(second) or _narrows(first, second, call.ear):
            return None
        apart = second.at_s - first.end_s > TOGETHER_S or len(tokens(second.text)) < LEAST_WORDS or _is_tail(second)
        if apart or gives_examples(second.text) or rephrases(first.text, second.text, call.ear):
            return None
        if second_to(first.text, second.text, call.ear)[Second.SEPARATE] < LEAST_SEPARATE:
            return None
        evidence = (quote_of(first, Speaker.REP), quote_of(second, Speaker.REP))
        why = "You asked a second question before they had answered the first."
        return Finding(second.end_s, "One question. Then wait.", why, evidence, about=asked.turn)

    @staticmethod
    def _neighbours(question: Question, call: Call) -> tuple[AskedQuestion | None, AskedQuestion | None]:
        """The question, and the one asked before it in the same turn."""
        real = [
            item
            for item in call.questions.asked[-8:]
            if item.kind is QuestionKind.DISCOVERY and item.question.speaker is Speaker.REP
        ]
        at = next((index for index, item in enumerate(real) if item.question is question), 0)
        return (real[at - 1], real[at]) if at and real[at - 1].turn is real[at].turn else (None, None)

    def _own_answer(self, sentence: Sentence, call: Call) -> Finding | None:
        asked = call.questions.last(Speaker.REP)
        turn = call.conversation.turn()
        if asked is None or turn is None or asked.turn is not turn or not self._right_after(asked, sentence):
            return None
        if gives_examples(sentence.text) or _FEELS.match(" ".join(tokens(sentence.text))):
            return None
        if not offers_own_answer(asked.question.text, sentence.text):
            return None
        evidence = (quote_of(asked.question, Speaker.REP), quote_of(sentence, Speaker.REP))
        why = "You offered your own answer to the question you had just asked."
        return Finding(sentence.end_s, "One question. Then wait.", why, evidence, about=turn)

    @staticmethod
    def _right_after(asked: AskedQuestion, sentence: Sentence) -> bool:
        sentences = asked.turn.sentences
        return (
            asked.kind is QuestionKind.DISCOVERY
            and len(sentences) >= 2
            and sentences[-1] is sentence
            and sentences[-2] is asked.sentence
        )


def _begun_anew(first: Question) -> bool:
    """A question broken off ("is the pain, is that,") is no question of its own."""
    words = len(first.text.split())
    return words < LEAST_WORDS or (words < BROKEN_OFF_WORDS and first.text.rstrip().endswith((",", "-", "…")))


def _is_tail(second: Question) -> bool:
    """It only goes on with the first: "where would the moth come from, do you think", "how many do you reckon leak"."""
    return " ".join(tokens(second.text)[:3]) in _GOES_ON


_GOES_ON = ("do you think", "would you say", "do you reckon", "do you know", "do you figure", "do you suppose")
_BIDS = re.compile(
    r"^(?:\w+ ){0,4}?(?:(?:do you want to|would you like to|can you|could you)?(?: just)? ?tell me"
    r"|(?:can|may|could) i (?:just )?(?:double )?(?:ask|check)\b.{0,12}$"
    r"|.*\b(?:could not|couldn't|can't|did not|didn't) (?:quite )?(?:hear|catch))"
)
_ASKS_LEAVE = re.compile(r"^(?:\w+ ){0,3}?(?:can|may|could) i (?:just )?(?:double )?(?:ask|check)\b")
_ASKS_ITSELF = frozenset("what how who when where which why whether if is are do does did have has can will".split())


def _is_bid(question: Question) -> bool:
    """They are asked to tell, or asked whether they may be asked: another question says what."""
    said = " ".join(tokens(question.text))
    leave = _ASKS_LEAVE.match(said)
    return bool(_BIDS.match(said)) or (leave is not None and not _ASKS_ITSELF & set(said[leave.end() :].split()))


_FEELS = re.compile(r"^(?:\w+ )?(?:that|it) (?:must|sounds|seems)\b")


def _narrows(first: Question, second: Question, ear: Ear) -> bool:
    """The second helps them with the first: about the same thing, or an open question made easier to answer."""
    words = tokens(second.text)
    if content_stems(first.text) & content_stems(second.text) or "ones" in words:
        return True
    similarity = ear.similarity(first.text, second.text)
    if answer_type(second.text) is not AnswerType.YES_NO:
        return similarity is not None and similarity >= RESTATED
    if _SAME_THING & set(words):
        return True
    adds = words[:1] in (["and"], ["also"], ["plus"])
    if similarity is None:
        return first.form == "open" and not adds
    return similarity >= (SAME_TOPIC if adds or first.form == "closed" else OTHER_TOPIC)


_SAME_THING = frozenset("it it's that that's this those these them they other else either more same".split())
OTHER_TOPIC = 0.1
SAME_TOPIC = 0.3
RESTATED = 0.4
"""Cosine of two questions below which they are surely, from which they are hardly about different things."""
