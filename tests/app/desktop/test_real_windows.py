"""The real program among real windows: first run, keys, commands, one instance, quitting in the middle of a call."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.app.overlay.desk import MISSING, PATIENCE_S, Desk

pytestmark = [
    pytest.mark.windows,
    pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)} of the test packages"),
]


class Courtside:
    """`courtside` in a process of its own, on a desk, with folders of its own."""

    def __init__(self, desk: Desk, folder: Path, settings: str = "", welcomed: bool = True, card: str = "") -> None:
        self.desk, self.data, self.config = desk, folder / "data/courtside", folder / "config/courtside"
        for place in (self.data, self.config):
            place.mkdir(parents=True)
        (self.config / "settings.toml").write_text(settings)
        if card:
            (self.data / "prep").mkdir()
            (self.data / "prep/card.toml").write_text(card)
        memory = {"welcomed": welcomed, "card": "card" if card else ""}
        (self.config / "remembered.json").write_text(json.dumps(memory))
        self.environment = {
            **desk._environment,
            "XDG_DATA_HOME": str(folder / "data"),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "PULSE_SERVER": "unix:/nowhere",
        }
        self.process = subprocess.Popen([sys.executable, "-m", "app"], env=self.environment)

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "app", *words], env=self.environment, capture_output=True, text=True, timeout=60
        )

    def shown(self, name: str) -> bool:
        """A window of this name is on screen."""
        return bool(self.desk.hand("search", "--onlyvisible", "--name", f"^{name}$"))

    def leave(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()


def eventually(holds: Callable[[], object]) -> bool:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.05)
    return bool(holds())


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    desk = Desk()
    yield desk
    desk.close()


Start = Callable[..., Courtside]


@pytest.fixture
def start(desk: Desk, tmp_path: Path) -> Iterator[Start]:
    started: list[Courtside] = []

    def run(**given: object) -> Courtside:
        started.append(Courtside(desk, tmp_path / str(len(started)), **given))  # type: ignore[arg-type]
        assert eventually(lambda: started[-1].shown("Courtside" if given.get("welcomed", True) else "Welcome to .*"))
        return started[-1]

    yield run
    for one in started:
        one.leave()


def sessions(courtside: Courtside) -> list[dict[str, object]]:
    listed: list[dict[str, object]] = json.loads(courtside.command("sessions", "list", "--json").stdout)
    return listed


def test_a_second_start_and_the_commands_reach_the_one_that_runs(start: Start) -> None:
    courtside = start()
    second = courtside.command()
    assert (second.returncode, second.stdout) == (0, "Courtside is on screen.\n")
    assert courtside.process.poll() is None

    assert courtside.command("toggle").stdout == "Hidden.\n"
    assert eventually(lambda: not courtside.shown("Courtside"))
    assert courtside.command("show").stdout == "Courtside is on screen.\n"
    assert eventually(lambda: courtside.shown("Courtside"))
    assert courtside.command("pause").stdout == "No call is going on.\n"

    assert courtside.command("quit").stdout == "Saving and quitting.\n"
    assert courtside.process.wait(PATIENCE_S) == 0
    assert courtside.command("toggle").returncode == 1


def test_the_reps_own_keys_work_while_another_window_has_the_keyboard(start: Start, desk: Desk) -> None:
    courtside = start(settings='[keys]\ntoggle_keys = "Ctrl+Alt+H"\n')
    desk.actor("call")
    desk.hand("mousemove", 300, 400, "click", 1)
    assert eventually(lambda: desk.active() == "A call")

    desk.hand("key", "ctrl+alt+h")
    assert eventually(lambda: not courtside.shown("Courtside"))
    desk.hand("key", "ctrl+alt+h")
    assert eventually(lambda: courtside.shown("Courtside"))
    assert desk.active() == "A call"
    desk.clear()


def test_the_first_start_comes_to_the_first_run(start: Start) -> None:
    courtside = start(welcomed=False)
    assert not courtside.shown("Courtside")
    assert eventually(lambda: courtside.desk.active() == "Welcome to Courtside")
    courtside.desk.hand("key", "alt+F4")
    assert eventually(lambda: json.loads((courtside.config / "remembered.json").read_text())["welcomed"])
    assert eventually(lambda: courtside.shown("Courtside"))


def test_a_prep_card_is_filled_by_keyboard_alone(start: Start, desk: Desk) -> None:
    courtside = start()
    courtside.command("prep")
    assert eventually(lambda: desk.active() == "Prep card")

    desk.hand("type", "Dana Ruiz")
    desk.hand("key", "Tab")
    desk.hand("type", "Northwind")

    card = courtside.data / "prep"
    assert eventually(lambda: [one for one in card.glob("*.toml") if "Northwind" in one.read_text()])
    assert tomllib.loads(next(card.glob("*.toml")).read_text())["customer"] == "Dana Ruiz"


def test_a_question_is_dragged_to_another_place(start: Start, desk: Desk) -> None:
    courtside = start(card='customer = "Ines"\nquestions = ["How long?", "What does it cost?", "Who decides?"]\n')
    courtside.command("prep")
    assert eventually(lambda: desk.active() == "Prep card")
    window = desk.hand("search", "--name", "^Prep card$")

    desk.hand("mousemove", "--window", window, 500, 299, "mousedown", 1)
    for y in range(303, 387, 6):
        desk.hand("mousemove", "--window", window, 500, y)
    desk.hand("mouseup", 1)

    card = courtside.data / "prep/card.toml"
    wanted = ["What does it cost?", "Who decides?", "How long?"]
    assert eventually(lambda: tomllib.loads(card.read_text())["questions"] == wanted)


def test_the_settings_open_and_a_change_is_in_the_file(start: Start, desk: Desk) -> None:
    courtside = start(settings="# my own words\n[look]\n")
    courtside.command("settings")
    assert eventually(lambda: desk.active() == "Courtside settings")
    desk.hand("key", "Down", "Down", "Down", "Tab", "Right")  # the page called Look, its first setting, the next choice
    assert eventually(lambda: 'appearance = "light"' in (courtside.config / "settings.toml").read_text())
    assert (courtside.config / "settings.toml").read_text().startswith("# my own words")


@pytest.mark.parametrize(("command", "name"), [("prep", "Prep card"), ("settings", "Courtside settings")])
def test_a_window_does_not_open_under_the_overlay(start: Start, desk: Desk, command: str, name: str) -> None:
    """On the desk of 1280 × 800, which has room for both."""
    courtside = start()
    courtside.command(command)
    assert eventually(lambda: desk.active() == name)
    x, y, width, height = desk.place(desk.hand("search", "--onlyvisible", "--name", f"^{name}$"))
    left = desk.place(desk.hand("search", "--onlyvisible", "--name", "^Courtside$"))[0]
    assert x >= 0
    assert x + width <= left
    assert 0 <= y <= y + height <= 800


@pytest.mark.parametrize("how", ["command", "terminated"])
def test_quitting_in_the_middle_of_a_call_leaves_it_saved(start: Start, desk: Desk, how: str) -> None:
    courtside = start()
    assert courtside.command("start").stdout == "Have you told them? Answer on screen.\n"
    assert eventually(lambda: desk.active() == "Start listening")
    assert sessions(courtside) == []
    desk.hand("key", "Return")
    assert eventually(lambda: [one for one in sessions(courtside) if one["live"]])

    if how == "command":
        courtside.command("quit")
    else:
        os.kill(courtside.process.pid, signal.SIGTERM)
    courtside.process.wait(PATIENCE_S)

    [session] = sessions(courtside)
    assert session["ended_early"] is False
    assert session["live"] is False
