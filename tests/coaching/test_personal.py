"""The user's own coach file: what it changes, and how a mistake in it is answered."""

from __future__ import annotations

from pathlib import Path

import pytest
from saying import EAR, said

from coaching.coach import Coach
from coaching.nudge import NudgeRaised
from coaching.personal import BadCoachFile, Personal, read_personal
from coaching.tick import with_ticks
from coaching.utterance_events import utterance_events

LONG = [("rep", 0.0, 40.0, "So the way that this has grown over the years is that every depot kept its own list.")]


def personal(tmp_path: Path, text: str) -> Personal:
    path = tmp_path / "coach.toml"
    path.write_text(text)
    return read_personal(path)


def nudged(own: Personal) -> list[tuple[str, str]]:
    coach = Coach(ear=EAR, rules=own.rules(), wording=own.wording)
    events = [out for event in with_ticks(utterance_events(said(LONG))) for out in coach.hear(event)]
    return [(event.nudge.rule, event.nudge.text) for event in events if isinstance(event, NudgeRaised)]


def test_a_missing_file_changes_nothing(tmp_path: Path) -> None:
    assert read_personal(tmp_path / "coach.toml") == Personal()


def test_a_rules_number_and_wording_are_the_users(tmp_path: Path) -> None:
    own = personal(tmp_path, '[rules.monologue]\nlimit_s = 30\nsay = "Breathe."')
    assert nudged(own) == [("monologue", "Breathe.")]


def test_a_rule_that_is_off_says_nothing(tmp_path: Path) -> None:
    own = personal(tmp_path, "[rules.monologue]\non = false\nlimit_s = 30")
    assert nudged(own) == []


def test_own_rules_come_after_the_catalogs(tmp_path: Path) -> None:
    own = personal(
        tmp_path,
        '[[mentioned]]\nphrase = "the move"\nshow = "Ask when."\n'
        '[[said_by]]\nphrase = "this is recorded"\nminute = 2\nshow = "Say it is recorded."',
    )
    assert [rule.id for rule in own.rules()[-2:]] == ["mentioned-1", "said-by-1"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[rules.monolog]\non = true", "line 1: rules.monolog is not known; did you mean monologue?"),
        ("[rules.monologue]\nlimit = 30", "line 2: rules.monologue.limit is not known; did you mean limit_s?"),
        ("[rules.monologue]\nlimit_s = 1", "line 2: rules.monologue.limit_s expected a number from 15 to 600"),
        ("[rules.monologue]\nlimit_s = true", "expected a number"),
        ('[rules.monologue]\non = "yes"', "expected true or false"),
        ("[rules]\nmonologue = 3", "expected a table"),
        ('[[mentioned]]\nphrase = "x"', "mentioned.1.show expected a few words"),
        ('[[said_by]]\nphrase = "x"\nminute = "two"\nshow = "y"', "expected minutes"),
        ("[rulez]", "did you mean rules?"),
        ("[rules", "not TOML"),
    ],
)
def test_a_mistake_is_named_in_one_line(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(BadCoachFile, match=r"coach\.toml") as caught:
        personal(tmp_path, text)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)
