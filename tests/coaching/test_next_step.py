"""A next step is an action with who does it and when; wishes, habits and what is past are none."""

from __future__ import annotations

import pytest
from labelled_cases import cases

from coaching.listeners.ear import Ear
from coaching.listeners.next_step import Who, accepts, declines, proposes_next_step, states_next_step
from coaching.listeners.when import named_time
from models.meaning import load_meaning
from models.store import ModelStore

EAR = Ear()


@pytest.mark.parametrize("case", cases("cases/next_step/steps.toml"), ids=lambda case: case[0])
def test_steps_are_told_from_wishes_habits_and_the_past(case: list[str]) -> None:
    text, *labels = case
    found = "fixed" if states_next_step(text, EAR) else "step" if proposes_next_step(text, EAR) else None
    assert found == (labels[0] if labels else None)


@pytest.mark.parametrize("case", cases("cases/next_step/steps.toml", "replies"), ids=lambda case: case[0])
def test_replies_are_taken_for_what_they_are(case: list[str]) -> None:
    text, *labels = case
    found = "accepts" if accepts(text) else "declines" if declines(text) else None
    assert found == (labels[0] if labels else None)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Shall we meet on Tuesday?", Who.BOTH),
        ("I'll send you the numbers by Friday.", Who.SPEAKER),
        ("Can you send me the list tomorrow?", Who.LISTENER),
        ("My colleague will call you on Monday.", Who.OTHER),
    ],
)
def test_who_is_to_do_it_is_heard(text: str, who: Who) -> None:
    step = proposes_next_step(text, EAR)
    assert step is not None
    assert step.who is who


@pytest.mark.parametrize(
    ("line", "when"),
    [
        ("shall we meet tuesday at ten", "tuesday at ten"),
        ("i will send it by the end of the month", "by the end of the month"),
        ("let us talk in two weeks", "in two weeks"),
        ("we should talk again sometime", None),
    ],
)
def test_when_is_heard_however_it_is_said(line: str, when: str | None) -> None:
    assert named_time(line) == when


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("The discount on the frame contract goes away this Thursday, so you'd have to sign it by then.", False),
        ("so you'd have the whole lot two days after harvest and your money in five weeks", False),
        ("Could I come by on the fourteenth at two with our fitter, and measure the cellar?", True),
        ("Could I ride along with your night shift next Tuesday and see it for myself?", True),
    ],
)
def test_by_meaning_a_deadline_is_no_next_step_and_a_visit_is_one(text: str, is_one: bool) -> None:
    meaning = load_meaning(ModelStore())
    assert meaning is not None
    assert (states_next_step(text, Ear(meaning)) is not None) == is_one
