"""Every rule has something to say instead, short enough to be said."""

from __future__ import annotations

from typing import Any

import pytest

from coaching.catalog import rule_types
from coaching.instead import BREATH_WORDS, PRACTICES, instead


def test_every_rule_of_the_catalog_has_a_practice() -> None:
    assert set(PRACTICES) == {rule.id for rule in rule_types()}


@pytest.mark.parametrize("rule", PRACTICES)
def test_it_can_be_said_in_a_breath(rule: str) -> None:
    practice = PRACTICES[rule]
    assert len(practice.habit.split()) <= 8
    assert practice.habit.endswith(".")
    assert 2 <= len(practice.say.split()) <= 16
    assert practice.say[-1] in ".?"
    assert "!" not in practice.say + practice.habit + practice.led
    assert not practice.led or practice.led[-1] in ".?"


def nudge(rule: str, quote: str | None = None, text: str = "", why: str = "", said: tuple[str, ...] = ()) -> Any:
    evidence = [{"speaker": "rep", "start": 0.0, "end": 1.0, "text": one} for one in said]
    return {"rule": rule, "quote": quote, "text": text, "why": why, "evidence": evidence}


def words(*given: Any, **more: Any) -> str:
    return instead(nudge(*given, **more), {})


def test_it_leads_in_with_the_customers_words_where_that_helps() -> None:
    said = "You said ‘I lose drivers over it’. What does that look like in a week?"
    assert words("premature-pitch", "I lose drivers over it.") == said
    assert words("missed-signal", "we had 400 of them, and, um...") == (
        "You said ‘we had 400 of them’. Tell me more about that."
    )
    assert words("missed-signal", "well, and we lost it") == "You said ‘we lost it’. Tell me more about that."
    assert words("missed-signal", "and um") == "Tell me more about that."
    assert words("premature-pitch") == PRACTICES["premature-pitch"].say
    assert words("monologue", "I lose drivers over it") == PRACTICES["monologue"].say


def test_an_echo_is_the_whole_clause_where_that_can_be_said_in_a_breath() -> None:
    said = ("Our contract with the bus company runs through June, so anything we do has to line up with that.",)
    asked = "You said ‘Our contract with the bus company runs through June’. Did I get that right?"
    assert words("already-answered", "Our contract with the bus company", said=said) == asked
    endless = ("our contract with the bus company runs through june " + "and so on and on " * 5,)
    cut = words("already-answered", "our contract with the bus company", said=endless)
    assert cut == "You said ‘our contract with the bus company’. Did I get that right?"


def test_one_more_question_suits_the_purpose_that_was_voiced() -> None:
    need = {"kind": "need", "detail": "goal", "quote": "double it by June"}
    asked = instead(nudge("premature-pitch", "double it by June"), {"signals": [need]})
    assert asked == "You said ‘double it by June’. What would be different if you got there?"
    problem = instead(nudge("premature-pitch", "double it by June"), {"signals": [need | {"detail": "problem"}]})
    assert problem.endswith("What does that look like in a week?")


def test_it_names_the_fact_on_the_card_and_the_elephant() -> None:
    card = {"prep": {"facts": ["opened a Boise depot in May", "40 trucks out of Reno"]}}
    known = nudge("unprepared", why="Your prep card says: 40 trucks out of Reno.")
    assert instead(known, card) == "I noted ‘40 trucks out of Reno’. Is that still so?"
    searched = nudge("unprepared", why="Any web search answers this question.")
    assert instead(searched, card) == PRACTICES["unprepared"].say
    unused = instead(nudge("facts-unused"), card)
    assert unused == "I noted ‘opened a Boise depot in May’. Is that still how it is?"
    spoken = words(
        "elephant", text="Name it: the outage.", why="10 minutes in, nobody has spoken of “the outage of May”."
    )
    assert spoken == "We have not talked about the outage of May. I want to talk about that before anything else."
    assert words("elephant", "the last pilot", text="Name it, don’t pass it by:").startswith(
        "You said ‘the last pilot’."
    )


def test_of_stacked_questions_the_first_would_have_been_enough() -> None:
    first, second = "How many trucks come in a week?", "And who unloads them?"
    assert words("stacked-questions", said=(first, second)) == first
    assert (
        words("stacked-questions", said=("So " + "how " * BREATH_WORDS + "many?",))
        == PRACTICES["stacked-questions"].say
    )
    assert words("stacked-questions", said=("How many, I wonder", second)) == PRACTICES["stacked-questions"].say
