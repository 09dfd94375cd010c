"""One Courtside at a time, and a private line to it for commands."""

from __future__ import annotations

import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from app.desktop.instance import Instance, address, tell


@pytest.fixture
def running(qtbot: QtBot, tmp_path: Path) -> Iterator[Instance]:
    instance = Instance(lambda command: f"did {command}", tmp_path)
    assert instance.claim()
    yield instance
    instance.release()


def told(qtbot: QtBot, folder: Path, command: str) -> str | None:
    """What a command in a process of its own prints, while this one answers."""
    program = (
        "from pathlib import Path; from app.desktop.instance import tell;"
        f"print(tell({command!r}, Path({str(folder)!r})), end='')"
    )
    asking = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    qtbot.waitUntil(lambda: asking.poll() is not None, timeout=20_000)
    return asking.communicate()[0]


def test_the_second_start_is_refused_and_can_talk_to_the_first(qtbot: QtBot, running: Instance, tmp_path: Path) -> None:
    assert not Instance(str, tmp_path).claim()
    assert told(qtbot, tmp_path, "show") == "did show"


def test_once_it_has_gone_another_may_start(qtbot: QtBot, running: Instance, tmp_path: Path) -> None:
    running.release()
    after = Instance(str, tmp_path)
    assert after.claim()
    after.release()


def test_nobody_answers_when_none_runs(tmp_path: Path) -> None:
    assert tell("show", tmp_path) is None


def test_one_that_was_killed_leaves_nothing_in_the_way(qtbot: QtBot, tmp_path: Path) -> None:
    program = (
        "import os, sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication;"
        "app = QCoreApplication([]); from app.desktop.instance import Instance;"
        f"one = Instance(str, Path({str(tmp_path)!r})); assert one.claim(); os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", program]).returncode == 9
    after = Instance(lambda command: "here", tmp_path)
    assert after.claim()
    assert told(qtbot, tmp_path, "show") == "here"
    after.release()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_only_the_user_can_talk_to_it(running: Instance, tmp_path: Path) -> None:
    assert stat.S_IMODE(Path(address(tmp_path)).stat().st_mode) & 0o077 == 0
    assert stat.S_IMODE((tmp_path / "courtside.lock").stat().st_mode) == 0o600


def test_garbage_on_the_line_is_cut_off_and_commands_go_on(qtbot: QtBot, running: Instance, tmp_path: Path) -> None:
    socket = QLocalSocket()
    socket.connectToServer(address(tmp_path))
    socket.write(b"x" * 100_000)
    qtbot.waitUntil(lambda: socket.state() is QLocalSocket.LocalSocketState.UnconnectedState, timeout=20_000)
    assert told(qtbot, tmp_path, "toggle") == "did toggle"


def test_a_long_data_folder_still_has_an_address(tmp_path: Path) -> None:
    assert len(address(tmp_path / ("x" * 120))) < 104
    assert address(tmp_path / "a") != address(tmp_path / "b")


def test_a_command_without_a_running_courtside_says_how_to_start_it(capsys: pytest.CaptureFixture[str]) -> None:
    from app.cli import run

    assert run(["toggle"]) == 1
    assert capsys.readouterr().err == "courtside: Courtside is not running. Start it with: courtside\n"
