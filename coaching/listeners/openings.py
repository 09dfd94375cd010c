"""Where a question begins in spoken English: told by word order, never by punctuation.

All functions take words as `language.bare` leaves them ("what's", "don't") and a position, and look ahead a few
words only. An opening that is `anywhere` is safe in the middle of an unpunctuated run; the others ask for a clause
boundary before them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from coaching.listeners.grammar import OPENERS
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


def skip_openers(words: Sequence[str], at: int, end: int) -> int:
    """The index after "okay, so, um…"."""
    while at < end - 1 and (not words[at] or words[at] in OPENERS):
        if words[at] == "like" and words[at + 1] == "what":
            break
        at += 1
    return at


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
