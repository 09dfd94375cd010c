"""What a classifier sees of words: of one sentence, and of two that belong together."""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations, pairwise

from coaching.listeners.answer_types import answer_type
from coaching.listeners.information import information
from coaching.listeners.language import content_stems, stem
from coaching.listeners.lexicon import word_classes
from coaching.listeners.patterns import anywhere
from coaching.listeners.questions import find_questions
from coaching.listeners.spoken import hear
from coaching.listeners.topic import coverage, topic_of

REMEMBERED = 4_096
"""Sentences whose features are kept: a call's last few minutes."""

Features = frozenset[str]


@lru_cache(maxsize=REMEMBERED)
def words_of(sentence: str) -> Features:
    """Stems and pairs of neighbouring stems, the ends of the sentence included."""
    stems = ["^", *(stem(word) for word in hear(sentence).plain), "$"]
    return frozenset({*stems[1:-1], *(f"{one} {other}" for one, other in pairwise(stems))})


@lru_cache(maxsize=REMEMBERED)
def classes_of(sentence: str) -> Features:
    """The classes of its words, and which of them come together."""
    classes = sorted(word_classes(hear(sentence)))
    return frozenset({*classes, *(f"{one}&{other}" for one, other in combinations(classes, 2))})


@lru_cache(maxsize=REMEMBERED)
def bond_of(first: str, second: str) -> Features:
    """What two sentences, the one said after the other, have to do with each other."""
    before, after = content_stems(first), content_stems(second)
    shared = len(before & after)
    asked = find_questions(second)
    bond = {
        f"shared {min(shared, 3)}",
        f"new {min(len(after - before), 5)}",
        f"length {min(len(second.split()) // 4, 6)}",
        "asks" if asked else "states",
        *(f"asks {question.kind.value} {question.form}" for question in asked),
        *(f"both {name}" for name in word_classes(hear(first)) & word_classes(hear(second))),
        *_told("answer", first, second),
        *_told("told", second, first),
    }
    if after:
        bond.add(f"of the second {4 * shared // len(after)}")
    if before:
        bond.add(f"of the first {4 * shared // len(before)}")
    if answer_type(first) is answer_type(second):
        bond.add("same type")
    return frozenset(bond)


def _told(name: str, question: str, statement: str) -> set[str]:
    """Whether a statement holds what a question wants, and speaks of the same thing."""
    kind = answer_type(question)
    about = coverage(topic_of(question), statement)
    spoken_of = "–" if about is None else str(int(about * 3))
    held = bool(information(kind, statement))
    put_off = bool(anywhere("evasive").search(hear(statement).line))
    return {
        f"{name} {kind.value}",
        f"{name} {kind.value} {held}",
        f"{name} {held} {spoken_of}",
        f"{name} put off {put_off}",
    }
