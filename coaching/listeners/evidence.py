"""How surely a statement answers a question of the asker's own, weighed from a few signs.

The signs: how much of the topic is spoken of, nearness in meaning, how much is said that the question did not hold,
and whether the kind of information wanted is there. Their weights come from logistic regression over the development
cases, rounded; each question was judged with weights from the others.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from coaching.listeners.answer_types import FACTS, AnswerType
from coaching.listeners.counts import counts_topic
from coaching.listeners.information import information, tells_manner, tells_reason
from coaching.listeners.language import clean, content_stems, stem
from coaching.listeners.patterns import anywhere
from coaching.listeners.topic import Topic, coverage

_COUNTED = 0.8
_NEW_ENOUGH = 6  # content words that the question did not hold
# Weights: topic covered, nearness, news, information there; bias.
_WEIGHTS = {
    AnswerType.MANNER: (2.4, 2.4, 1.7, 1.7, -5.2),
    AnswerType.REASON: (1.7, 1.6, 0.1, 3.0, -4.2),
    AnswerType.YES_NO: (2.8, 3.2, 1.2, 1.4, -4.9),
}
_FACT_WEIGHTS = (3.6, 2.5, 1.1, 0.0, -3.2)
_OPEN_WEIGHTS = (2.8, 4.0, 1.7, 0.0, -5.1)


_TELLS: Mapping[AnswerType, Callable[[str], bool]] = {
    AnswerType.MANNER: tells_manner,
    AnswerType.REASON: tells_reason,
    AnswerType.YES_NO: lambda said: bool(anywhere("has-or-not").search(clean(said))),
}


def evidence(topic: Topic, kind: AnswerType, question: str, said: str, context: str, similarity: float | None) -> float:
    """0 to 1; from 0.5 on it answers. context: what was said just before, which may have named the topic."""
    if kind in FACTS and not _holds(topic, kind, said, context):
        return 0.0
    about = coverage(topic, said) or 0.0
    if about < 0.5 and context:
        about = max(about, 0.8 * (coverage(topic, f"{context} {said}") or 0.0))
    if not about:
        return 0.0
    if kind is AnswerType.NUMBER and topic.head and not topic.share:
        about = max(about, _COUNTED)  # the very thing is counted: what is done with it matters less
    near = similarity if similarity is not None else 0.1 + 0.45 * about
    news = min(_NEW_ENOUGH, len(content_stems(said) - content_stems(question))) / _NEW_ENOUGH
    there = _TELLS[kind](said) if kind in _TELLS else False
    weights = _FACT_WEIGHTS if kind in FACTS else _WEIGHTS.get(kind, _OPEN_WEIGHTS)
    covered, nearness, new, held, bias = weights
    return 1.0 / (1.0 + math.exp(-(covered * about + nearness * near + new * news + held * there + bias)))


def _holds(topic: Topic, kind: AnswerType, said: str, context: str) -> bool:
    """Whether the fact wanted is there, and is one of the thing asked about."""
    if kind is AnswerType.NUMBER and topic.share:
        return "%" in said or bool(anywhere("share").search(clean(said)))
    if kind is AnswerType.NUMBER and topic.head:
        return counts_topic(topic, said, context) is not None
    return any(not _names_topic(topic, said, span) for span in information(kind, said, topic.lasting))


def _names_topic(topic: Topic, said: str, span: tuple[int, int]) -> bool:
    """Whether the information found is only the thing asked about itself ("compliance" is no person here)."""
    found = content_stems(" ".join(said.split()[span[0] : span[1]]))
    return bool(found) and found <= {stem(word) for word in (*topic.specific, *topic.head)}
