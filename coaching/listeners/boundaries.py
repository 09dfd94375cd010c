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
from coaching.listeners.language import bare, is_number

FILE = "boundaries.npz"
SLOTS = 1 << 16
"""Weights: a feature's is found by the checksum of its name, and two that share one do little harm."""
LOOK_AHEAD = 3
"""Words after a gap that the model looks at."""
LIKELY = 0.5
_MARKS = frozenset(".?!,;:…")

_THEMSELVES = AUX | DETERMINERS | INDEFINITE | NOT_SUBJECTS | OPENERS | PREPOSITIONS | PRONOUNS | WH
_ENDINGS = ("ing", "ed", "ly", "n't", "'s", "'re", "'ll", "'ve", "'d", "'m", "s")
_PERSONS = frozenset("i you we they he she it that there this".split())


def is_bare(written: Sequence[str]) -> bool:
    """Whether these words bear no punctuation at all."""
    return not any(word[-1] in _MARKS for word in written)


def sentence_ends(words: Sequence[str]) -> list[int]:
    """Where the sentences of a whole run end, each as the index after its last word; the end of the run is left out.

    words: as `language.bare` leaves them.
    """
    ends = [0]
    for gap in range(1, len(words)):
        if chance_of_end(words[ends[-1] :], gap - ends[-1]) >= LIKELY:
            ends.append(gap)
    return ends[1:]


def chance_of_end(words: Sequence[str], gap: int) -> float:
    """How likely the sentence that begins with the first of `words` ends before `words[gap]`, 0 to 1."""
    slots = [slot(name) for name in features(words, gap)]
    score = float(_weights()[slots].sum())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def features(words: Sequence[str], gap: int) -> Iterator[str]:
    """What the model sees of a gap: the words and classes around it, and the sentence so far."""
    near = [words[at] if 0 <= at < len(words) else "^" if at < 0 else "$" for at in range(gap - 3, gap + LOOK_AHEAD)]
    x, w, v, a, b, c = near
    X, W, V, A, B, C = (word_class(word) for word in near)
    yield "bias"
    yield f"v {v}"
    yield f"w {w}"
    yield f"a {a}"
    yield f"b {b}"
    yield f"va {v} {a}"
    yield f"wv {w} {v}"
    yield f"ab {a} {b}"
    yield f"V {V}"
    yield f"A {A}"
    yield f"B {B}"
    yield f"W {W}"
    yield f"C {C}"
    yield f"VA {V} {A}"
    yield f"WV {W} {V}"
    yield f"AB {A} {B}"
    yield f"WVA {W} {V} {A}"
    yield f"VAB {V} {A} {B}"
    yield f"ABC {A} {B} {C}"
    yield f"XWV {X} {W} {V}"
    yield f"WVAB {W} {V} {A} {B}"
    yield f"VABC {V} {A} {B} {C}"
    yield f"XWVA {X} {W} {V} {A}"
    first, second = word_class(words[0]), word_class(words[1]) if gap > 1 else "|"
    length = min(gap, 4) if gap < 5 else 6 if gap < 8 else 10 if gap < 14 else 20
    said = words[:gap]
    verb = any(word in AUX or word.partition("'")[1] for word in said)
    person = any(word in _PERSONS or word.partition("'")[0] in _PERSONS for word in said)
    state = f"{length}{verb:d}{person:d}"
    yield f"S {state}"
    yield f"SA {state} {A}"
    yield f"SVA {verb:d}{person:d} {V} {A}"
    yield f"SAB {verb:d}{person:d} {A} {B}"
    yield f"F {first} {length}"
    yield f"FA {first} {A}"
    yield f"FS {first} {second}"
    yield f"FSA {first} {second} {A}"
    yield f"FSL {first} {second} {length}"
    if gap <= 3:
        yield f"all {' '.join(said)}"
        yield f"ALL {' '.join(map(word_class, said))} {A}"


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
