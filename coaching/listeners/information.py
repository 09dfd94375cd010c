"""Where words hold a kind of information: a number, a sum, a person, a date, a reason."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coaching.listeners.answer_types import AnswerType
from coaching.listeners.language import STOP_WORDS, numbers_in, placed_tokens, tokens
from coaching.listeners.patterns import anywhere

_MONTHS = frozenset(
    """january february march april june july august september october november december jan feb aug sept oct nov
    dec""".split()
)
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday tomorrow".split())
PERIODS = frozenset(
    """minute minutes hour hours day days week weeks month months year years quarter quarters decade fortnight
    afternoon afternoons morning mornings weekend weekends night nights season term""".split()
)
_SEASONS = frozenset("spring summer autumn fall winter christmas easter ramadan thanksgiving halloween xmas ".split())
_WHEN_LEADS = frozenset(
    "in by before after until till since at on from around next last this early late mid during end of every".split()
)
_PEOPLE = frozenset(
    """ceo cfo coo cto cio cmo chro vp director manager head boss owner partner partners president chair chairman
    chairwoman chairperson principal superintendent controller accountant treasurer bursar trustee trustees board
    committee council procurement purchasing finance legal compliance hr it wife husband brother sister father
    mother dad mum mom son daughter colleague assistant deputy supervisor administrator dean chief buyer bookkeeper
    secretary
    lawyer counsel foreman steward dentist doctor physician nurse matron mayor clerk leadership management
    shareholders investors founders cofounder co-founder me myself governor governors headteacher executive
    executives lead leads group department team stakeholder stakeholders everyone nobody operations marketing dispatcher
    agency ladies nurses teachers drivers foreman
    receptionist staff contractor nephew intern corporate upstairs firm supplier broker girls lads guy lady provider
    planner coordinator engineer analyst officer consultant""".split()
)
_AGENT = ("er", "or", "ar", "ist", "ian", "ant", "man", "woman")
_POINTS = frozenset("the my our his her their a an your new head chief".split())
_NO_AGENTS = frozenset(
    """computer number letter server printer summer winter weather border trailer tractor corner matter answer center
    dinner order offer paper water power center october november december september calendar dollar factor error
    mirror motor monitor sector similar particular regular boiler scanner reminder folder newsletter freezer cooler
    register quarter october corridor elevator escalator reactor vector another whether other rather either neither
    bigger better larger smaller faster longer cheaper easier harder higher lower later former latter floor door
    colour color behavior favor labor labour harbor harbour important restaurant warrant grant instant constant
    distant significant relevant plant cluster counter filter buffer poster chapter character disaster discover
    spreader container cover layer order tower transfer""".split()
)
_FREQUENCY = frozenset("daily weekly monthly quarterly yearly annually hourly every twice once nightly".split())
_SHARES = frozenset("third thirds quarter half fifth tenth majority most none nobody percent".split())
_AFTER_A_NAME = frozenset(
    "takes handles does runs manages looks owns signs decides is and in from who has would will".split()
)
_NOT_NAMES = frozenset("i i'm i'd i'll i've ok okay yes no well so and but the we it excel english".split())
_SPAN_KINDS = frozenset("working business calendar full whole straight solid good".split())
_SPAN_LEADS = frozenset(
    """takes take took taking about around for within than under over in spend spends spent like least is roughly nearly
    almost half maybe probably just be only between or and of""".split()
)
_CLOCK = frozenset(
    "one two three four five six seven eight nine ten eleven twelve noon 1 2 3 4 5 6 7 8 9 10 11 12".split()
)
_CURRENCY = re.compile(r"[$£€]|\b(?:dollars?|pounds?|euros?|bucks|grand|cents|quid|usd|gbp|k)\b|\d(?:k|m|bn)\b")


def information(kind: AnswerType, said: str, age: bool = False) -> list[tuple[int, int]]:
    """Where `said` holds information of that kind: spans of `said.split()`, end exclusive. Only for `FACTS`.

    age: "for thirty years" counts as a duration; else it tells how long something has been so, not how long it takes.
    """
    words, places = placed_tokens(said)
    written = said.split()
    if kind in (AnswerType.NUMBER, AnswerType.MONEY):
        spans = [(start, end) for _, start, end in numbers_in(words) if not _is_when(words, start, end)]
        if kind is AnswerType.MONEY:
            spans = [span for span in spans if _is_money(written, words, places, *span)]
        else:
            spans += [(at, at + 1) for at, word in enumerate(words) if word in _FREQUENCY or word in _SHARES]
    elif kind is AnswerType.DURATION:
        lasting = not age and bool(
            {"we've", "i've", "they've", "been", "has"} & set(words)
        )  # "for thirty years" tells an age
        spans = [
            (start, last + 1)
            for _, start, end in numbers_in(words)
            if (last := end + (words[end : end + 1] != [] and words[end] in _SPAN_KINDS)) < len(words)
            and words[last] in PERIODS
            and not (lasting and words[max(0, start - 1)] in ("for", "over"))
        ]
        spans += [
            (at - 1, at + 1)
            for at, word in enumerate(words)
            if at
            and word in PERIODS
            and words[at - 1] in ("a", "an", "few", "couple", "half", "several", "of", "whole", "all")
        ]
    elif kind is AnswerType.DATE:
        spans = [(at, at + 1) for at, word in enumerate(words) if _is_date(words, at)]
        spans += [(start, end) for value, start, end in numbers_in(words) if 1900 <= value <= 2060 and end - start >= 1]
    elif kind is AnswerType.PERSON:
        spans = [
            (at, at + 1)
            for at, word in enumerate(words)
            if word in _PEOPLE and not (word == "it" and not _is_department(words, at, written[places[at]]))
        ]
        spans += [(at, at + 1) for at in range(1, len(words)) if _is_occupation(words, at)]
        spans += [(at, at + 1) for at in range(len(words)) if _is_name(written, words, places, at)]
        spans += [
            (at, at + 1)
            for at, word in enumerate(words)
            if word == "i"
            and words[at + 1 : at + 2]
            and words[at + 1] in ("do", "decide", "sign", "make", "run", "own", "handle", "approve", "look")
        ]
    elif kind is AnswerType.PLACE:
        spans = [
            (at, at + 1)
            for at in range(1, len(words))
            if words[at - 1] in ("in", "at", "near", "from", "of", "outside", "around", "to", "on", "across")
            and _is_name(written, words, places, at)
        ]
    else:
        spans = []
    return [
        (places[start], places[min(end, len(places)) - 1] + 1) for start, end in sorted(spans) if start < len(places)
    ]


def tells_reason(said: str) -> bool:
    return bool(anywhere("reason").search(" ".join(tokens(said))))


def tells_manner(said: str) -> bool:
    return bool(anywhere("manner").search(" ".join(tokens(said))))


def _is_when(words: Sequence[str], start: int, end: int) -> bool:
    """Whether a number is a time of day, a date or a span of time, not a count."""
    after = words[end] if end < len(words) else ""
    before = words[start - 1] if start else ""
    return (
        after in PERIODS
        or after in ("am", "pm", "o'clock", "th")
        or before in _MONTHS
        or (before == "of" and after in _MONTHS)
    )


def _is_span(words: Sequence[str], at: int) -> bool:
    """Whether the period at `at` is a length of time ("takes a week"), not a rate ("ten a week") or a date."""
    before = words[at - 1]
    if before in ("a", "an"):
        return at == 1 or words[at - 2] in _SPAN_LEADS
    return before in ("few", "couple", "half", "several", "whole", "full", "solid", "good") or (
        before == "of" and words[max(0, at - 2)] == "couple"
    )


def _is_money(written: Sequence[str], words: Sequence[str], places: Sequence[int], start: int, end: int) -> bool:
    near = " ".join(written[places[start] : places[min(end, len(places)) - 1] + 2]).lower()
    if _CURRENCY.search(near) or words[end - 1] in ("grand", "thousand", "million", "k", "hundred"):
        return True
    return bool(anywhere("money").search(" ".join(words[max(0, start - 8) : end + 4])))


def _is_date(words: Sequence[str], at: int) -> bool:
    word = words[at]
    before = words[at - 1] if at else ""
    if (
        word in _MONTHS
        or word in _DAYS
        or (word == "may" and before in ("in", "by", "of", "until", "before", "since", "last", "next", "this"))
    ):
        return True
    if word in _SEASONS and before in _WHEN_LEADS | {"the"}:
        return True
    if word in PERIODS and (
        before in ("next", "last", "this") or (before == "the" and words[max(0, at - 3) : at - 1] == ["end", "of"])
    ):
        return True
    return word in ("asap", "immediately", "yesterday", "q1", "q2", "q3", "q4", "eoy") or (word == "ago")


def _is_occupation(words: Sequence[str], at: int) -> bool:
    """ "The registrar", "my accountant": a word made like those for people, where a person may be named."""
    word = words[at]
    return word.endswith(_AGENT) and words[at - 1] in _POINTS and len(word) > 5 and word not in _NO_AGENTS


def _is_department(words: Sequence[str], at: int, written: str) -> bool:
    return written.strip(".,!?") == "IT" or (
        (at > 0 and words[at - 1] in ("our", "with", "from", "and"))
        and words[at + 1 : at + 2] in (["team"], ["department"], ["guy"], ["people"], ["director"], ["manager"])
    )


def _is_name(written: Sequence[str], words: Sequence[str], places: Sequence[int], at: int) -> bool:
    """A capital inside a sentence: the recogniser writes names so."""
    place = places[at]
    word = written[place].lstrip("\"'(“")
    if place == 0 and not (
        at + 1 < len(words)
        and words[at + 1] in _AFTER_A_NAME
        and words[at] not in STOP_WORDS
        and not words[at].endswith("s")
    ):
        return False
    if not word[:1].isupper() or words[at] in _NOT_NAMES or words[at] in _MONTHS or words[at] in _DAYS:
        return False
    return place == 0 or not written[place - 1].endswith((".", "?", "!"))
