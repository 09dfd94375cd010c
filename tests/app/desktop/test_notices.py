"""What the overlay says when something stands in the way, and which of two comes first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.desktop.long_silence import ANSWER_S, SILENT_S, LongSilence
from app.desktop.notices import SLOW_BEHIND_S, SLOW_FOR_S, Slowness, Standstill, WayOut, notice
from app.journal import Trouble
from app.view import Ball, CallView, Phase, Side

LIVE = CallView(phase=Phase.LIVE, rep=Side(heard=True), call=Side(heard=True))


@pytest.mark.parametrize(
    ("wrong", "said", "way"),
    [
        (Standstill(), None, WayOut.NONE),
        (Standstill(model_missing=True), ("No words yet.", "The model is missing.", "Get it"), WayOut.FETCH_MODEL),
        (
            Standstill(model_missing=True, fetching=0.4),
            ("No words yet.", "The model is on its way: 40 %.", ""),
            WayOut.NONE,
        ),
        (
            Standstill(too_slow=True, smaller=True),
            ("This machine can’t keep up.", "", "Use the smaller model"),
            WayOut.SMALLER_MODEL,
        ),
        (Standstill(too_slow=True), ("This machine can’t keep up.", "Close what you can do without.", ""), WayOut.NONE),
        (
            Standstill(saving=Trouble.DISK_FULL),
            ("Disk full.", "Coaching goes on; saving has stopped.", "Free space"),
            WayOut.FREE_SPACE,
        ),
        (
            Standstill(saving=Trouble.READ_ONLY),
            ("Saving has stopped.", "Its folder cannot be written. Allow writing there.", ""),
            WayOut.NONE,
        ),
        (
            Standstill(coach="coach.toml, line 2: rules.pace.faster expected a number from 1.05 to 2"),
            (
                "Coaching goes on as before.",
                "coach.toml, line 2: rules.pace.faster expected a number from 1.05 to 2",
                "",
            ),
            WayOut.NONE,
        ),
        (
            Standstill(model_missing=True, ends_in_s=41.5),
            ("Is the call over?", "Silent for 15 min. It ends in 50 s.", "Go on"),
            WayOut.GO_ON,
        ),
        (
            Standstill(model_missing=True, saving=Trouble.DISK_FULL),
            ("No words yet.", "The model is missing.", "Get it"),
            WayOut.FETCH_MODEL,
        ),
    ],
)
def test_each_trouble_has_its_words_and_one_way_out(
    wrong: Standstill, said: tuple[str, str, str] | None, way: WayOut
) -> None:
    found, leads = notice(LIVE, wrong)
    assert (None if found is None else (found.title, found.detail, found.action)) == said
    assert leads is way


def test_a_lost_side_comes_before_everything_else() -> None:
    lost = replace(LIVE, call=Side(problem="The call’s sound has stopped."))
    assert notice(lost, Standstill(saving=Trouble.DISK_FULL, model_missing=True)) == (None, WayOut.SOUND)


@pytest.mark.parametrize("phase", [Phase.READY, Phase.PAUSED, Phase.ENDED])
def test_nothing_is_in_the_way_of_what_does_not_go_on(phase: Phase) -> None:
    assert notice(replace(LIVE, phase=phase), Standstill(model_missing=True)) == (None, WayOut.NONE)


def test_slow_is_what_stays_late_not_what_catches_up() -> None:
    slowness = Slowness()
    assert not slowness.hear(10.0, SLOW_BEHIND_S)
    assert not slowness.hear(10.0 + SLOW_FOR_S - 0.1, SLOW_BEHIND_S)
    assert slowness.hear(10.0 + SLOW_FOR_S, SLOW_BEHIND_S)
    assert not slowness.hear(30.0, 0.0)
    assert not slowness.hear(31.0, SLOW_BEHIND_S)


def silent_at(
    silence: LongSilence, at_s: float, ball: Ball = Ball.REP_RESTS, phase: Phase = Phase.LIVE
) -> float | None:
    silence.hear(replace(LIVE, ball=ball, at_s=at_s, phase=phase))
    return silence.ends_in_s


def test_after_fifteen_silent_minutes_the_rep_has_one_to_say_that_the_call_goes_on() -> None:
    silence = LongSilence()
    assert silent_at(silence, 100.0, ball=Ball.CUSTOMER_SPEAKS) is None
    assert silent_at(silence, 99.0 + SILENT_S) is None
    assert silent_at(silence, 100.0 + SILENT_S) == ANSWER_S == 60.0
    assert silent_at(silence, 130.0 + SILENT_S) == ANSWER_S - 30.0
    assert silent_at(silence, 200.0 + SILENT_S) == 0.0


@pytest.mark.parametrize("spoken", [Ball.REP_SPEAKS, Ball.CUSTOMER_SPEAKS, Ball.NET])
def test_whoever_speaks_while_it_is_asked_has_answered(spoken: Ball) -> None:
    silence = LongSilence()
    assert silent_at(silence, 1.0 + SILENT_S) is not None
    assert silent_at(silence, 2.0 + SILENT_S, ball=spoken) is None
    assert silent_at(silence, 1.0 + 2 * SILENT_S) is None


def test_a_call_that_goes_on_is_asked_about_again_after_another_fifteen_minutes() -> None:
    silence = LongSilence()
    assert silent_at(silence, SILENT_S) == ANSWER_S
    silence.go_on()
    assert silence.ends_in_s is None
    assert silent_at(silence, 2 * SILENT_S - 1.0) is None
    assert silent_at(silence, 2 * SILENT_S) == ANSWER_S


def test_a_pause_is_no_silence() -> None:
    silence = LongSilence()
    assert silent_at(silence, 2 * SILENT_S, phase=Phase.PAUSED) is None
    assert silent_at(silence, 2 * SILENT_S + 1.0) is None
