"""A pitch describes or promotes the offer; introductions, questions, summaries and next steps do not."""

from __future__ import annotations

import pytest
from labelled_cases import cases, f1

from coaching.listeners.ear import Ear
from coaching.listeners.pitch import asks_about_offer, find_pitch, is_introduction, is_pitch

EAR = Ear()
OFFER = ("Courier Cloud",)


@pytest.mark.parametrize(
    "text",
    [
        "Courier Cloud plans the routes for you.",
        "Our platform does that automatically.",
        "We help companies like yours cut their costs.",
        "Let me show you how it works.",
        "our customers typically see a payback in six months",
    ],
)
def test_the_offer_praised_or_described_is_a_pitch(text: str) -> None:
    assert is_pitch(text, EAR, offer=OFFER)


@pytest.mark.parametrize(
    "text",
    [
        "Hi, I'm Sam from Courier Cloud.",
        "What platform do you use today?",
        "Does your system send reminders?",
        "The train leaves from platform nine.",
        "You said your drivers wait two hours at the dock.",
        "Shall we meet on Tuesday with your dispatch lead?",
        "We've got half an hour, so here's what I'd like to cover.",
        "A shipper I spoke with last month had the same issue.",
        "How do you use Courier Cloud today?",
        "",
    ],
)
def test_near_misses_are_no_pitch(text: str) -> None:
    assert not is_pitch(text, EAR, offer=OFFER)


def test_a_pitch_says_where_its_words_stand() -> None:
    text = "Thanks for telling me that. Our platform plans every route for you."
    found = find_pitch(text, EAR)
    assert found is not None
    assert found.text == "Our platform plans every route for you."
    assert " ".join(text.split()[found.start_word : found.end_word]) == found.text


@pytest.mark.parametrize("text", ["Hi, I'm Sam from Courier Cloud.", "my name is jo and I look after the region"])
def test_saying_who_you_are_is_an_introduction(text: str) -> None:
    assert is_introduction(text)


def test_being_sorry_is_no_introduction() -> None:
    assert not is_introduction("I am sorry I missed your call")


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("so what do you guys do", True),
        ("How does it work?", True),
        ("What is it you're selling?", True),
        ("Tell me about your product.", True),
        ("We have forty trucks.", False),
        ("How was your weekend?", False),
    ],
)
def test_the_customer_asking_about_the_offer_is_heard(text: str, asks: bool) -> None:
    assert asks_about_offer(text) is asks


def test_by_words_alone_it_stays_as_good_as_it_was() -> None:
    labelled = cases("cases/pitch/claims.toml")
    assert f1(labelled, lambda text: {"pitch"} if is_pitch(text, EAR, offer=OFFER) else set(), {"pitch"}) >= 0.8
