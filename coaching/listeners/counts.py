"""Whether a number counts the thing asked for: "sixty drivers" and "drivers, about sixty", not "sixty deliveries"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coaching.listeners.concepts import concepts
from coaching.listeners.grammar import PREPOSITIONS
from coaching.listeners.information import PERIODS
from coaching.listeners.language import STOP_WORDS, numbers_in, placed_tokens, stem, tokens
from coaching.listeners.topic import Topic, matches

_WINDOW = 5
_NAMED_BEFORE = 8
"""Words back to a name that a bare number takes up: "the volunteers, mostly. There are sixty on the list"."""
_HYPOTHETICAL_VERBS = frozenset(
    stem(word) for word in ("hire need want add adding short another extra more fire replace than").split()
)
_EVENTS = frozenset(
    "were was left quit called didn't walked resigned broke got came went missed late off sick overdue".split()
)
_PAST = re.compile(
    r"\b(?:(?!need|used|fixed|limited|based)\w{2,}ed|bought|sold|saw|sent|made|lost|found|spent|took|gave|went)"
    r"(?: about| around| roughly| over| just| some| only)?$"
)  # something happened to that many: it does not tell how many there are
_LOOSE = frozenset(
    """now right today currently total all in these days or so at the moment maybe about roughly give take altogether
    strong max tops this year of us them and but though actually i think a an per each every full part time""".split()
)


def counts_topic(topic: Topic, said: str, context: str = "") -> tuple[int, int] | None:
    """The span of `said.split()` whose number counts `topic.head`, or None. context: said just before."""
    words, places = placed_tokens(said)
    named = tokens(context)[-_NAMED_BEFORE:]
    for _, start, end in numbers_in(words):
        if _attached(topic, words, start, end, named):
            last = min(end + 1, len(words)) - 1
            return places[start], places[last] + 1
    return None


def _attached(topic: Topic, words: Sequence[str], start: int, end: int, named: Sequence[str]) -> bool:
    before = [stem(word) for word in words[max(0, start - 3) : start]]
    if _HYPOTHETICAL_VERBS.intersection(before) - {stem(word) for word in topic.specific}:
        return False
    if _PAST.search(" ".join(words[max(0, start - 3) : start])):
        return False
    after = list(words[end : end + _WINDOW])
    if after[:1] and after[0] in PERIODS and not set(topic.head) & PERIODS:
        return False
    if after[:3] == ["of", "us"] or after[:2] == ["of", "us"] or "team" in words[max(0, start - 3) : start]:
        return "people" in topic.head or "team" in (*topic.head, *topic.generic) or "staff" in topic.head
    if after[:1] and after[0] in PREPOSITIONS and after[0] != "of":
        after = []
    noun = next((place for place, word in enumerate(after) if word not in STOP_WORDS and word not in _LOOSE), None)
    if noun is not None:
        reach = " ".join(after)
        stems = {stem(word) for word in after}
        if not any(matches(word, stems, concepts(reach)) for word in topic.head):
            return False
        return not _EVENTS.intersection(words[end + noun + 1 : end + noun + 3])
    earlier = [*named, *words[max(0, start - 8) : start]]
    stems = {stem(word) for word in earlier}
    return any(matches(word, stems, concepts(" ".join(earlier))) for word in topic.head)
