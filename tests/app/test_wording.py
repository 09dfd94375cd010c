"""Every state of a call, and the very words that the rep reads in it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app import wording
from app.view import Ball, CallView, Phase, SpokenLine
from app.wording import Act
from audio.frames import Speaker
from tests.app.overlay_states import LIVE, STATES

WORDS = {
    # state: title, detail or quote, button, capture line, time
    "quiet": ("Your ball", "", "", "Hearing you and Ines", "12:40 of 30"),
    "theirs": ("Ines has the ball", "", "", "Hearing you and Ines", "12:40 of 30"),
    "nudge": ("Go back to this:", "nobody knows who is coming", "", "Hearing you and Ines", "13:20 of 30"),
    "nudge-two-lines": ("Pause. Whose court is the ball in?", "", "", "Hearing you and Ines", "18:05 of 30"),
    "you-asked": ("Ines has the ball", "", "", "Hearing you and Ines", "12:40 of 30"),
    "your-pause": ("Your ball", "", "", "Hearing you and Ines", "12:40 of 30"),
    "both": ("Both at the net", "", "", "Hearing you and Ines", "12:40 of 30"),
    "listening": ("Listening", "", "", "Hearing you and Ines", "0:02 of 30"),
    "behind": ("Words are 6 s late.", "No nudges until they catch up.", "", "Hearing you and Ines", "12:40 of 30"),
    "too-slow": ("This machine can’t keep up.", "", "Use the smaller model", "Hearing you and Ines", "12:40 of 30"),
    "call-lost": ("Can’t hear Ines.", "The call’s sound has stopped.", "Fix", "Hearing you only", "12:40 of 30"),
    "microphone-lost": (
        "Can’t hear you.",
        "No microphone is connected.",
        "Choose",
        "Hearing Ines only",
        "12:40 of 30",
    ),
    "model-missing": ("No words yet.", "The model is missing.", "Get it", "Hearing you and Ines", "12:40 of 30"),
    "disk-full": (
        "Disk full.",
        "Coaching goes on; saving has stopped.",
        "Free space",
        "Hearing you and Ines",
        "12:40 of 30",
    ),
    "visible": ("Ines has the ball", "", "", "Hearing you and Ines", "12:40 of 30"),
    "paused": ("Paused", "Nothing is heard or written.", "Resume", "Not listening", "12:40 of 30"),
    "ready": ("Ready when you are", "Ines Okafor, Larkfield Dairy", "Start", "Not listening", "30 min planned"),
    "ready-no-card": ("Ready when you are", "", "Start", "Not listening", ""),
    "ended": ("Saved", "One habit to look at.", "Review", "Not listening", "28:40"),
    "no-name": ("They have the ball", "", "", "Hearing you and them", "12:40 of 30"),
}


def test_no_state_is_left_out() -> None:
    assert set(WORDS) == set(STATES)


@pytest.mark.parametrize("state", STATES)
def test_each_state_says_this(state: str) -> None:
    view = STATES[state]
    head = wording.head(view)

    said = (head.title, head.detail or head.quote, head.action, wording.hearing(view), wording.clock(view))

    assert said == WORDS[state]


def test_being_seen_by_others_is_said() -> None:
    assert wording.visible(STATES["visible"]) == "Others can see this"
    assert wording.visible(LIVE) == ""
    assert wording.visible(replace(LIVE, phase=Phase.PAUSED, seen_by_others=True)) == ""


@pytest.mark.parametrize(
    ("state", "act"),
    [("ready", Act.START), ("paused", Act.RESUME), ("ended", Act.REVIEW), ("disk-full", Act.NOTICE)],
)
def test_a_button_does_what_its_state_is_about(state: str, act: Act) -> None:
    assert wording.head(STATES[state]).act is act


def test_trouble_stands_back_for_a_nudge() -> None:
    nudge = STATES["nudge"].nudge

    assert wording.head(replace(STATES["call-lost"], nudge=nudge)).title == "Go back to this:"


def test_nothing_live_is_said_of_a_call_that_is_not_live() -> None:
    nudge = STATES["nudge"].nudge

    assert wording.head(replace(STATES["paused"], nudge=nudge)).title == "Paused"


def test_no_sound_from_either_side_is_said() -> None:
    assert wording.hearing(CallView(phase=Phase.LIVE)) == "Hearing nobody"


def test_the_talk_share_says_what_it_is_a_share_of() -> None:
    assert wording.talk_share(LIVE) == "You have 41 % of speech, silence left out; up to 60 % in a discovery call."
    assert wording.talk_share(replace(LIVE, talk_share=None)) == ""
    assert wording.talk_share(STATES["call-lost"]) == ""


@pytest.mark.parametrize(
    ("customer", "name"),
    [
        ("Dana Ruiz, CFO", "Dana"),
        ("Dana", "Dana"),
        ("Dr. Ines Okafor", "Dr. Okafor"),
        ("Ms Tan, buyer", "Ms Tan"),
        ("", ""),
        ("  , CFO", ""),
    ],
)
def test_the_customer_is_called_by_the_name_on_the_card(customer: str, name: str) -> None:
    assert wording.first_name(customer) == name


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("nobody knows who is coming", "nobody knows who is coming"),
        ("“your people promised us a pilot”", "your people promised us a pilot"),
        ("the trucks wait for ninety minutes every day", "the trucks wait for ninety…"),
        ("four hundred a week, per depot, roughly", "four hundred a week, per depot…"),
        ("a" * 40, "a" * 33 + "…"),
        ("", ""),
    ],
)
def test_a_quote_is_cut_at_a_word(words: str, shown: str) -> None:
    assert wording.quoted(words) == shown
    assert len(shown) <= 34


@pytest.mark.parametrize(("at_s", "said"), [(0.0, "0:00"), (59.9, "0:59"), (760.0, "12:40"), (3725.0, "1:02:05")])
def test_times_read_as_on_a_clock(at_s: float, said: str) -> None:
    assert wording.time(at_s) == said


def test_a_call_without_a_planned_time_shows_the_elapsed_time_alone() -> None:
    assert wording.clock(replace(LIVE, planned_s=None)) == "12:40"


def test_purposes_not_voiced_are_named() -> None:
    assert wording.purposes_missing([("problem", ""), ("goal", "")]) == "Not yet: opportunity, change, risk"


def test_the_quoted_words_are_found_where_they_were_said() -> None:
    text = "It’s that Nobody knows who is coming."

    assert wording.excerpt(text, "nobody knows who…") == ("It’s that ", "Nobody knows who", " is coming.")
    assert wording.excerpt(text, "something else") == (text, "", "")
    assert wording.excerpt(text, "") == (text, "", "")


def test_of_a_long_turn_what_is_near_the_quote_is_shown() -> None:
    before, quote, after = wording.excerpt("so we wait " * 40 + "nobody knows" + " and then again" * 40, "nobody knows")

    assert before.startswith("…")
    assert quote == "nobody knows"
    assert after.endswith("…")
    assert len(before + quote + after) < 180


def test_of_a_long_turn_the_end_is_shown() -> None:
    line = SpokenLine(Speaker.REP, "so what we do " * 20, "and then it")

    shown = wording.tail(line)

    assert shown.settled.startswith("…")
    assert line.settled.endswith(shown.settled[1:])
    assert shown.tentative == "and then it"
    assert len(shown.settled) + len(shown.tentative) <= 81


def test_neither_he_nor_she_is_ever_guessed() -> None:
    for view in STATES.values():
        for ball in Ball:
            head = wording.head(replace(view, ball=ball, customer=""))
            words = f"{head.title} {head.detail} {wording.hearing(view)}".lower().split()
            assert not {"he", "she", "his", "her", "him"} & set(words)
