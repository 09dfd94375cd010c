"""The review as a real window, with a real pointer and real keys: jump to a nudge, search, correct a word."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.journal import Journal
from tests.app.overlay.desk import MISSING, PATIENCE_S, Desk
from tests.app.review.conftest import SAID

pytestmark = [
    pytest.mark.windows,
    pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)} of the test packages"),
]


class Stage:
    """The window's process, asked in words."""

    def __init__(self, desk: Desk, journal: Path) -> None:
        self._desk = desk
        self.process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("review_stage.py")), str(journal)],
            env={**os.environ, **desk._environment, "PYTHONPATH": str(Path(__file__).parents[3])},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, *words: object) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        print(*words, file=self.process.stdin, flush=True)
        return json.loads(self.process.stdout.readline())

    def click(self, *where: object, times: int = 1) -> None:
        x, y = self.ask(*where)
        self._desk.hand("mousemove", x, y, "click", "--repeat", times, "--delay", 60, 1)

    def type(self, text: str) -> None:
        self._desk.hand("type", "--delay", 20, text)

    def key(self, name: str) -> None:
        self._desk.hand("key", name)

    def eventually(self, holds: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            state: dict[str, Any] = self.ask("state")
            if holds(state):
                return state
            time.sleep(0.05)
        raise AssertionError(f"it stays at {state}")

    def leave(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def stage(journal: Journal) -> Iterator[Stage]:
    desk = Desk()
    stage = Stage(desk, journal.path)
    stage.eventually(lambda state: bool(desk.hand("search", "--onlyvisible", "--name", "Courtside review")))
    yield stage
    stage.leave()
    desk.close()


def test_a_rep_jumps_to_a_nudge_searches_and_corrects_a_word(stage: Stage, journal: Journal) -> None:
    stage.click("see")
    stage.eventually(lambda state: state["cursor_s"] == 30.0 and state["row"] == "Too soon. Ask one more.")
    stage.click("nudge", 89.0)
    stage.eventually(lambda state: state["row"] == "Pause. Whose court is the ball in?")
    stage.click("search")
    stage.type("operations director")
    stage.eventually(lambda state: state["found"] == "1 found")
    stage.key("Return")
    stage.eventually(lambda state: state["row"] == SAID[5].text)
    stage.click("row", times=2)
    time.sleep(0.3)  # an editor has no sign of its own that could be waited for
    stage.key("ctrl+a")
    stage.type("The finance director decides.")
    stage.key("Return")
    stage.eventually(lambda state: "The finance director decides." in state["words"])
    assert journal.search("finance director")


def test_a_rep_exports_the_call_where_they_choose(stage: Stage, tmp_path: Path) -> None:
    path = tmp_path / "for my manager.md"
    stage.click("export")
    stage.eventually(lambda state: state["over"] == "QMenu")
    for _ in range(3):
        stage.key("Down")
    stage.key("Return")
    stage.eventually(lambda state: state["over"] == "QFileDialog")
    stage.key("ctrl+a")
    stage.type(str(path))
    stage.key("Return")
    stage.eventually(lambda state: path.exists())
    assert path.read_text().startswith("# Ines Okafor, COO, Larkfield Dairy")
