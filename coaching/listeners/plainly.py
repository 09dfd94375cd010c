"""Whether a signal is voiced in words of its kind: a score alone also rises for what merely sounds like it."""

from __future__ import annotations

import re

from coaching.heard import SignalKind
from coaching.listeners.lexicon import word_classes
from coaching.listeners.spoken import hear

BEYOND_DOUBT = 0.85
"""Strength from which the words themselves need not bear it out."""

_CONCERN_WORDS = {
    "price": {"money", "press"},
    "risk": {"bad", "danger", "doubt", "IF"},
    "timing": {"season", "topic", "press"},
    "trust": {"doubt", "bad", "proof"},
    "authority": {"decider", "commit"},
    "competitor": {"rival", "proof"},
    "history": {"bad", "doubt"},
}
_NEED_WORDS = {"bad", "want", "change", "chance", "danger", "money", "IF"}
_INTEREST_WORDS = {"ASKS", "want", "proof", "follow", "works", "begin"}

_NO_TROUBLE = re.compile(
    r"\b(?:no|not|never|without|do not|does not|did not|any)(?: \w+){0,3} (?:problems?|troubles?|issues?|worr\w+|concerns?|"
    r"complaints?)\b"
)
"""What they say they do not have."""


def voiced_plainly(kind: SignalKind, detail: str | None, text: str, strength: float) -> bool:
    """Whether `text` holds a word that a signal of this kind is voiced with (see `words/lexicon.toml`)."""
    if kind is SignalKind.STEER:
        return True
    spoken = hear(text)
    classes = word_classes(spoken)
    if kind is SignalKind.INTEREST:
        return strength >= BEYOND_DOUBT or bool(_INTEREST_WORDS & classes)
    if _NO_TROUBLE.search(spoken.line) or ("good" in classes and "bad" not in classes and kind is SignalKind.NEED):
        return False
    if kind is SignalKind.CONCERN:
        return strength >= BEYOND_DOUBT or bool(_CONCERN_WORDS.get(detail or "", _NEED_WORDS) & classes)
    return strength >= BEYOND_DOUBT or bool(_NEED_WORDS & classes)
