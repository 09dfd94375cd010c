"""Whether what was said answers a question: the kind of information it wants, about the thing it asks for."""

from __future__ import annotations

from dataclasses import dataclass

from coaching.listeners.answer_types import FACTS, AnswerType, answer_type
from coaching.listeners.backchannel import is_acknowledging_only
from coaching.listeners.ear import Ear
from coaching.listeners.evidence import evidence
from coaching.listeners.frames import TOLD_FOR_ITSELF, frame_of, supposes, tells_a_fact, told
from coaching.listeners.information import information
from coaching.listeners.language import content_stems, number_values, stem, tokens
from coaching.listeners.patterns import anywhere, whole
from coaching.listeners.question_kinds import QuestionKind
from coaching.listeners.question_pairs import same_question
from coaching.listeners.questions import find_questions
from coaching.listeners.topic import Topic, coverage, topic_of
from coaching.sentences import split_text


@dataclass(frozen=True, slots=True)
class Answer:
    """The words that give the information. start_word, end_word: indices into `said.split()`. strength: 0 to 1."""

    text: str
    start_word: int
    end_word: int
    strength: float


ENOUGH = 0.45
HALF = 0.5
AKIN = 0.4
OPEN = frozenset({AnswerType.THING, AnswerType.LIST, AnswerType.MANNER})
_CHARACTERS = 2_400
"""What a customer says in half a minute: an answer is looked for no further."""


def is_evasive(said: str) -> bool:
    """Whether a reply puts the answer off ("I'd have to check", "that depends", "good question")."""
    words = " ".join(tokens(said))
    return bool(anywhere("evasive").search(words) or whole("evasive-whole").match(words))


def find_answer(
    question: str, said: str, ear: Ear, asked_directly: bool = False, context: str = "", replied_to: str = ""
) -> Answer | None:
    """The words of `said` that give the information `question` wants, or None.

    asked_directly: `said` is the reply to it, so that a bare "sixty" will do. Unasked, the words must hold the
    right kind of information and be about the same thing. context: what was said just before, by either side; it may
    have named the thing. replied_to: the other question that `said` is a reply to; it may ask for the same.
    """
    kind = answer_type(question)
    frame = frame_of(question, kind, ear)
    topic = topic_of(question, frame)
    in_reply = bool(replied_to) and _may_ask_the_same(question, kind, replied_to, ear)
    direct = asked_directly or (in_reply and _akin(question, topic, replied_to, context, ear))
    best: Answer | None = None
    at, before, last = 0, f"{context} {replied_to}".strip(), context
    for sentence in split_text(said[:_CHARACTERS]):
        size = len(sentence.split())
        strength = 0.0
        if not _asks(sentence) and not is_acknowledging_only(sentence):
            strength = _direct_strength(kind, sentence) if direct else 0.0
            if not is_evasive(sentence):
                about = coverage(topic, f"{before} {sentence}")
                if frame:
                    sure = told(frame, sentence, last, ear, in_reply)
                    for_itself = tells_a_fact(frame) and sure >= TOLD_FOR_ITSELF
                    strength = max(strength, sure if about is None or about >= HALF or for_itself else 0.0)
                if about and not supposes(sentence):
                    near = ear.similarity(question, sentence)
                    strength = max(strength, evidence(topic, kind, question, sentence, before, near))
        if strength >= ENOUGH and (best is None or strength > best.strength):
            best = Answer(sentence, at, at + size, strength)
        at, before, last = at + size, sentence, sentence
    return best


def _may_ask_the_same(question: str, kind: AnswerType, replied_to: str, ear: Ear) -> bool:
    """Whether another question wants the same kind of answer, and of nothing that this one does not name."""
    other = answer_type(replied_to)
    if other is not kind and not OPEN.issuperset((other, kind)):
        return False
    near = ear.similarity(question, replied_to)
    if near is not None and near >= AKIN:
        return True
    elsewhere = coverage(topic_of(replied_to, frame_of(replied_to, other, ear)), question)
    return elsewhere is None or elsewhere >= HALF


def _akin(question: str, topic: Topic, replied_to: str, context: str, ear: Ear) -> bool:
    """Whether a question that may ask the same does: near in meaning, or of the same thing."""
    near = ear.similarity(question, replied_to)
    if near is not None and near >= AKIN:
        return True
    about = coverage(topic, f"{context} {replied_to}")
    return about is not None and about >= HALF


def _asks(sentence: str) -> bool:
    return any(found.kind in (QuestionKind.DISCOVERY, QuestionKind.COURTESY) for found in find_questions(sentence))


def _direct_strength(kind: AnswerType, sentence: str) -> float:
    """How surely a reply answers: it holds the information, or is short and plain enough to be nothing else."""
    said = tokens(sentence)
    held = kind in FACTS and bool(information(kind, sentence))
    if not said or (is_evasive(sentence) and not held):
        return 0.0
    if held:
        return 0.9
    if kind is AnswerType.DATE:
        return (
            0.8 if information(AnswerType.DURATION, sentence) or anywhere("rough-time").search(" ".join(said)) else 0.0
        )
    if kind is AnswerType.DURATION:
        return 0.8 if len(said) <= 4 and number_values(sentence) else 0.0
    if kind in (AnswerType.PERSON, AnswerType.PLACE):
        return 0.6 if len(said) <= 6 and not number_values(sentence) else 0.0
    if kind in FACTS:
        return 0.0
    return 0.8 if kind is AnswerType.YES_NO else 0.7 if not is_acknowledging_only(sentence) else 0.0


_IN_ALL = frozenset(map(stem, "altogether total overall currently got here there present".split()))
"""What narrows no question."""


def wants_more_detail(question: str, answered: str) -> bool:
    """Whether `question` goes beyond what `answered` already told: narrower, or about another side of it."""
    said = " ".join(tokens(question))
    if anywhere("detail").search(said):
        return True
    new = content_stems(question) - content_stems(answered) - _IN_ALL
    return len(new) >= 2 and len(new) > len(content_stems(question) & content_stems(answered))


def told_already(question: str, told: str, ear: Ear) -> float:
    """How likely `told`, something the customer said earlier, already answers `question`, and no more is asked."""
    bond = ear.bond("asked-again", told, question)
    return bond["already-told"] / sum(bond.values())


def asks_again(question: str, earlier: str, ear: Ear, context: str = "") -> bool:
    """Whether `question` asks for what `earlier` (an answered question, or something said) already told.

    A check-back and a question for more detail do not. context: as for `find_answer`.
    """
    if any(found.kind is QuestionKind.CHECK_BACK for found in find_questions(question)):
        return False
    if any(found.kind is not QuestionKind.RHETORICAL for found in find_questions(earlier)):
        return same_question(earlier, question, ear) and not anywhere("detail").search(" ".join(tokens(question)))
    kind = answer_type(question)
    if kind not in FACTS and frame_of(question, kind, ear) is None:
        return False  # "what does that do to your team?" asks further into what was told
    told = f"{context} {earlier}".strip()
    return not wants_more_detail(question, told) and find_answer(question, earlier, ear, context=context) is not None
