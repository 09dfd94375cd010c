"""`courtside devices`: a plain list for scripts, live meters for people."""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Iterator
from io import StringIO
from types import TracebackType
from typing import Self

import numpy as np
import pytest
from rich.console import Console

from app.cli import devices, run
from app.cli.meters import METER_COLUMNS, show_levels
from audio import loop_check
from audio.devices import Device
from audio.frames import FRAME_S, FRAME_SAMPLES, Frame, Speaker
from audio.health import SourceLost, SourceRestored

FOUND = [Device(Speaker.REP, "mic", "Headset", True), Device(Speaker.CUSTOMER, "out", "Speakers", False)]
LOUD = 10 ** (-10 / 20)


class Sound:
    """Two sides as loud as `loud`, with news on the way; after `steps` it waits to be stopped."""

    name, duration_s = "sound", None

    def __init__(self, loud: dict[Speaker, float], news: list[SourceLost | SourceRestored], steps: int = 8) -> None:
        self.loud, self.news, self.steps = loud, news, steps
        self.devices = {Speaker.REP: "Headset", Speaker.CUSTOMER: "Speakers"}
        self.waits_s = 0.0
        self.was_stopped = False
        self._stopped = threading.Event()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def events(self) -> Iterator[Frame | SourceLost | SourceRestored]:
        yield from self.news
        for step in range(self.steps):
            for speaker in Speaker:
                yield Frame(speaker, step * FRAME_S, np.full(FRAME_SAMPLES, self.loud[speaker], np.float32))
        self.was_stopped = self._stopped.wait(self.waits_s)

    def stop(self) -> None:
        self._stopped.set()


def shown(sound: Sound) -> list[str]:
    """The lines that are on the screen at the end."""
    out = StringIO()
    show_levels(sound, Console(file=out, force_terminal=True, width=100, color_system=None), StringIO())
    rows = [line.split("\x1b[2K")[-1].rstrip() for line in out.getvalue().splitlines()]
    return [row for row in rows if row.startswith(("you", "the call"))][-2:]


def bar(line: str) -> int:
    return line.count("━")


def test_each_side_has_a_meter_as_long_as_it_is_loud() -> None:
    you, call = shown(Sound({Speaker.REP: LOUD, Speaker.CUSTOMER: 0.0}, []))
    assert you.startswith("you")
    assert you.endswith("Headset")
    assert bar(you) == METER_COLUMNS
    assert call.startswith("the call")
    assert call.endswith("Speakers")
    assert bar(call) == 0


def test_a_side_that_is_lost_says_why_until_it_is_heard_again() -> None:
    loud = dict.fromkeys(Speaker, 0.1)
    lost = SourceLost(0.0, Speaker.REP, "Headset is muted.")
    assert shown(Sound(loud, [lost]))[0].endswith("Headset is muted.")
    assert shown(Sound(loud, [lost, SourceRestored(0.0, Speaker.REP, "Headset")]))[0].endswith("Headset")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_any_key_ends_it_and_the_terminal_is_as_before() -> None:
    import termios

    master, slave = os.openpty()
    before = termios.tcgetattr(slave)
    sound = Sound(dict.fromkeys(Speaker, 0.1), [])
    sound.waits_s = 10.0
    with os.fdopen(slave, "r") as stdin:
        os.write(master, b" ")
        show_levels(sound, Console(file=StringIO(), force_terminal=True), stdin)
        assert termios.tcgetattr(slave) == before
    os.close(master)
    assert sound.was_stopped


def test_in_a_pipe_it_is_a_plain_list(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(devices, "list_devices", lambda: FOUND)
    monkeypatch.setattr(devices, "sound_problem", lambda: None)
    assert run(["devices"]) == 0
    assert capsys.readouterr().out.splitlines() == ["you       default  Headset", "the call           Speakers"]
    assert run(["devices", "--json"]) == 0
    assert [device["name"] for device in json.loads(capsys.readouterr().out)] == ["Headset", "Speakers"]


@pytest.mark.parametrize(("problem", "code"), [(None, 0), ("The loudspeaker is gone.", 1)])
def test_the_check_says_whether_a_tone_came_back(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], problem: str | None, code: int
) -> None:
    monkeypatch.setattr(loop_check, "check_loop", lambda system: problem)
    assert run(["devices", "--check"]) == code
    assert capsys.readouterr().out.strip() == (
        problem or "A soft tone was played and came back: the other side of a call can be heard."
    )
