"""Questions that every seller plans ("who else decides?"), and the ways customers tell such things.

Both are known by example: `wanted.toml` holds questions, `told.toml` statements, under the same labels. A label may ask
for more: a date, a sum, a person, a word of its class, so that near talk does not count.
"""

from __future__ import annotations

from coaching.listeners.answer_types import AnswerType
from coaching.listeners.concepts import concepts
from coaching.listeners.ear import Ear
from coaching.listeners.information import information
from coaching.listeners.language import clean
from coaching.listeners.patterns import anywhere

FRAME_SURE = 0.35
TOLD_SURE = 0.4
TOLD_IN_REPLY = 0.3
TOLD_FOR_ITSELF = 0.75
"""Scores of the examples' classifier; set on the development cases, which the examples do not come from."""

_T = AnswerType
_TYPES: dict[str, frozenset[AnswerType]] = {
    "decide": frozenset({_T.PERSON, _T.MANNER, _T.YES_NO, _T.LIST, _T.THING}),
    "budget": frozenset({_T.MONEY, _T.YES_NO, _T.NUMBER, _T.THING}),
    "timeline": frozenset({_T.DATE, _T.DURATION, _T.THING, _T.YES_NO}),
    "contract": frozenset({_T.DATE, _T.DURATION}),
    "paying": frozenset({_T.MONEY}),
    "tool": frozenset({_T.THING, _T.LIST, _T.PERSON}),
    "challenge": frozenset({_T.THING, _T.LIST, _T.PLACE}),
    "why-now": frozenset({_T.REASON}),
    "consequence": frozenset({_T.THING, _T.MANNER, _T.LIST}),
    "vendors": frozenset({_T.PERSON, _T.LIST, _T.YES_NO, _T.THING}),
    "success": frozenset({_T.THING, _T.MANNER, _T.LIST}),
    "goal": frozenset({_T.THING, _T.LIST, _T.PLACE}),
    "wish": frozenset({_T.THING, _T.LIST}),
    "tried": frozenset({_T.THING, _T.LIST, _T.YES_NO, _T.MANNER}),
    "likes": frozenset({_T.THING, _T.LIST, _T.YES_NO, _T.MANNER}),
    "role": frozenset({_T.THING, _T.LIST}),
    "criteria": frozenset({_T.THING, _T.LIST, _T.MANNER}),
    "worry": frozenset({_T.THING, _T.LIST, _T.YES_NO}),
}
_INFORMATION = {
    "decide": (_T.PERSON,),
    "budget": (_T.MONEY,),
    "paying": (_T.MONEY,),
    "timeline": (_T.DATE, _T.DURATION),
    "contract": (_T.DATE, _T.DURATION),
}
_CLASS = {
    "decide": "#decide", "budget": "#budget", "paying": "#spend", "timeline": "#timeline", "contract": "#contract", "tool": "#tool",
    "challenge": "#problem", "why-now": "#why-now", "consequence": "#consequence", "vendors": "#vendor",
    "success": "#goal", "goal": "#goal", "wish": "#goal", "tried": "#history", "likes": "#happy", "role": "#role",
    "criteria": "#criteria", "worry": "#problem",
}  # fmt: skip
_NEEDS_CLASS = {"contract": "#end"}
_MAY_SUPPOSE = frozenset({"wish", "consequence", "success"})


def frame_of(question: str, kind: AnswerType, ear: Ear) -> str | None:
    """Which of the common questions `question` is, or None: then only its own words tell."""
    leaning = ear.leaning("wanted", question)
    label = max(leaning, key=lambda name: leaning[name], default="none")
    if label == "none" or leaning[label] < FRAME_SURE or kind not in _TYPES.get(label, frozenset(AnswerType)):
        return None
    return label


def tells_a_fact(frame: str) -> bool:
    """Whether its answers hold a sum, a date or a person: these are told by themselves, whatever they are for."""
    return frame in _INFORMATION


def told(frame: str, sentence: str, before: str, ear: Ear, in_reply: bool) -> float:
    """How surely `sentence` tells what questions of `frame` want, 0 to 1.

    before: the sentence before it, which
    may hold the sum, the date or the person. in_reply: said in answer to a question.
    """
    wanted = _INFORMATION.get(frame)
    spoken_of = concepts(sentence)
    said = clean(sentence)
    if wanted and not any(information(kind, f"{before} {sentence}") for kind in wanted):
        return 0.0
    if (frame in _NEEDS_CLASS and _NEEDS_CLASS[frame] not in spoken_of) or (
        frame == "tool" and anywhere("desire").search(said)
    ):
        return 0.0
    if supposes(sentence) and frame not in _MAY_SUPPOSE:
        return 0.0
    leaning = ear.leaning("told", sentence)
    named = _CLASS[frame] in spoken_of
    sure = leaning[frame] + (0.1 if wanted else 0.0) + (0.15 if named else 0.0)
    if leaning[frame] < max(leaning.values()) - (0.15 if named else 0.0):
        return 0.0
    if sure < (TOLD_IN_REPLY if in_reply else TOLD_SURE):
        return 0.0
    return min(1.0, 0.2 + sure)


def supposes(sentence: str) -> bool:
    """Whether it speaks of what is not so ("if we had sixty drivers")."""
    return bool(anywhere("supposed").search(clean(sentence)))
