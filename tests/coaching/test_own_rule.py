"""Rules of the user's own."""

from __future__ import annotations

from saying import coached, nudges

from coaching.own_rule import SaidByMinute, WhenMentioned


def test_what_the_customer_mentions_shows_the_users_words_once() -> None:
    found = nudges(
        coached(
            [
                ("customer", 0.0, 4.0, "We are in the middle of the warehouse move."),
                ("customer", 200.0, 204.0, "The warehouse move again."),
            ],
            [WhenMentioned("move", "the warehouse move", "Ask about the date.")],
        )
    )
    assert [(nudge.rule, nudge.text, nudge.at_s) for nudge in found] == [("move", "Ask about the date.", 4.0)]


def test_the_reps_own_mention_shows_nothing() -> None:
    rule = WhenMentioned("move", "the warehouse move", "Ask about the date.")
    assert nudges(coached([("rep", 0.0, 4.0, "How is the warehouse move?")], [rule])) == []


def test_what_has_to_be_said_is_reminded_of_at_its_minute() -> None:
    lines = [("rep", 0.0, 4.0, "Good to see you."), ("customer", 5.0, 70.0, "And you.")]
    [nudge] = nudges(coached(lines, [SaidByMinute("recorded", "this call is recorded", 1, "Say it is recorded.")]))
    assert nudge.at_s == 60.0


def test_what_was_said_in_time_is_not_reminded_of() -> None:
    lines = [("rep", 0.0, 4.0, "Just so you know, this call is recorded."), ("customer", 5.0, 70.0, "Fine.")]
    assert nudges(coached(lines, [SaidByMinute("recorded", "this call is recorded", 1, "Say it is recorded.")])) == []
