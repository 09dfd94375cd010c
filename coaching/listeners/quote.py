"""The few words of a clause that say the most, for the overlay."""

from __future__ import annotations

from coaching.listeners.clauses import Clause
from coaching.listeners.language import STOP_WORDS
from coaching.listeners.spoken import Spoken

MAX_CHARS = 34
"""What fits on one line of the overlay."""

_DANGLING = frozenset(
    "a an the of to in on at for with by from and but or so because my our your their his her its is are was were be "
    "i we you they he she it that which who if as than into about very really just every some any no not have has had "
    "do does did can could would will should what how when where this these those there then".split()
)
_LEAD_IN = frozenset(
    "so yes no well and but because then okay right honestly actually basically look obviously also or like now oh "
    "plus though although except".split()
)
_HEDGES = (
    "to be honest",
    "i think",
    "i guess",
    "the thing is",
    "i suppose",
    "i would say",
    "i have to say",
    "as i said",
)
_MEANINGFUL_SMALL = frozenset("nobody nothing never no not none more less lost lose keep twice every".split())


def telling_words(spoken: Spoken, clause: Clause, max_chars: int = MAX_CHARS) -> str:
    """The customer's own words, verbatim, cut at words: the stretch of the clause that carries the most content."""
    start = _skip_lead_in(spoken, clause)
    best, best_score = "", -1.0
    for first in range(start, clause.end):
        for last in range(first, clause.end):
            words = _written(spoken, first, last)
            if len(words) > max_chars:
                break
            score = _score(spoken, clause, first, last, start)
            if score > best_score:
                best, best_score = words, score
    return best or _written(spoken, start, start)[:max_chars]


def _skip_lead_in(spoken: Spoken, clause: Clause) -> int:
    start = clause.start
    moved = True
    while moved:
        moved = False
        if start < clause.end - 2 and spoken.plain[start] in _LEAD_IN:
            start, moved = start + 1, True
        for hedge in _HEDGES:
            size = len(hedge.split())
            if spoken.part(start, start + size) == hedge and start + size < clause.end - 2:
                start, moved = start + size, True
    return start


def _written(spoken: Spoken, first: int, last: int) -> str:
    words = " ".join(spoken.written[spoken.places[first] : spoken.places[last] + 1])
    return words.strip(" \"“”'.,;:!?…-—–")


def _score(spoken: Spoken, clause: Clause, first: int, last: int, start: int) -> float:
    content = sum(_weight(spoken.plain[index]) for index in range(first, last + 1))
    starts_well = 1.2 if first == start else 0.6 if _starts_phrase(spoken, first) else 0.0
    ends_well = 1.0 if last == clause.end - 1 else -1.5 if spoken.plain[last] in _DANGLING else 0.0
    return content + starts_well + ends_well


def _weight(word: str) -> float:
    if word in _MEANINGFUL_SMALL:
        return 1.0
    return 0.15 if word in STOP_WORDS else 1.0


def _starts_phrase(spoken: Spoken, index: int) -> bool:
    return spoken.plain[index - 1] in _LEAD_IN or spoken.plain[index] in ("i", "we", "they", "nobody", "the", "our")
