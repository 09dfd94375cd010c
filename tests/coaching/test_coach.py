"""What is said, when, and until when."""

from __future__ import annotations

from saying import coached, nudges

from coaching.call import Call, Happening
from coaching.coach import Coach, RuleFailed
from coaching.nudge import Barrier, Ending, NudgeEnded, NudgeRaised, Pillar
from coaching.rule import Finding, Rule, Standing
from coaching.tick import Tick


class At(Rule):
    """Finds something at given times; put right at another."""

    id = "at"
    barrier = Barrier.PRIDE
    pillar = Pillar.DIALOGUE

    def __init__(self, *times_s: float, id: str = "at", seriousness: int = 5, right_s: float = 1e9) -> None:
        super().__init__()
        self.times_s, self.right_s = list(times_s), right_s
        self.id, self.seriousness = id, seriousness  # type: ignore[misc]

    def hear(self, happening: Happening, call: Call) -> Finding | None:
        if self.times_s and isinstance(happening, Tick) and happening.at_s >= self.times_s[0]:
            return Finding(self.times_s.pop(0), f"{self.id} now.", "Because.")
        return None

    def standing(self, finding: Finding, call: Call) -> Standing:
        return Standing.PUT_RIGHT if call.now_s >= self.right_s else Standing.STANDS


class Other(At):
    """One that asks for another habit."""

    barrier = Barrier.IMPATIENCE


class Raises(Rule):
    """A rule with a fault."""

    id = "raises"
    barrier = Barrier.PRIDE
    pillar = Pillar.DIALOGUE

    def hear(self, happening: Happening, call: Call) -> Finding | None:
        raise ZeroDivisionError("at once")


def run(rules: list[Rule], until_s: float = 300.0) -> list[object]:
    coach = Coach(rules=rules)
    return [out for tick in range(1, int(until_s * 4)) for out in coach.hear(Tick(tick / 4))]


def shown(events: list[object]) -> list[tuple[str, float, bool]]:
    raised = [event.nudge for event in events if isinstance(event, NudgeRaised)]
    return [(nudge.rule, nudge.at_s, nudge.shown) for nudge in raised]


def test_two_nudges_come_at_least_20_s_apart_and_the_one_held_back_is_logged() -> None:
    assert shown(run([At(10.0, id="one"), Other(29.0, 31.0, id="two")])) == [
        ("one", 10.0, True),
        ("two", 29.0, False),
        ("two", 31.0, True),
    ]


def test_a_light_fault_waits_a_minute_after_anything_else() -> None:
    light = Other(50.0, 71.0, id="light", seriousness=3)
    assert [one[2] for one in shown(run([At(10.0, id="grave"), light]))] == [True, False, True]


def test_two_rules_that_ask_for_one_habit_do_not_take_turns() -> None:
    same = At(60.0, 101.0, id="same habit")
    assert [one[2] for one in shown(run([At(10.0, id="one"), same]))] == [True, False, True]


def test_one_rule_speaks_at_most_every_two_minutes_and_then_ever_more_seldom() -> None:
    assert [one[2] for one in shown(run([At(10.0, 100.0, 131.0, 260.0, 372.0)], 400.0))] == [
        True,
        False,
        True,
        False,
        True,
    ]


def test_the_more_serious_of_two_at_once_is_shown() -> None:
    events = run([At(10.0, id="mild", seriousness=2), At(10.0, id="grave", seriousness=8)])
    assert shown(events) == [("grave", 10.0, True), ("mild", 10.0, False)]


def test_a_nudge_leaves_the_screen_when_it_is_put_right() -> None:
    ended = [event for event in run([At(10.0, right_s=14.0)]) if isinstance(event, NudgeEnded)]
    assert [(event.at_s, event.ending) for event in ended] == [(14.0, Ending.PUT_RIGHT)]


def test_not_now_quiets_that_rule_for_the_rest_of_the_call() -> None:
    coach = Coach(rules=[At(10.0, 200.0)])
    events: list[object] = []
    for tick in range(1, 1000):
        for event in coach.hear(Tick(tick / 4)):
            events.append(event)
            if isinstance(event, NudgeRaised):
                events += coach.not_now(event.nudge.id, event.at_s)
    assert len(shown(events)) == 1
    assert coach.on_screen is None


def test_a_rule_that_raises_is_switched_off_and_the_others_go_on() -> None:
    events = run([Raises(), At(10.0)])
    assert [event.rule for event in events if isinstance(event, RuleFailed)] == ["raises"]
    assert shown(events) == [("at", 10.0, True)]


class CannotSay(At):
    """Finds something, and fails when asked whether it still stands."""

    def standing(self, finding: Finding, call: Call) -> Standing:
        raise ZeroDivisionError("at last")


def test_a_rule_that_cannot_say_whether_it_stands_is_switched_off_and_its_nudge_leaves() -> None:
    events = run([CannotSay(10.0, 200.0, id="vague"), At(150.0)])
    assert [(event.rule, event.error) for event in events if isinstance(event, RuleFailed)] == [
        ("vague", "ZeroDivisionError: at last")
    ]
    assert next(event.ending for event in events if isinstance(event, NudgeEnded)) is Ending.OUT_OF_DATE
    assert shown(events) == [("vague", 10.0, True), ("at", 150.0, True)]


def test_a_rule_that_failed_stays_off_when_the_user_changes_the_coach() -> None:
    coach = Coach(rules=[Raises()])
    coach.hear(Tick(1.0))
    coach.retune([Raises(), At(10.0)], {}, 2.0)
    events = [out for tick in range(8, 100) for out in coach.hear(Tick(tick / 4))]
    assert [event for event in events if isinstance(event, RuleFailed)] == []
    assert shown(events) == [("at", 10.0, True)]


def test_the_same_call_is_coached_the_same_way_every_time() -> None:
    lines = [
        ("rep", 0.0, 3.0, "Thanks for making time today."),
        ("customer", 4.0, 9.0, "Sure. Honestly our month end close is killing my team."),
        ("rep", 9.5, 16.0, "Our platform closes the books automatically, and our customers love it."),
        ("customer", 17.0, 18.0, "Okay, I see."),
    ]
    assert coached(lines) == coached(lines)


def test_a_good_exchange_gets_silence() -> None:
    lines = [
        ("rep", 0.0, 3.0, "What made you take this call?"),
        ("customer", 4.0, 10.0, "Honestly, our month end close takes nine days and it is killing my team."),
        ("rep", 11.0, 14.0, "Nine days. What does that do to your team?"),
        ("customer", 15.0, 22.0, "They work two weekends in a row, and I lost one of my best people over it."),
        ("rep", 23.0, 28.0, "You lost one of your best people over it. What have you tried so far?"),
        ("customer", 30.0, 36.0, "We tried to hire, but nobody wants to do it by hand any more."),
    ]
    assert nudges(coached(lines)) == []


def test_a_habit_that_was_kept_for_several_calls_nudges_less() -> None:
    coach = Coach(rules=[At(10.0, 140.0, 270.0)], fading={"at": 2.0})
    events = [out for tick in range(1, 1200) for out in coach.hear(Tick(tick / 4))]
    assert [one[2] for one in shown(events)] == [True, False, True]
