"""What kinds of words a sentence holds: classes kept as data (`examples/en/words/lexicon.toml`), and marks of its grammar."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

from coaching.listeners.language import is_number, stem
from coaching.listeners.spoken import Spoken

LONGEST_PHRASE = 3
"""Words in the longest phrase of the lexicon."""
SHORT = 6
"""Plain words below which a sentence is marked short."""

_MARKS = {
    "WE": frozenset("i we our us my me mine ours".split()),
    "YOU": frozenset("you your yours".split()),
    "THEY": frozenset("they he she them their his her".split()),
    "IF": frozenset("if unless".split()),
    "NOT": frozenset("not never no nobody nothing none without".split()),
    "WILL": frozenset("will would could might may".split()),
    "PAST": frozenset("was were did had went got".split()),
    "SOME": frozenset("half third quarter percent couple few most".split()),
}
_LEADS = frozenset("so and okay well but right yes then now or".split())
_ASKING = frozenset(
    """what how who when where why which do does did is are was were can could would will have has should shall may
    whose whom""".split()
)


@lru_cache(maxsize=1)
def _classes(language: str = "en") -> dict[str, frozenset[str]]:
    """Stemmed word or phrase → its classes."""
    text = (files("coaching") / "examples" / language / "words" / "lexicon.toml").read_text("utf-8")
    found: dict[str, set[str]] = {}
    for name, words in tomllib.loads(text).items():
        for word in words.split():
            found.setdefault(" ".join(map(stem, word.split("-"))), set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}


def classes_of(word: str) -> frozenset[str]:
    """The classes one plain word belongs to."""
    return _classes().get(stem(word), frozenset())


def word_classes(spoken: Spoken) -> frozenset[str]:
    """The classes its words and phrases belong to (lower case), and marks of its grammar (upper case)."""
    words = spoken.plain
    stems = [stem(word) for word in words]
    classes = _classes()
    found: set[str] = set()
    for size in range(1, LONGEST_PHRASE + 1):
        for at in range(len(stems) - size + 1):
            found |= classes.get(" ".join(stems[at : at + size]), frozenset())
    found |= {mark for mark, members in _MARKS.items() if not members.isdisjoint(words)}
    if any(word.endswith("ed") and len(word) > 4 for word in words):
        found.add("PAST")
    if any(is_number(word) for word in words):
        found.add("NUMBER")
    if next((word for word in words if word not in _LEADS), "") in _ASKING:
        found.add("ASKS")
    if len(words) < SHORT:
        found.add("SHORT")
    return frozenset(found)
