"""The call drawn in characters, at the sizes that terminals come in."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console

from app.terminal_screen import CallScreen, court_rows
from app.view import Ball, CallView
from tests.app.overlay_states import FULL, LIVE, STATES


def drawn(screen: CallScreen, width: int = 80, height: int = 24, **console: object) -> str:
    file = io.StringIO()
    Console(file=file, width=width, height=height, legacy_windows=False, **console).print(screen, end="")  # type: ignore[arg-type]
    return file.getvalue()


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(("width", "height"), [(80, 24), (120, 40), (40, 24), (60, 20)])
def test_every_state_fits_the_terminal(state: str, width: int, height: int) -> None:
    screen = CallScreen(STATES[state], keys=True)

    rows = drawn(screen, width, height).split("\n")

    assert len(rows) == height
    assert all(len(row) == width for row in rows)
    assert len(screen.rows(width, height)) <= height
    assert max(row.cell_len for row in screen.rows(width, height)) <= width


def test_all_of_a_full_call_stands_on_80_by_24() -> None:
    picture = drawn(CallScreen(FULL, keys=True))

    for words in (
        "Ines Okafor, Larkfield Dairy",
        "13:20 of 30 min",
        "Go back to this:",
        "“nobody knows who is coming”",
        "You have 41 % of speech, silence left out",
        "● o Hearing you and Ines",
        "problem  “trucks wait ninety minutes”",
        "Not yet: opportunity, change, risk",
        "[x] How long does a truck wait at the gate?",
        "[-] Who else decides?",
        "[ ] What happens if nothing changes?",
        "● Got it. And who decides the budget for something like this, is that",
        "q\u00a0end\u00a0and\u00a0save",
    ):
        assert words in picture


def test_why_shows_the_rule_the_reason_and_both_sides_words() -> None:
    picture = drawn(CallScreen(FULL, why=True))

    assert "missed-signal" in picture
    assert "Ines named a problem and your next turn went to the budget." in picture
    assert "13:11  It isn’t the software." in picture
    assert "Purposes" not in picture


def test_keys_are_only_offered_where_they_work() -> None:
    assert "pause" not in drawn(CallScreen(LIVE))
    assert "helpful" not in drawn(CallScreen(LIVE, keys=True))
    assert "helpful" in drawn(CallScreen(FULL, keys=True))


@pytest.mark.parametrize(
    ("ball", "row", "sign"),
    [
        (Ball.REP_SPEAKS, 7, "●"),
        (Ball.REP_RESTS, 7, "•"),
        (Ball.CUSTOMER_SPEAKS, 1, "o"),
        (Ball.CUSTOMER_RESTS, 1, "•"),
    ],
)
def test_the_ball_lies_with_whoever_has_the_floor(ball: Ball, row: int, sign: str) -> None:
    rows = court_rows(replace(LIVE, ball=ball, marks=0))

    assert [index for index in (1, 7) if rows[index].plain[8] == sign] == [row]


def test_marks_count_on_the_side_of_the_ball() -> None:
    yours = court_rows(replace(LIVE, ball=Ball.REP_SPEAKS, marks=4))
    theirs = court_rows(replace(LIVE, ball=Ball.CUSTOMER_SPEAKS, marks=2))

    assert yours[5].plain.count("•") == 4
    assert theirs[3].plain.count("°") == 2


def test_a_side_that_is_not_heard_is_dotted() -> None:
    lost = [row.plain for row in court_rows(STATES["call-lost"])]

    assert "┄" in lost[0]
    assert "┄" not in lost[8]


def test_a_terminal_without_these_letters_gets_plain_ones() -> None:
    class Ascii(io.StringIO):
        encoding = "ascii"

    file = Ascii()
    Console(file=file, width=80, height=24, legacy_windows=False).print(CallScreen(FULL, keys=True), end="")

    court = file.getvalue()
    assert "+-----+-----+" in court
    assert court.replace("\u00a0", " ").isascii()


def test_no_control_character_in_the_words_reaches_the_terminal() -> None:
    hostile = replace(LIVE, customer="\x1b]0;title\x07Ines\r\n", company="\x9b2J")

    picture = drawn(CallScreen(hostile)).replace("\n", "")

    assert picture.isprintable()


def test_no_colour_means_no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    picture = drawn(CallScreen(FULL), force_terminal=True)

    assert "38;" not in picture
    assert "48;" not in picture


def test_nothing_is_shown_of_a_call_not_begun() -> None:
    assert "Ready when you are" in drawn(CallScreen(CallView()))
