"""The four business outcomes are heard in any words."""

from __future__ import annotations

import pytest
from labelled_cases import cases, f1

from coaching.listeners.ear import Ear
from coaching.listeners.outcomes import named_outcomes

EAR = Ear()


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("That means you stop paying him twice.", "cost"),
        ("You'd win more of the tenders you bid on.", "revenue"),
        ("There's money tied up in stock.", "cash"),
        ("You'd never fail another audit.", "risk"),
    ],
)
def test_an_outcome_is_heard_without_its_name(text: str, outcome: str) -> None:
    assert outcome in named_outcomes(text, EAR)


@pytest.mark.parametrize("text", ["It runs on any tablet.", "Our support team is in Denver.", ""])
def test_features_name_no_outcome(text: str) -> None:
    assert not named_outcomes(text, EAR)


def test_by_words_alone_it_stays_as_good_as_it_was() -> None:
    assert f1(cases("cases/outcomes/named.toml"), lambda text: set(named_outcomes(text, EAR))) >= 0.7
