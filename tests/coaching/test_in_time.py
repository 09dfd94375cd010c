"""A nudge that rests on what is said comes while it is being said, not when the utterance is over."""

from __future__ import annotations

import pytest
from saying import Line, coached

from coaching.nudge import NudgeRaised
from coaching.rule import Rule
from coaching.rules.bounce_the_ball import BounceTheBall
from coaching.rules.interruption import Interruption
from coaching.rules.premature_pitch import PrematurePitch

CASES: dict[str, tuple[Rule, float, list[Line]]] = {
    "the silence after one's own question, broken at length": (
        BounceTheBall(),
        5.5,
        [
            ("rep", 0.0, 3.0, "What would change if the waiting was gone?"),
            ("rep", 4.2, 16.0, "because at the other site it came to a lot of money and nobody there had ever looked"),
        ],
    ),
    "talked over for the second time, and on and on": (
        Interruption(),
        22.0,
        [
            ("customer", 0.0, 6.0, "We tried that last spring and the drivers were all"),
            ("rep", 5.0, 8.0, "The drivers will love this one."),
            ("customer", 12.0, 20.0, "It was when the gates are closed and the vans have to"),
            ("rep", 19.0, 34.0, "sure and then the vans go round the back and wait there for somebody to open"),
        ],
    ),
    "an offer in the first of several sentences": (
        PrematurePitch(),
        15.0,
        [
            ("customer", 0.0, 4.0, "Scheduling is a mess for us, we lose a day every week."),
            ("rep", 5.0, 20.0, "Our platform does scheduling automatically. I was there when they made it."),
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_it_is_on_screen_in_time(name: str) -> None:
    rule, latest_s, lines = CASES[name]
    raised = [event.at_s for event in coached(lines, [rule]) if isinstance(event, NudgeRaised)]
    assert raised
    assert raised[0] <= latest_s
