"""Whether a line of the prep card is spoken of, in any words, and whether a question asks for what it already says."""

from __future__ import annotations

from coaching.listeners.answer_types import FACTS, AnswerType, answer_type
from coaching.listeners.answers import find_answer
from coaching.listeners.concepts import concepts
from coaching.listeners.ear import Ear
from coaching.listeners.frames import frame_of
from coaching.listeners.grammar import PREPOSITIONS
from coaching.listeners.language import (
    STOP_WORDS,
    content_stems,
    is_number,
    number_values,
    placed_tokens,
    tokens,
)
from coaching.listeners.question_kinds import QuestionKind
from coaching.listeners.questions import find_questions
from coaching.listeners.topic import matches

ENOUGH = 0.6
HALF = 0.5
NEAR = 0.6
SURELY_NEAR = 0.75
"""Shares of the words spoken, and nearness in meaning: set on the development cases."""
KNOWN, KNOWN_WORDS = 0.75, 3
"""Share of a fact's words in a question from which the asker knows it, and how many words it must have for that."""

_ASKED_FOR = FACTS | {AnswerType.YES_NO, AnswerType.LIST}


def mentions(phrase: str, said: str, ear: Ear) -> bool:
    """Whether `said` speaks of `phrase` (a fact, an elephant, an offer name), numbers as digits or words.

    What the phrase is chiefly about ("outage" in "the March outage") counts more than the words around it. A name
    must be said whole.
    """
    topics = [token for token in dict.fromkeys(tokens(phrase)) if token not in STOP_WORDS and not is_number(token)]
    numbers = number_values(phrase)
    if not topics and not numbers:
        return False
    stems, spoken_of, said_numbers = content_stems(said), concepts(said), set(number_values(said))
    hits = {topic: matches(topic, stems, spoken_of) for topic in topics}
    counted = [1.0 if number in said_numbers else 0.0 for number in numbers]
    share = (sum(hits.values()) + sum(counted)) / (len(hits) + len(counted))
    if _is_name(phrase):
        return all(hit == 1.0 for hit in hits.values()) and all(counted)
    chief = hits.get(_chief(phrase), 0.0)
    if chief and (share >= ENOUGH or (chief == 1.0 and share >= HALF)):
        return True
    if not share or (numbers and not any(counted)):
        return False
    similarity = ear.similarity(phrase, said) or 0.0
    return similarity >= (NEAR if chief or share >= HALF else SURELY_NEAR)


def asks_for_fact(question: str, fact: str, ear: Ear) -> bool:
    """Whether `question` asks for what the prep card's `fact` already says. A check ("I read that…") does not."""
    kind = answer_type(question)
    if kind not in _ASKED_FOR and frame_of(question, kind, ear) != "tool":
        return False  # how it goes, what they like about it: nobody's card says that
    if any(found.kind is QuestionKind.CHECK_BACK for found in find_questions(question)):
        return False
    known = content_stems(fact)
    if len(known) >= KNOWN_WORDS and len(known & content_stems(question)) >= KNOWN * len(known):
        return False  # "was that the one you lost the gearbox on in February": who asks so has read the card
    return find_answer(question, fact, ear) is not None


def _chief(phrase: str) -> str:
    """The last word of meaning before the first preposition: "trucks" in "40 trucks out of Reno"."""
    chief = ""
    for token in tokens(phrase):
        if chief and (token in PREPOSITIONS or token in ("last", "out")):
            break
        if token not in STOP_WORDS and not is_number(token):
            chief = token
    return chief


def _is_name(phrase: str) -> bool:
    """Whether every word is written as a name is ("Courier Cloud")."""
    words = phrase.split()
    written = [words[place] for place in placed_tokens(phrase)[1]]
    return bool(written) and all(word[:1].isupper() for word in written)
