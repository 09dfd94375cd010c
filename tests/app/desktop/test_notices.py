"""What the overlay says when something stands in the way, and which of two comes first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.desktop.notices import SLOW_BEHIND_S, SLOW_FOR_S, Slowness, Standstill, WayOut, notice
from app.journal import Trouble
from app.view import CallView, Phase, Side

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
