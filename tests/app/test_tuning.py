"""The user's coach file changes while a call runs: what is saved holds at once, and a mistake changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.coached_call import CoachedCall
from app.coaching_setup import make_coach
from app.tuning import LOOK_EVERY_S, TOLD_FOR_S, Tuning
from app.view import CallView
from audio.frames import Speaker
from coaching.coach import CoachEvent
from coaching.listeners.ear import Ear
from coaching.nudge import Ending, Nudge, NudgeEnded, NudgeRaised
from coaching.personal import read_personal
from coaching.prep import PrepCard
from coaching.tick import with_ticks
from coaching.transcript import Utterance
from coaching.utterance_events import utterance_events

LONG = "So every depot has kept its own list for as long as anybody can remember. Nobody knows why. " * 4
SAID = [Utterance(Speaker.REP, 0.0, 100.0, LONG), Utterance(Speaker.CUSTOMER, 101.0, 104.0, "The warehouse move.")]


class Kept:
    """Takes what would be written."""

    def append(self, event: object) -> None: ...

    def end(self, at_s: float) -> None: ...


class Running:
    """A call in which the rep talks for 100 s; `saves` are written to the coach file at their second."""

    def __init__(self, path: Path, saves: dict[float, str], own: str = "") -> None:
        path.write_text(own)
        personal = read_personal(path)
        self.events: list[CoachEvent] = []
        self.told: list[tuple[float, str]] = []
        self.tuning = Tuning(path, personal)
        call = CoachedCall(make_coach(PrepCard(), Ear(), personal), Kept(), self._watch, self.tuning)
        due = sorted(saves.items())
        for event in with_ticks(utterance_events(SAID)):
            while due and due[0][0] <= event.at_s:
                path.write_text(due.pop(0)[1])
            call.take(event)

    def _watch(self, view: CallView, events: tuple[CoachEvent, ...]) -> None:
        self.events += events
        self.told.append((view.at_s, self.tuning.problem))

    def nudges(self, rule: str) -> list[tuple[float, Nudge]]:
        return [(one.at_s, one.nudge) for one in self.events if isinstance(one, NudgeRaised) and one.nudge.rule == rule]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "coach.toml"


def test_a_saved_number_and_wording_hold_a_second_later(path: Path) -> None:
    call = Running(path, {20.0: '[rules.monologue]\nlimit_s = 15\nsay = "Breathe."'})
    [(at_s, nudge)] = call.nudges("monologue")
    assert 20.0 <= at_s <= 20.0 + LOOK_EVERY_S + 0.5
    assert nudge.text == "Breathe."


def test_a_rule_switched_off_leaves_the_screen_and_says_no_more(path: Path) -> None:
    call = Running(path, {50.0: "[rules.monologue]\non = false"})
    [(at_s, nudge)] = call.nudges("monologue")
    assert at_s == pytest.approx(45.0, abs=0.5)
    [ended] = [one for one in call.events if isinstance(one, NudgeEnded) and one.nudge_id == nudge.id]
    assert ended.ending is Ending.OUT_OF_DATE
    assert 50.0 <= ended.at_s <= 50.0 + LOOK_EVERY_S + 0.5


def test_a_rule_switched_on_again_begins_to_look(path: Path) -> None:
    call = Running(path, {60.0: ""}, own="[rules.monologue]\non = false")
    assert [round(at_s) for at_s, _ in call.nudges("monologue")] == [60]


def test_a_mistake_is_told_and_the_coach_goes_on_as_it_was(path: Path) -> None:
    call = Running(
        path, {10.0: "[rules.monologue]\nlimit_s = true"}, own='[rules.monologue]\nlimit_s = 30\nsay = "Breathe."'
    )
    [(at_s, nudge)] = call.nudges("monologue")
    assert (round(at_s), nudge.text) == (30, "Breathe.")
    told = [problem for at_s, problem in call.told if 11.5 < at_s < 10.0 + TOLD_FOR_S]
    assert told
    assert all("coach.toml, line 2: rules.monologue.limit_s expected a number" in problem for problem in told)
    assert {problem for at_s, problem in call.told if at_s < 10.0 or at_s > 12.5 + TOLD_FOR_S} == {""}


def test_a_mistake_put_right_is_told_no_more_and_holds(path: Path) -> None:
    call = Running(path, {10.0: "[rules", 20.0: "[rules.monologue]\nlimit_s = 25"})
    assert [round(at_s) for at_s, _ in call.nudges("monologue")] == [25]
    assert {problem for at_s, problem in call.told if at_s > 22.0} == {""}


def test_a_rule_of_ones_own_may_come_in_the_middle_of_a_call(path: Path) -> None:
    call = Running(
        path,
        {
            50.0: '[[mentioned]]\nphrase = "the warehouse move"\nshow = "Ask about the date."\n'
            '[[said_by]]\nphrase = "its own list"\nminute = 1.2\nshow = "Say it."\n'
            '[[said_by]]\nphrase = "this call is recorded"\nminute = 1.2\nshow = "Say it is recorded."'
        },
    )
    assert [nudge.text for _, nudge in call.nudges("mentioned-1")] == ["Ask about the date."]
    assert call.nudges("said-by-1") == [], "it had been said before the rule came"
    assert [round(at_s) for at_s, _ in call.nudges("said-by-2")] == [72]


def test_a_file_that_is_taken_away_is_the_coach_as_it_came(path: Path) -> None:
    path.write_text("[rules.monologue]\nlimit_s = 15")
    tuning = Tuning(path, read_personal(path))
    coach = make_coach(PrepCard(), Ear(), read_personal(path))
    path.unlink()
    tuning.look(coach, 2.0)
    assert {rule.settings.limit_s for rule in coach._rules if rule.id == "monologue"} == {45.0}


def test_examples_saved_during_a_call_are_understood_from_then_on(path: Path) -> None:
    path.write_text("")
    tuning, coach = Tuning(path, read_personal(path)), make_coach(PrepCard(), Ear(), None)
    said = "the kiln keeps eating the glaze"
    before = coach.call.ear.leaning("signals", said)["need-problem"]
    path.write_text(f'[examples.signals]\nneed-problem = ["{said}"]')
    tuning.look(coach, 2.0)
    assert coach.call.ear.leaning("signals", said)["need-problem"] > before
