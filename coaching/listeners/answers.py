"""Whether what was said answers a question: the kind of information it wants, about the thing it asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from coaching.listeners.concepts import classes_of, concepts, shared
from coaching.listeners.ear import Ear
from coaching.listeners.information import FACTS, AnswerType, answer_type, information, tells_manner, tells_reason
from coaching.listeners.language import STOP_WORDS, clean, content_stems, stem, tokens
from coaching.listeners.questions import QuestionKind, find_questions, same_question
from coaching.sentences import split_text

__all__ = ["Answer", "AnswerType", "answer_type", "asks_again", "find_answer", "is_evasive", "wants_more_detail"]


@dataclass(frozen=True, slots=True)
class Answer:
    """The words that give the information. start_word, end_word: indices into `said.split()`. strength: 0 to 1."""

    text: str
    start_word: int
    end_word: int
    strength: float


_EVASIVE = re.compile(
    r"\b(?:(?:i'd|i would|i'll|we'd|we'll|let me|i|we) (?:have to|need to|will have to|would have to)? ?(?:check|find out|look into|look that up|look it up|ask around|get back to you)"
    r"|that depends|it depends|depends on|good question|great question|not sure|no idea|(?:don't|do not|couldn't|wouldn't) (?:really |actually |quite |even )?(?:know|recall|remember|say|tell you)"
    r"|get back to you|hard to say|difficult to say|off the top of my head|can't say|cannot say|couldn't say|rather not|not at liberty|can't (?:really )?(?:share|discuss|disclose|tell)|prefer not|why do you ask"
    r"|we'll see|haven't (?:decided|thought|figured|worked)|yet to be|to be determined|tbd|too early|remains to be seen|let's not|before i answer|confidential|does it matter|who knows|it varies|need to ask|have to ask|would have to ask)\b"
)  # fmt: skip
_HYPOTHETICAL = re.compile(
    r"\b(?:if (?:we|you|i|they) (?:had|were|got|hired|could)|imagine|suppose|let's say|say we|hypothetically|would be (?:nice|great)|i wish|wish we)\b"
)
_OTHERS = re.compile(
    r"\b(?:they|their|he|she|competitor|another company|other companies|a friend|friend of mine|my last company|previous company|used to (?:have|work|be)|at my old)\b"
)


def is_evasive(said: str) -> bool:
    """Whether a reply puts the answer off ("I'd have to check", "that depends", "good question")."""
    return bool(_EVASIVE.search(" ".join(tokens(said))))


def find_answer(question: str, said: str, ear: Ear, asked_directly: bool = False) -> Answer | None:
    """The words of `said` that give the information `question` wants, or None.

    asked_directly: `said` is the reply to it, so that a bare "sixty" will do. Unasked, the words must hold the
    right kind of information and be about the same thing.
    """
    kind = answer_type(question)
    best: Answer | None = None
    at = 0
    for sentence in split_text(said)[:40]:
        size = len(sentence.split())
        strength = _strength(question, kind, sentence, ear, asked_directly)
        if strength and (best is None or strength > best.strength):
            best = Answer(sentence, at, at + size, strength)
        at += size
    return best


def _strength(question: str, kind: AnswerType, sentence: str, ear: Ear, asked_directly: bool) -> float:
    held = information(kind, sentence) if kind in FACTS else []
    if any(found.kind is not QuestionKind.RHETORICAL for found in find_questions(sentence)):
        return 0.0
    if asked_directly:
        return _direct_strength(kind, sentence, bool(held))
    if is_evasive(sentence) or _HYPOTHETICAL.search(clean(sentence)):
        return 0.0
    about = shared(question, sentence)
    similarity = ear.similarity(question, sentence) or 0.0
    nearness = max(about, similarity)
    if kind in (AnswerType.NUMBER, AnswerType.MONEY):
        return nearness if held and _counts_the_topic(question, sentence) else 0.0
    if kind in FACTS:
        return nearness if held and nearness >= 0.5 else 0.0
    if kind is AnswerType.REASON:
        return nearness if tells_reason(sentence) and nearness >= 0.5 else 0.0
    if kind is AnswerType.MANNER:
        return nearness if tells_manner(sentence) and nearness >= 0.5 else 0.0
    return nearness if nearness >= 0.6 else 0.0


def _direct_strength(kind: AnswerType, sentence: str, held: bool) -> float:
    if is_evasive(sentence) and not held:
        return 0.0
    if kind in FACTS:
        return 0.9 if held else 0.0
    said = tokens(sentence)
    if kind is AnswerType.YES_NO:
        return 0.8 if said else 0.0
    return 0.7 if len(content_stems(sentence)) >= 2 else 0.0


_QUANTITY_TOPIC = re.compile(r"\b(?:how (?:many|much|big|large|often|long)|what(?:'s| is)?)\b")


def _counts_the_topic(question: str, sentence: str) -> bool:
    """Whether a number in `sentence` counts what `question` asks for ("sixty drivers", not "sixty deliveries")."""
    topics = [token for token in tokens(question) if token not in STOP_WORDS]
    wanted = {stem(topic) for topic in topics}
    classes = frozenset().union(*(classes_of(topic) for topic in topics)) if topics else frozenset()
    return bool(wanted & content_stems(sentence)) or bool(classes & concepts(sentence))


_DETAIL = re.compile(
    r"\b(?:of (?:those|these|them|that)|which (?:of|one|ones)|specifically|exactly|in particular|more about|what else|anything else|break (?:that|it) down|why is that|tell me more|"
    r"for example|an example|on average|each|how so|how come|what kind|what sort|what do you mean|say more|precisely|beyond that|apart from|besides|other than|as well)\b"
)


def wants_more_detail(question: str, answered: str) -> bool:
    """Whether `question` goes beyond what `answered` already told: narrower, or about another side of it."""
    said = " ".join(tokens(question))
    if _DETAIL.search(said):
        return True
    new = content_stems(question) - content_stems(answered)
    return len(new) >= 2 and len(new) > len(content_stems(question) & content_stems(answered))


def asks_again(question: str, earlier: str, ear: Ear) -> bool:
    """Whether `question` asks for what `earlier` (an answered question, or something said) already told.

    A check-back and a question for more detail do not.
    """
    if any(found.kind is QuestionKind.CHECK_BACK for found in find_questions(question)):
        return False
    if any(found.kind is not QuestionKind.RHETORICAL for found in find_questions(earlier)):
        return same_question(earlier, question, ear) and not _DETAIL.search(" ".join(tokens(question)))
    return not wants_more_detail(question, earlier) and find_answer(question, earlier, ear) is not None
