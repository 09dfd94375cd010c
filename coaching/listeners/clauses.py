"""The separate things said in one utterance: sentences where they are punctuated, clauses where they are not."""

from __future__ import annotations

from dataclasses import dataclass

from coaching.listeners.spoken import Spoken

MAX_CLAUSE_WORDS = 24
MIN_CLAUSE_WORDS = 4
"""A shorter piece rarely stands alone; it stays with its neighbour."""

_JOINS = frozenset("and but so because although though whereas except plus which then".split())
_SUBJECTS = frozenset(
    "i we you they he she it that this there the my our your their his her nobody everyone everybody what how who "
    "when where why is are do does did can could would will if no every people honestly right some one".split()
)
_OPENERS = frozenset("what how who when where why".split())


@dataclass(frozen=True, slots=True)
class Clause:
    """Plain words `start` up to `end` of a `Spoken`."""

    start: int
    end: int


def clauses(spoken: Spoken) -> list[Clause]:
    """The clauses of `spoken`, in order, without gaps."""
    cuts = [0]
    for index in range(1, len(spoken.plain)):
        long_enough = index - cuts[-1] >= MIN_CLAUSE_WORDS
        if (
            spoken.ends_sentence(index - 1)
            or (long_enough and _joins(spoken, index))
            or index - cuts[-1] >= MAX_CLAUSE_WORDS
        ):
            cuts.append(index)
    ends = [*cuts[1:], len(spoken.plain)]
    return [Clause(start, end) for start, end in zip(cuts, ends, strict=True) if end > start]


def _joins(spoken: Spoken, index: int) -> bool:
    """A new clause begins at `index`: a joining word, a subject after it, and enough to follow."""
    if index + MIN_CLAUSE_WORDS > len(spoken.plain):
        return False
    word, after = spoken.plain[index], spoken.plain[index + 1]
    return word in _JOINS and after in _SUBJECTS
