"""Cuts a long clause of a run-on where the speaker plainly begins anew: "…down the drain we only noticed on monday"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coaching.listeners.clauses import Clause
from coaching.listeners.spoken import Spoken

LONG_WORDS = 10
"""Plain words from which a clause is looked at: two clauses of five."""
SHORTEST_WORDS = 4
"""Words a part needs to be judged by itself."""

_SUBJECTS = frozenset("i we they he she it there nobody everybody everyone somebody people customers".split())
_AUXILIARIES = frozenset("can could would will does do did is are was were has have should".split())
_AFTER_AUXILIARY = frozenset("you your we i it the they my our this that there".split())
_BEGINNERS = frozenset("if whenever".split())
_LEADS_ON = frozenset(
    """and but or so because than as if that what how who where when why which while until till before after since
    whether once though although unless like the a an my our your their his her this these those every each some any no all of
    to in on at by for with from about into over under up between without not
    know knows knew think thinks thought say says said tell tells told hope hopes wish wishes guess suppose believe
    reckon mean sure see saw ask asks asked afraid sorry glad feel feels bet swear let is are was were be am do does did has have had can could will would should may might must make makes not
    thing things way time times day one ones everything anything something nothing lot only never always even just then
    still also now maybe perhaps honestly actually""".split()
)


def unjoined(spoken: Spoken, clause: Clause) -> Iterator[Clause]:
    """The parts of `clause`, in order, without gaps; the clause itself when nothing begins anew in it."""
    start = clause.start
    if clause.end - start >= LONG_WORDS and not _is_punctuated(spoken):
        for index in range(start + SHORTEST_WORDS, clause.end - SHORTEST_WORDS + 1):
            if index - start >= SHORTEST_WORDS and _begins_anew(spoken.plain, index):
                yield Clause(start, index)
                start = index
    yield Clause(start, clause.end)


def _is_punctuated(spoken: Spoken) -> bool:
    """Whether the recogniser gave punctuation, where clauses are cut already."""
    return any(word[-1] in ".,;:?!…" for word in spoken.written)


def _begins_anew(words: Sequence[str], index: int) -> bool:
    before, word, after = words[index - 1 : index + 2]
    if before in _LEADS_ON:
        return False
    return word in _SUBJECTS or word in _BEGINNERS or (word in _AUXILIARIES and after in _AFTER_AUXILIARY)
