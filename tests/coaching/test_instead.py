"""Every rule has something to say instead, short enough to be said."""

from __future__ import annotations

import pytest

from coaching.catalog import rule_types
from coaching.instead import PRACTICES, instead


def test_every_rule_of_the_catalog_has_a_practice() -> None:
    assert set(PRACTICES) == {rule.id for rule in rule_types()}


@pytest.mark.parametrize("rule", PRACTICES)
def test_it_can_be_said_in_a_breath(rule: str) -> None:
    practice = PRACTICES[rule]
    assert len(practice.habit.split()) <= 8
    assert practice.habit.endswith(".")
    assert 2 <= len(practice.say.split()) <= 16
    assert practice.say[-1] in ".?"
    assert "!" not in practice.say + practice.habit


def test_it_leads_in_with_the_customers_words_where_that_helps() -> None:
    said = "You said ‘I lose drivers over it’. What does that look like in a week?"
    assert instead("premature-pitch", "I lose drivers over it.") == said
    assert (
        instead("missed-signal", "we had 400 of them, and, um...")
        == "You said ‘we had 400 of them’. Tell me more about that."
    )
    assert instead("missed-signal", "and um") == "Tell me more about that."
    assert instead("premature-pitch") == "What does that look like in a week?"
    assert instead("monologue", "I lose drivers over it") == PRACTICES["monologue"].say
