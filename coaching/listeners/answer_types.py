"""What kind of information a question wants: a number, a person, a date, a reason."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from coaching.listeners.data import examples
from coaching.listeners.grammar import AUX, split_wh
from coaching.listeners.language import bare
from coaching.listeners.openings import skip_openers


class AnswerType(StrEnum):
    NUMBER = "number"
    MONEY = "money"
    PERSON = "person"
    DATE = "date"
    DURATION = "duration"
    PLACE = "place"
    YES_NO = "yes-no"
    REASON = "reason"
    MANNER = "manner"
    THING = "thing"
    LIST = "list"


FACTS = frozenset(
    {AnswerType.NUMBER, AnswerType.MONEY, AnswerType.PERSON, AnswerType.DATE, AnswerType.DURATION, AnswerType.PLACE}
)
"""Types told by their form: words either hold one or they do not."""
_CHARACTERS = 600
"""A longer question is judged by its beginning."""
_REQUESTS: tuple[tuple[re.Pattern[str], AnswerType], ...] = (
    (re.compile(r"\b(?:walk|talk|take|run) (?:me|us) through\b"), AnswerType.MANNER),
    (re.compile(r"\b(?:tell|describe|share|explain|more about|understand|curious about)\b"), AnswerType.THING),
    (re.compile(r"\bdecision.?makers?\b|\bstakeholders\b"), AnswerType.PERSON),
    (re.compile(r"\b(?:timeline|time ?frame|deadline)\b"), AnswerType.DATE),
    (re.compile(r"\bbudget\b"), AnswerType.MONEY),
)  # fmt: skip
_TELL = re.compile(r"(?:can|could|would|will) you (?:\w+ )?(?:tell|walk|talk|describe|explain|share|give|take|run)\b")


@lru_cache(maxsize=1)
def _opening_types() -> tuple[tuple[AnswerType, re.Pattern[str]], ...]:
    kinds = examples("answer_types")
    return tuple((AnswerType(kind), re.compile(rf"(?:{'|'.join(kinds[kind])})\b")) for kind in kinds)


def answer_type(question: str) -> AnswerType:
    """What kind of answer `question` wants, told by its first question word."""
    words = [bare(word) for word in question[:_CHARACTERS].split()]
    said = " ".join(words)
    first = next((place for place, word in enumerate(words) if split_wh(word)[0]), None)
    if first is not None and not (words[first] == "when" and first == 0 and "you say" in said):
        asked = " ".join(words[first:])
        kind = next((kind for kind, pattern in _opening_types() if pattern.match(asked)), AnswerType.THING)
        leads = said[: len(said) - len(asked)]
        return AnswerType.MANNER if kind is AnswerType.THING and _REQUESTS[0][0].search(leads) else kind
    start = skip_openers(words, 0, len(words)) if words else 0
    if words and words[start] == "if":
        return AnswerType.THING  # "and if it stays like that?"
    if words and words[start] in AUX and not _TELL.match(" ".join(words[start:])):
        return AnswerType.YES_NO
    return next((kind for pattern, kind in _REQUESTS if pattern.search(said)), AnswerType.YES_NO)
