"""What a text is about: its stems, and classes of words that speak of the same thing ("fleet" ~ "trucks")."""

from __future__ import annotations

from functools import lru_cache

from coaching.listeners.data import examples
from coaching.listeners.language import stem, tokens

_LONGEST = 4  # words in a phrase


@lru_cache(maxsize=1)
def _phrases() -> dict[tuple[str, ...], frozenset[str]]:
    classes: dict[tuple[str, ...], set[str]] = {}
    for name, phrases in examples("concepts").items():
        for phrase in phrases:
            classes.setdefault(tuple(stem(token) for token in tokens(phrase)), set()).add(f"#{name}")
    return {phrase: frozenset(names) for phrase, names in classes.items()}


def concepts(text: str) -> frozenset[str]:
    """The classes (`coaching/examples/en/concepts.toml`) that `text` speaks of, as "#vehicle"."""
    return _concepts(tuple(stem(token) for token in tokens(text)))


@lru_cache(maxsize=2048)
def _concepts(stems: tuple[str, ...]) -> frozenset[str]:
    known = _phrases()
    found: set[str] = set()
    for at in range(len(stems)):
        for size in range(1, _LONGEST + 1):
            found |= known.get(tuple(stems[at : at + size]), frozenset())
    return frozenset(found)


def classes_of(word: str) -> frozenset[str]:
    """The classes of one word."""
    return _phrases().get((stem(word),), frozenset())
