"""The few words of a clause that say the most, for the overlay."""

from __future__ import annotations

from coaching.listeners.clauses import Clause
from coaching.listeners.language import STOP_WORDS
from coaching.listeners.lexicon import classes_of
from coaching.listeners.spoken import Spoken

MAX_CHARS = 34
"""What fits on one line of the overlay."""

_NOT_LAST = frozenset(
    """a an the of to in on at for with by from and but or so because my our your their his her its is are was were be
    i we you they he she that which who if as than into about very really just every some any no not have has had do
    does did can could would will should what how when where this these those there then like two one more most
    until before after only even also been being get got""".split()
)
_LEAD_IN = frozenset(
    """so yes well and but because then okay right honestly actually basically look obviously also or like now oh
    plus though although except frankly sure anyway""".split()
)
_HEDGES = tuple(
    hedge.split()
    for hedge in (
        "to be honest", "i think", "i guess", "the thing is", "i suppose", "i would say", "i have to say", "as i said",
        "the honest answer is that", "to tell you the truth", "i am going to be honest", "my worry is that",
        "the thing that", "i feel like", "it is just that", "what i mean is", "in all honesty", "to be fair",
    )
)  # fmt: skip
_BEFORE_A_START = _LEAD_IN | frozenset(
    "that if when where who which because since until while is was are whether to of on for about with from".split()
)
_STARTERS = frozenset(
    """i we you they he she it nobody everybody somebody everyone someone there the a an our my your their his her no
    if what how who why when where every all half most can do does is are""".split()
)
_AFTER_AN_END = _LEAD_IN | frozenset(
    """if when where who which because since until while by before after in on at for from with over about than to
    during without as every i we they""".split()
)
_TELLING_SMALL = frozenset("nobody nothing never no not none more less lost lose keep twice every".split())
_TELLING_CLASSES = frozenset("bad want danger chance change money past rival doubt".split())


def telling_words(spoken: Spoken, clause: Clause, max_chars: int = MAX_CHARS) -> str:
    """The customer's own words, verbatim, cut at words: the stretch of the clause that carries the most content."""
    start = _skip_lead_in(spoken, clause)
    weights = [_weight(word) for word in spoken.plain[start : clause.end]]
    best, best_score = "", float("-inf")
    for first in range(start, clause.end):
        for last in range(first, clause.end):
            words = _written(spoken, first, last)
            if len(words) > max_chars:
                break
            score = sum(weights[first - start : last - start + 1])
            score += _starts_well(spoken, first, start) + _ends_well(spoken, last, clause)
            if score > best_score:
                best, best_score = words, score
    return best or _written(spoken, start, start)[:max_chars]


def _skip_lead_in(spoken: Spoken, clause: Clause) -> int:
    start = clause.start
    while start < clause.end - 2:
        size = 1 if spoken.plain[start] in _LEAD_IN else 0
        for hedge in _HEDGES:
            if list(spoken.plain[start : start + len(hedge)]) == hedge and start + len(hedge) < clause.end - 1:
                size = max(size, len(hedge))
        if not size:
            break
        start += size
    return start


def _written(spoken: Spoken, first: int, last: int) -> str:
    words = " ".join(spoken.written[spoken.places[first] : spoken.places[last] + 1])
    return words.strip(" \"“”'.,;:!?…-—–")


def _starts_well(spoken: Spoken, first: int, start: int) -> float:
    if first == start:
        return 1.2
    if spoken.places[first] == spoken.places[first - 1]:
        return -2.0  # in the middle of "don't"
    if _closed_by_mark(spoken, first - 1) or spoken.plain[first - 1] in _BEFORE_A_START:
        return 0.8 if spoken.plain[first] in _STARTERS else 0.4
    return 0.3 if spoken.plain[first] in _STARTERS else -1.2


def _ends_well(spoken: Spoken, last: int, clause: Clause) -> float:
    if last == clause.end - 1:
        return 1.0
    if spoken.plain[last] in _NOT_LAST:
        return -2.0
    if _closed_by_mark(spoken, last):
        return 0.8
    return 0.0 if spoken.plain[last + 1] in _AFTER_AN_END else -1.0


def _closed_by_mark(spoken: Spoken, index: int) -> bool:
    return spoken.written[spoken.places[index]][-1] in ",.;:!?…—–"


def _weight(word: str) -> float:
    if word in _TELLING_SMALL or classes_of(word) & _TELLING_CLASSES:
        return 1.3
    return 0.15 if word in STOP_WORDS else 1.0
