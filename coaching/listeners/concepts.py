"""What a text is about: its stems, and classes of words that speak of the same thing ("fleet" ~ "trucks")."""

from __future__ import annotations

from functools import lru_cache

from coaching.listeners.ear import examples
from coaching.listeners.language import STOP_WORDS, content_stems, stem, tokens

_LONGEST = 4  # words in a phrase


@lru_cache(maxsize=1)
def _phrases() -> dict[tuple[str, ...], frozenset[str]]:
    classes: dict[tuple[str, ...], set[str]] = {}
    for name, phrases in examples("concepts").items():
        for phrase in phrases:
            classes.setdefault(tuple(stem(token) for token in tokens(phrase)), set()).add(f"#{name}")
    return {phrase: frozenset(names) for phrase, names in classes.items()}


@lru_cache(maxsize=4096)
def concepts(text: str) -> frozenset[str]:
    """The classes (`coaching/examples/en/concepts.toml`) that `text` speaks of, as "#vehicle"."""
    stems = [stem(token) for token in tokens(text)]
    known = _phrases()
    found: set[str] = set()
    for at in range(len(stems)):
        for size in range(1, _LONGEST + 1):
            found |= known.get(tuple(stems[at : at + size]), frozenset())
    return frozenset(found)


def classes_of(word: str) -> frozenset[str]:
    """The classes of one word."""
    return _phrases().get((stem(word),), frozenset())


def shared(one: str, other: str) -> float:
    """How much of what `one` is about `other` speaks of, 0 to 1: by stem, or half as surely by class."""
    topics = [
        token for token in dict.fromkeys(tokens(one)) if token not in STOP_WORDS and stem(token) in content_stems(one)
    ]
    if not topics:
        return 0.0
    stems, spoken_of = content_stems(other), concepts(other)
    hits = [1.0 if stem(topic) in stems else 0.7 if classes_of(topic) & spoken_of else 0.0 for topic in topics]
    return sum(hits) / len(hits)
