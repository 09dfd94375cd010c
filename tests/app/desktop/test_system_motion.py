"""The system's wish for less motion is read where it keeps it, and what cannot be read is no wish."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from app.desktop import desktop as desktop_module
from app.desktop.desktop import Desktop
from app.desktop.system_motion import said_by, wants_less_motion

Until = Callable[[Callable[[], object]], None]


@pytest.mark.parametrize(
    ("platform", "program", "said", "wanted"),
    [
        ("darwin", "defaults", "1", True),
        ("darwin", "defaults", "0", False),
        ("linux", "gsettings", "false", True),
        ("linux", "gsettings", "true", False),
        ("linux", "kreadconfig6", "0", True),
        ("linux", "kreadconfig6", "1", False),
        ("linux", "nothing is there", "", False),
        ("darwin", "nothing is there", "", False),
    ],
)
def test_each_system_is_asked_in_its_own_way(platform: str, program: str, said: str, wanted: bool) -> None:
    def answer(command: Sequence[str]) -> str:
        return said if command[0] == program else ""

    assert wants_less_motion(platform, answer) is wanted


def test_a_program_that_is_not_here_or_fails_says_nothing() -> None:
    assert said_by(["courtside-no-such-program"]) == ""
    assert said_by(["false"]) == ""


def test_the_overlay_goes_by_the_system_and_by_the_setting(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch, until: Until
) -> None:
    told: list[bool] = []
    monkeypatch.setattr(desktop.overlay, "set_reduced_motion", told.append)
    monkeypatch.setattr(desktop_module, "wants_less_motion", lambda: True)
    desktop.open()
    until(lambda: True in told)

    monkeypatch.setattr(desktop_module, "wants_less_motion", lambda: False)
    desktop.open()
    until(lambda: not told[-1])
    desktop.settings.change("reduced_motion", True)
    assert told[-1]
