"""A reply picks a signal up by its content, a question about it, an answer, the feeling, or by parking it openly."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from labelled_cases import cases

from coaching.heard import SignalKind
from coaching.listeners.acknowledgement import acknowledges, parks_openly
from coaching.listeners.ear import Ear

EAR = Ear()


@dataclass(frozen=True)
class Voiced:
    kind: SignalKind
    detail: str | None
    text: str
    quote: str = ""


NEED = Voiced(SignalKind.NEED, "problem", "Nobody knows who is coming in the next morning.")


@pytest.mark.parametrize(
    "reply",
    [
        "How often does that happen?",
        "Say more about that.",
        "That sounds frustrating.",
        "Who is coming in tomorrow, for instance?",
        "Let me note that, first one other thing.",
    ],
)
def test_a_reply_that_stays_with_it_picks_it_up(reply: str) -> None:
    assert acknowledges(NEED, reply, EAR)


@pytest.mark.parametrize(
    "reply",
    ["Okay.", "Got it, sure.", "Got it. What's your budget?", "Okay, so our company was founded in Oslo.", ""],
)
def test_a_polite_word_and_another_topic_does_not(reply: str) -> None:
    assert not acknowledges(NEED, reply, EAR)


def test_a_price_question_is_answered_with_a_number() -> None:
    asked = Voiced(SignalKind.INTEREST, "price", "What would it come to?")
    assert acknowledges(asked, "Around four hundred a month.", EAR)


@pytest.mark.parametrize(
    "reply", ["I'll come back to that.", "Let me note that, first…", "Let's park that for a minute."]
)
def test_parking_openly_is_heard(reply: str) -> None:
    assert parks_openly(reply)


def test_by_words_alone_it_stays_as_good_as_it_was() -> None:
    wrong = []
    for text, label, reply, picked_up in cases("cases/acknowledgement/replies.toml"):
        kind, _, detail = label.partition(":")
        if acknowledges(Voiced(SignalKind(kind), detail or None, text), reply, EAR) is not picked_up:
            wrong.append((text, reply))
    assert len(wrong) <= 5, wrong
