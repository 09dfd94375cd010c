"""Whether a line of the prep card is spoken of, in any words, and whether a question asks for what it already says."""

from __future__ import annotations

from coaching.listeners.answers import find_answer
from coaching.listeners.concepts import classes_of, concepts
from coaching.listeners.ear import Ear
from coaching.listeners.language import STOP_WORDS, content_stems, is_number, number_values, stem, tokens
from coaching.listeners.question_kinds import QuestionKind
from coaching.listeners.questions import find_questions

ENOUGH = 0.6
NEAR_IN_MEANING = 0.6


def mentions(phrase: str, said: str, ear: Ear) -> bool:
    """Whether `said` speaks of `phrase` (a fact, an elephant, an offer name), numbers as digits or words."""
    topics = [token for token in dict.fromkeys(tokens(phrase)) if token not in STOP_WORDS and not is_number(token)]
    numbers = number_values(phrase)
    if not topics and not numbers:
        return False
    stems, spoken_of, said_numbers = content_stems(said), concepts(said), set(number_values(said))
    hits = [1.0 if stem(topic) in stems else 0.8 if classes_of(topic) & spoken_of else 0.0 for topic in topics]
    hits += [1.0 if number in said_numbers else 0.0 for number in numbers]
    share = sum(hits) / len(hits)
    if share >= ENOUGH and max(hits) == 1.0:
        return True
    if share == 0.0:
        return False
    similarity = ear.similarity(phrase, said)
    return similarity is not None and similarity >= NEAR_IN_MEANING


def asks_for_fact(question: str, fact: str, ear: Ear) -> bool:
    """Whether `question` asks for what the prep card's `fact` already says. A check ("I read that…") does not."""
    if any(found.kind is QuestionKind.CHECK_BACK for found in find_questions(question)):
        return False
    return find_answer(question, fact, ear) is not None
