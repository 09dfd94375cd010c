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
_WH = frozenset("what how who where when why which".split())
_MEASURES = frozenset("much many long soon often fast quickly big kind sort else about".split())
_AUXILIARIES = frozenset("do does did is are was were can could would will should have has".split())
_INVERSIONS = frozenset(
    "can you, could you, would you, do you, are you, have you, did you, does it, can it, would it, is it, is there, "
    "are there, can we, could we, can i, could i, does your, is your, does that".split(", ")
)
_LEADS_ON = frozenset(
    """if that what how who where when why which so and but or as than whether know knows knew wonder see tell ask sure idea
    clue understand me us you of about on""".split()
)


@dataclass(frozen=True, slots=True)
class Clause:
    """Plain words `start` up to `end` of a `Spoken`."""

    start: int
    end: int


def clauses(spoken: Spoken) -> list[Clause]:
    """The clauses of `spoken`, in order, without gaps."""
    cuts = [0]
    for index in range(1, len(spoken.plain)):
        size = index - cuts[-1]
        begins = size >= MIN_CLAUSE_WORDS and (_joins(spoken, index) or _starts_asking(spoken, index))
        if begins or spoken.ends_sentence(index - 1) or size >= MAX_CLAUSE_WORDS:
            cuts.append(index)
    ends = [*cuts[1:], len(spoken.plain)]
    return [Clause(start, end) for start, end in zip(cuts, ends, strict=True) if end > start]


def _joins(spoken: Spoken, index: int) -> bool:
    """A new clause begins at `index`: a joining word, a subject after it, and enough to follow."""
    if index + MIN_CLAUSE_WORDS > len(spoken.plain):
        return False
    return spoken.plain[index] in _JOINS and spoken.plain[index + 1] in _SUBJECTS


def _starts_asking(spoken: Spoken, index: int) -> bool:
    """A question begins at `index`, known by its word order: "how much does", "can you"; not "how much it costs"."""
    if index + 3 > len(spoken.plain) or spoken.plain[index - 1] in _LEADS_ON:
        return False
    first, second, third = spoken.plain[index : index + 3]
    if first in _WH:
        return second in _AUXILIARIES or (second in _MEASURES and third in _AUXILIARIES)
    return f"{first} {second}" in _INVERSIONS and spoken.plain[index - 1] not in _AUXILIARIES
