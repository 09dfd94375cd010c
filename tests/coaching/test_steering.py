"""A wish to change the subject is followed by going there, not by a polite word and the plan."""

from __future__ import annotations

import pytest

from coaching.listeners.ear import Ear
from coaching.listeners.steering import names_wanted, only_grants, wanted_topic

EAR = Ear()


@pytest.mark.parametrize(
    ("steer", "topic"),
    [
        ("Before we get to that, can we talk about the outage?", "the outage"),
        ("look can we leave the drills for a minute i want to talk to you about the invoices", "the invoices"),
        ("Can we leave the labels for a bit and talk about the crates instead?", "the crates"),
        ("I'd rather do the deliveries, if it's all the same to you.", "the deliveries"),
        ("Let's see.", ""),
    ],
)
def test_where_they_want_to_go(steer: str, topic: str) -> None:
    assert wanted_topic(steer) == topic


def test_going_there_follows_and_the_plan_does_not() -> None:
    steer = "Can we talk about the returns first?"
    assert names_wanted(steer, "Of course, what's happening with the returns?", EAR)
    assert not names_wanted(steer, "Sure. So, as I was saying, how many people work here?", EAR)


@pytest.mark.parametrize("reply", ["Go ahead.", "Sure, of course.", "Of course. What would you like to know?"])
def test_a_reply_that_only_gives_way_follows_too(reply: str) -> None:
    assert only_grants(reply)


@pytest.mark.parametrize(
    "reply",
    [
        "Sure, sure. And each label is good for two hundred washes.",
        "Sure. So, as I was saying, how many drivers are there?",
    ],
)
def test_a_polite_word_and_the_plan_does_not(reply: str) -> None:
    assert not only_grants(reply)
