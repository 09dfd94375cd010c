"""Where a question begins in spoken English: told by word order, never by punctuation.

All functions take words as `language.bare` leaves them ("what's", "don't") and a position, and look ahead a few
words only. An opening that is `anywhere` is safe in the middle of an unpunctuated run; the others ask for a clause
boundary before them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from coaching.listeners.grammar import OPENERS, split_wh
from coaching.listeners.inverted_questions import inverted_at
from coaching.listeners.requests import elliptic_at, request_at
from coaching.listeners.wh_questions import wh_at


class OpeningKind(StrEnum):
    WH = "wh"
    INVERTED = "inverted"
    REQUEST = "request"
    ELLIPTIC = "elliptic"


@dataclass(frozen=True, slots=True)
class Opening:
    """A question begins here. `anywhere`: sure enough without a clause boundary before it."""

    at: int
    kind: OpeningKind
    anywhere: bool


_OPENING_PHRASES = frozenset(
    tuple(phrase.split())
    for phrase in (
        "got it/i see/fair enough/makes sense/that makes sense/of course/no worries/no problem/good to know/that helps/"
        "i understand/good point/fair point/by the way/in that case"
    ).split("/")
)


def skip_openers(words: Sequence[str], at: int, end: int) -> int:
    """The index after "okay, so, um…", "got it", "fair enough"."""
    while at < end - 1 and (size := _opener_words(words, at)) and at + size < end:
        at += size
    return at


def _opener_words(words: Sequence[str], at: int) -> int:
    """How many words at `at` only lead on to what is said."""
    if words[at] == "like" and words[at + 1] == "what":
        return 0
    for size in (3, 2):
        if tuple(words[at : at + size]) in _OPENING_PHRASES:
            # "I see how it works" and "I understand why" say something
            return 0 if words[at] == "i" and split_wh("".join(words[at + size : at + size + 1]))[0] else size
    return int(not words[at] or words[at] in OPENERS)


def opening_at(words: Sequence[str], at: int, end: int) -> Opening | None:
    """The question opening at `at` in the clause that ends before `end`, if one is there."""
    wh = wh_at(words, at, end)
    if wh is not None:
        return Opening(at, OpeningKind.WH, wh)
    inverted = inverted_at(words, at, end)
    if inverted is not None:
        return Opening(at, OpeningKind.INVERTED, inverted)
    if request_at(words, at, end):
        return Opening(at, OpeningKind.REQUEST, False)
    if elliptic_at(words, at, end):
        return Opening(at, OpeningKind.ELLIPTIC, False)
    return None
