"""Where sentences end in text that nobody punctuated: told from the words around each gap.

A recogniser's run, "got it who charges the devices overnight", is two sentences. A linear model, fitted by
`packaging/understanding/boundaries.py`, gives each gap the chance that a sentence ends in it. It looks a few words
ahead and never further, so that words heard later change nothing that was decided.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from coaching.listeners.grammar import AUX, DETERMINERS, INDEFINITE, NOT_SUBJECTS, OPENERS, PREPOSITIONS, PRONOUNS, WH
from coaching.listeners.language import is_number
from coaching.listeners.openings import OpeningKind, opening_at

FILE = "boundaries.npz"
SLOTS = 1 << 16
"""Weights: a feature's is found by the checksum of its name, and two that share one do little harm."""
LOOK_AHEAD = 3
"""Words after a gap that the model looks at."""
LIKELY = 0.7
LIKELY_BEFORE = {OpeningKind.WH: 0.3, OpeningKind.REQUEST: 0.3, OpeningKind.INVERTED: 0.4, OpeningKind.ELLIPTIC: 0.6}
"""Chances from which a sentence ends, where no question opens after it and where one does."""

_MARKS = frozenset(".?!,;:…")
_THEMSELVES = AUX | DETERMINERS | INDEFINITE | NOT_SUBJECTS | OPENERS | PREPOSITIONS | PRONOUNS | WH
_ENDINGS = ("ing", "ed", "ly", "n't", "'s", "'re", "'ll", "'ve", "'d", "'m", "s")
_LEADS_ON = frozenset("and but or so because if than as the a an my your our their of to".split())
_ASKS_TO_TELL = frozenset((verb, person) for verb in ("tell", "remind", "show") for person in ("me", "us"))
_PERSONS = frozenset("i you we they he she it that there this".split())


def is_bare(written: Sequence[str]) -> bool:
    """Whether these words bear no punctuation at all."""
    return not any(word[-1] in _MARKS for word in written)


@lru_cache(maxsize=512)
def sentence_ends(words: tuple[str, ...]) -> tuple[int, ...]:
    """Where the sentences of a whole run end, each as the index after its last word; the end of the run is left out.

    words: as `language.bare` leaves them.
    """
    ends = [0]
    for gap in range(1, len(words)):
        if ends_at(words[ends[-1] : gap + LOOK_AHEAD], gap - ends[-1]):
            ends.append(gap)
    return tuple(ends[1:])


def ends_at(words: Sequence[str], gap: int) -> bool:
    """Whether the sentence that begins with the first of `words` is likely to end before `words[gap]`."""
    if words[gap - 1] in _LEADS_ON or tuple(words[max(0, gap - 2) : gap]) in _ASKS_TO_TELL:
        return False
    opening = opening_at(words, gap, min(len(words), gap + LOOK_AHEAD))
    return chance_of_end(words, gap) >= (LIKELY if opening is None else LIKELY_BEFORE[opening.kind])


def chance_of_end(words: Sequence[str], gap: int) -> float:
    """The model's chance of it, 0 to 1."""
    score = float(_weights()[[slot(name) for name in features(words, gap)]].sum())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def features(words: Sequence[str], gap: int) -> Iterator[str]:
    """What the model sees of a gap: the words and classes around it, the sentence so far, and what opens after it."""
    words = words[: gap + LOOK_AHEAD]
    near = [words[at] if 0 <= at < len(words) else "^" if at < 0 else "$" for at in range(gap - 3, gap + LOOK_AHEAD)]
    _, before2, before, after, after2, _ = near
    x, w, v, a, b, c = (word_class(word) for word in near)
    first, second = word_class(words[0]), word_class(words[1]) if gap > 1 else "|"
    said = words[:gap]
    length = gap if gap < 5 else 6 if gap < 8 else 10 if gap < 14 else 20
    verb = any(word in AUX or word.partition("'")[1] for word in said)
    person = any(word.partition("'")[0] in _PERSONS for word in said)
    so_far = f"{verb:d}{person:d}"
    opens, opens_later = _opens(words, gap), _opens(words, gap + 1)
    named = {
        "": (),
        "word v": (before,), "word w": (before2,), "word a": (after,), "word b": (after2,),
        "word va": (before, after), "word wv": (before2, before), "word ab": (after, after2),
        "v": (v,), "a": (a,), "b": (b,), "w": (w,), "c": (c,),
        "va": (v, a), "wv": (w, v), "ab": (a, b), "wva": (w, v, a), "vab": (v, a, b), "abc": (a, b, c), "xwv": (x, w, v),
        "wvab": (w, v, a, b), "vabc": (v, a, b, c), "xwva": (x, w, v, a),
        "so far": (so_far, length), "so far a": (so_far, length, a), "so far va": (so_far, v, a), "so far ab": (so_far, a, b),
        "first": (first, length), "first a": (first, a), "first two": (first, second), "first two a": (first, second, a),
        "first two length": (first, second, length),
        "opens": (opens,), "opens v": (opens, v), "opens first": (opens, _opens(words, 0)), "opens word v": (opens, before),
        "opens word a": (opens, after, v), "later": (opens_later, after), "later v": (opens_later, after, v),
    }  # fmt: skip
    yield from (f"{name}: {' '.join(map(str, seen))}" for name, seen in named.items())
    if gap <= 3:
        yield f"all: {' '.join(said)}"
        yield f"all a: {' '.join(map(word_class, said))} {a}"


def _opens(words: Sequence[str], at: int) -> str:
    """What kind of question would open at `at`; "-" for none."""
    opening = opening_at(words, at, len(words)) if at < len(words) else None
    return "-" if opening is None else f"{opening.kind}{opening.anywhere:d}"


@lru_cache(maxsize=8192)
def word_class(word: str) -> str:
    """A word that builds sentences stands for itself; of the others, the ending counts."""
    if word in _THEMSELVES or len(word) < 2:
        return word
    if is_number(word):
        return "#"
    return next((ending for ending in _ENDINGS if word.endswith(ending) and len(word) > len(ending) + 1), "x")


@lru_cache(maxsize=65_536)
def slot(name: str) -> int:
    return zlib.crc32(name.encode()) % SLOTS


@lru_cache(maxsize=1)
def _weights() -> NDArray[np.float32]:
    place = files("coaching") / "examples" / "en" / FILE
    with place.open("rb") as file, np.load(file) as arrays:
        weights: NDArray[np.float32] = arrays["ends"].astype(np.float32)
    return weights
