"""What the customer has already told, so that it is not asked again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coaching.listeners.answer_types import FACTS, AnswerType, answer_type
from coaching.listeners.answers import asks_again, find_answer, is_evasive, told_already, wants_more_detail
from coaching.listeners.ear import Ear
from coaching.listeners.information import information
from coaching.listeners.language import content_stems, tokens
from coaching.listeners.question_kinds import QuestionKind
from coaching.listeners.question_pairs import same_question
from coaching.notes.questions import AskedQuestion
from coaching.sentence import Sentence
from coaching.turns import Turn

if TYPE_CHECKING:
    from coaching.call import Call

ANSWER_WORDS = 2
"""A shorter reply than this leaves a question open, unless it asked for yes or no."""

SAME, SAME_YES_NO = 0.5, 0.7
"""Cosine of two questions that want some telling, or a yes or no, below which they are not the same."""
NEAR = 0.3
"""Cosine of a question and what may have answered it, below which it was about something else."""
SURELY_TOLD = 0.4
"""Chance that it was told already from which a sentence with the right kind of fact needs no other sign."""
_MISHEARD = re.compile(r"\W*(?:sorry|pardon|again|say (?:that )?again|come again)\b\W*$", re.IGNORECASE)
_ASKS_ON = re.compile(
    r"\b(?:it|that|this|them|those|these|another|more) ?(?:at all|then|all|now|exactly|please|clear|start)?$"
    r"|\b(?:or|other|else)\b|\b(?:repeat|say) that\b|^is that clear"
    r"|\bwould you\b|^(?:\w+ ){0,2}who (?:would|will)\b|^(?:\w+ ){0,2}who'(?:d|ll)\b"
)
"""A question into what is spoken of now ("what do they say to it"), for more, of what might be, or one that offers a
choice."""


def told_before(asked: AskedQuestion, call: Call) -> tuple[Sentence, str] | None:
    """The customer's earlier sentence that already answers this question, and its few telling words.

    Looked for in the answers to the same question; then, if it wants a fact (a number, a person, a date), in
    everything they said that shares content with it.
    """
    question = asked.question.text
    if _ASKS_ON.search(" ".join(tokens(question))):
        return None
    for earlier in call.questions.sharing(content_stems(question)):
        if earlier.question.at_s >= asked.turn.start_s or earlier.kind is not QuestionKind.DISCOVERY:
            continue
        if not same_question(earlier.question.text, question, call.ear):
            continue
        near = call.ear.similarity(earlier.question.text, question)
        enough = SAME_YES_NO if answer_type(question) is AnswerType.YES_NO else SAME
        if near is not None and near < enough:
            continue
        answer = [said for said in earlier.answer if not is_evasive(said.text) and not _MISHEARD.match(said.text)]
        words = sum(len(said.words) for said in answer)
        if answer and (words >= ANSWER_WORDS or earlier.question.form == "closed"):
            said = max(answer, key=lambda one: len(one.words))
            known = f"{earlier.question.text} {said.text}" if answer_type(question) in FACTS else said.text
            if not wants_more_detail(question, known):
                return said, _telling(question, said, call, asked_directly=True)
    if answer_type(question) not in FACTS:
        return None  # "what does that do to your team?" is asked further into what was told, not again
    before = call.conversation.turn_before(asked.turn)
    last_turn_s = asked.turn.start_s if before is None else before.start_s  # into what they just said is asked on
    for told in call.told.sharing(content_stems(question)):
        if told.said.end_s < last_turn_s and _tells(question, told, call.ear):
            return told.said, _telling(question, told.said, call, asked_directly=False)
    return None


def _tells(question: str, told: Told, ear: Ear) -> bool:
    """Whether a sentence, or it and the one before it, holds the fact that the question wants."""
    said = told.said.whole_text
    if information(answer_type(question), said) and told_already(question, said, ear) >= SURELY_TOLD:
        return True
    for context in {"", told.before}:
        near = ear.similarity(question, f"{context} {said}".strip())
        if (near is None or near >= NEAR) and asks_again(question, said, ear, context):
            return True
    return False


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of the customer's, and the one before it in the same turn, which may name what it is about, or ""."""

    said: Sentence
    before: str


class ToldNotes:
    """The customer's sentences by the content words in them: what may answer a question is found at once."""

    def __init__(self) -> None:
        self._by_stem: dict[str, list[Told]] = {}

    def hear_customer(self, sentence: Sentence, turn: Turn) -> None:
        before = turn.sentences[-2].text if len(turn.sentences) > 1 and turn.sentences[-1] is sentence else ""
        for stem in content_stems(sentence.text):
            self._by_stem.setdefault(stem, []).append(Told(sentence, before))

    def sharing(self, stems: set[str]) -> list[Told]:
        """Sentences that share a content word with the question, latest first, at most 40."""
        found = {id(told.said): told for stem in stems for told in self._by_stem.get(stem, [])[-20:]}
        return sorted(found.values(), key=lambda told: -told.said.start_s)[:40]


def _telling(question: str, said: Sentence, call: Call, *, asked_directly: bool) -> str:
    answer = find_answer(question, said.whole_text, call.ear, asked_directly=asked_directly)
    text = answer.text if answer is not None else said.text
    kept = ""
    for word in text.split():
        longer = f"{kept} {word}".strip()
        if len(longer) > 34:
            break
        kept = longer
    return kept.rstrip(".,;:") or text[:34]
