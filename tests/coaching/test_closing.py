"""Closing language presses for a decision; the customer's own deadlines and next steps do not."""

from __future__ import annotations

import pytest
from labelled_cases import cases, f1

from coaching.listeners.closing import Closing, closing_language
from coaching.listeners.ear import Ear

EAR = Ear()


@pytest.mark.parametrize(
    ("text", "closing"),
    [
        ("Are you ready to sign today?", Closing.CLOSE),
        ("What would it take to get this done this week?", Closing.CLOSE),
        ("This price ends Friday.", Closing.URGENCY),
        ("We have only two slots left.", Closing.URGENCY),
    ],
)
def test_pressing_is_heard(text: str, closing: Closing) -> None:
    assert closing_language(text, EAR) is closing


@pytest.mark.parametrize(
    "text",
    [
        "Shall we meet on Tuesday?",
        "When does your contract with them run out?",
        "You said the grant closes at the end of the month.",
        "Yeah, okay.",
        "How can I help you this afternoon?",
        "",
    ],
)
def test_next_steps_and_the_customers_own_deadlines_do_not_press(text: str) -> None:
    assert closing_language(text, EAR) is None


def test_by_words_alone_it_stays_as_good_as_it_was() -> None:
    def heard(text: str) -> set[str]:
        closing = closing_language(text, EAR)
        return {closing.value} if closing else set()

    assert f1(cases("cases/closing/presses.toml"), heard) >= 0.8
