"""What one question has to do with the words around it: put again, answered by its asker, or helped with examples."""

from __future__ import annotations

import re
from enum import StrEnum

from coaching.listeners.answer_types import FACTS, AnswerType, answer_type
from coaching.listeners.ear import Ear
from coaching.listeners.frames import frame_of
from coaching.listeners.language import content_stems, number_values, tokens
from coaching.listeners.patterns import anywhere, at_start
from coaching.listeners.topic import coverage, topic_of

_OPEN = frozenset({AnswerType.THING, AnswerType.LIST, AnswerType.MANNER})
SHARED = 0.6
"""How much two topics must share, or half of it with nearness in meaning beside; set on the development cases."""
NEAR = 0.6
SURELY_NEAR = 0.78
FAR = 0.25


class Second(StrEnum):
    """What a sentence is to the question that its speaker asked just before."""

    SEPARATE = "separate"
    REPHRASED = "rephrased"
    EXAMPLES = "examples"
    OWN_ANSWER = "own-answer"


def second_to(question: str, following: str, ear: Ear) -> dict[Second, float]:
    """How likely `following` is each of these, 1 in sum, if it is one of them at all."""
    bond = ear.bond("stacked", question, following)
    total = sum(bond.values())
    return {second: bond[second.value] / total for second in Second}


def offers_own_answer(question_text: str, following_text: str) -> bool:
    """Whether the asker answers the question: "How many? I would guess fifty"."""
    following = tokens(following_text)
    if not following or gives_examples(following_text):
        return False
    said = " ".join(following[:12])
    if at_start("guess").match(said) or (
        len(following) <= 12 and re.search(rf"{anywhere('guess-last').pattern}$", said)
    ):
        return True
    wants_number = bool(re.search(r"\bhow (?:many|much|long|often|old|far|big)\b", question_text.lower()))
    return wants_number and bool(number_values(following_text)) and len(following) <= 8


def gives_examples(text: str) -> bool:
    """Whether choices are offered to help the other side ("like, is it more the price or the timing?")."""
    said = " ".join(tokens(text))
    return bool(anywhere("helps").search(said)) and (
        " or " in f" {said} " or " and " in said or "example" in said or "instance" in said
    )


_BACK = frozenset("that it this those they there".split())


def same_question(one: str, other: str, ear: Ear) -> bool:
    """Whether two questions want the same information, in whatever words."""
    kinds = answer_type(one), answer_type(other)
    frames = frame_of(one, kinds[0], ear), frame_of(other, kinds[1], ear)
    shared = _shared(one, other, frames)
    near = ear.similarity(one, other)
    if all(frames):
        far = near is not None and near < FAR
        return frames[0] == frames[1] and not far and not _apart(one, other, frames)
    narrower = bool(anywhere("narrower").search(" ".join(tokens(other)))) and not anywhere("narrower").search(
        " ".join(tokens(one))
    )
    if narrower or (kinds[0] is not kinds[1] and not _OPEN.issuperset(kinds)):
        return False
    if shared is None:
        return tokens(one) == tokens(other) or (near is not None and near >= SURELY_NEAR)
    if shared >= SHARED:
        return near is None or near >= 0.2
    if near is None:
        return False
    return (shared >= SHARED / 2 and near >= NEAR) or (near >= SURELY_NEAR and kinds[0] not in FACTS)


def rephrases(earlier: str, later: str, ear: Ear) -> bool:
    """Whether `later`, asked right after `earlier`, only puts it again ("I mean…", "what does that look like?")."""
    said = tokens(later)
    if ["i", "mean"] in (said[-2:], tokens(earlier)[-2:]):
        return True
    if at_start("rephrases").match(" ".join(said[:8])) or same_question(earlier, later, ear):
        return True
    added = content_stems(later) - {"look", "work", "happen", "mean"}
    same_kind = answer_type(earlier) is answer_type(later) or _OPEN.issuperset(
        (answer_type(earlier), answer_type(later))
    )
    return not added and bool(_BACK.intersection(said)) and same_kind


def _apart(one: str, other: str, frames: tuple[str | None, str | None]) -> bool:
    """Whether two questions of one frame ask about different things ("with payroll", "with hiring")."""
    covered = coverage(topic_of(one, frames[0]), other), coverage(topic_of(other, frames[1]), one)
    return all(share is not None and share < 0.5 for share in covered)


def _shared(one: str, other: str, frames: tuple[str | None, str | None]) -> float | None:
    """How much of what is specific in each the other speaks of; None when neither holds anything specific."""
    covered = coverage(topic_of(one, frames[0]), other), coverage(topic_of(other, frames[1]), one)
    known = [share for share in covered if share is not None]
    if not known:
        return None
    return (sum(known) + 0.6 * (2 - len(known))) / 2
