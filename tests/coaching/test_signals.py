"""Signals are heard in anyone's words: what kind, what purpose, and where the words stand."""

from __future__ import annotations

import pytest
from labelled_cases import cases, f1

from coaching.heard import SignalKind
from coaching.listeners.ear import Ear
from coaching.listeners.quote import MAX_CHARS
from coaching.listeners.signals import find_signals

EAR = Ear()


def heard(text: str, replying_to: str = "") -> set[str]:
    found = find_signals(text, EAR, replying_to=replying_to)
    return {signal.kind.value + (f":{signal.detail}" if signal.detail else "") for signal in found}


def kinds(text: str) -> set[str]:
    return {signal.kind.value for signal in find_signals(text, EAR)}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("We want to open two more salons by summer.", "need:goal"),
        ("nobody knows who is coming in the next morning", "need:problem"),
        ("There's a grant we could apply for this year.", "need:opportunity"),
        ("The new rules come in from April.", "need:change"),
        ("If we fail the audit we lose our licence.", "need:risk"),
        ("How much does it cost?", "interest:price"),
        ("Who else is using it around here?", "interest:proof"),
        ("Does it connect to our accounting system?", "interest:how"),
        ("How long does it take to get it up and running?", "interest:rollout"),
        ("So what happens next?", "interest:next"),
        ("That's a lot of money for a small charity.", "concern:price"),
        ("I'm worried about moving all our data over.", "concern:risk"),
        ("This isn't a good time for us.", "concern:timing"),
        ("That sounds too good to be true.", "concern:trust"),
        ("I'd have to run it past my board.", "concern:authority"),
        ("We already have a supplier for that.", "concern:competitor"),
        ("We tried something like this before and it was a disaster.", "concern:history"),
        ("Can we talk about the warranty first?", "steer"),
    ],
)
def test_every_kind_of_signal_is_heard(text: str, label: str) -> None:
    assert label in heard(text)


@pytest.mark.parametrize(
    "text",
    [
        "We have forty trucks out of Reno.",
        "Yeah, that makes sense.",
        "It works well for us.",
        "How was your weekend?",
        "I've been here eleven years.",
        "Okay. Got it.",
        "Tuesday works for me.",
        "",
        "…",
    ],
)
def test_facts_small_talk_and_content_are_no_signals(text: str) -> None:
    assert not heard(text)


def test_the_words_that_carry_it_are_told_from_the_facts_before_them() -> None:
    text = "We have forty trucks out of Reno, and honestly nobody knows who is coming in the next morning."
    (signal,) = find_signals(text, EAR)
    assert text.split()[signal.start_word : signal.end_word][0] in ("and", "honestly", "nobody")
    assert signal.quote in text
    assert signal.quote.startswith("nobody knows")
    assert len(signal.quote) <= MAX_CHARS


def test_one_utterance_can_carry_several() -> None:
    assert heard("We keep losing drivers after six months. How much does it cost?") == {
        "need:problem",
        "interest:price",
    }


def test_punctuation_and_capitals_make_no_difference() -> None:
    assert heard("We keep losing drivers. How much does it cost?") == heard(
        "we keep losing drivers how much does it cost"
    )


def test_a_bare_yes_makes_the_need_in_the_question_the_customers() -> None:
    asked = "So nobody knows who is coming in the next morning?"
    (signal,) = find_signals("Yes, exactly.", EAR, replying_to=asked)
    assert (signal.kind, signal.detail, signal.quote) == (SignalKind.NEED, "problem", "Yes, exactly")


def test_a_bare_yes_to_small_talk_is_no_need() -> None:
    assert not heard("Yes.", replying_to="Can you hear me okay?")


def test_a_users_own_examples_are_heard() -> None:
    said = "the widget frobnicates in the quorlax"
    assert "concern:trust" not in heard(said)
    ear = Ear(extra={"signals": {"concern-trust": [said, "it frobnicates", "frobnicates in the quorlax again"]}})
    (signal,) = find_signals(said, ear)
    assert (signal.kind, signal.detail) == (SignalKind.CONCERN, "trust")


def test_by_words_alone_it_stays_as_good_as_it_was() -> None:
    labelled = cases("cases/signals/thresholds.toml")
    assert f1([[text, *{label.split(":")[0] for label in labels}] for text, *labels in labelled], kinds) >= 0.87
    assert f1(labelled, heard) >= 0.72


def test_a_courtesy_shows_no_interest() -> None:
    assert find_signals("Speaking. What can I do for you, Brett?", EAR) == []
    assert find_signals("how are you today", EAR) == []
