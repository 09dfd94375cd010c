"""What a terminal shows of a call, with and without somebody at it."""

from __future__ import annotations

import io
import os
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TextIO

import pytest

from app.terminal import TerminalView
from app.view import CallView, SpokenLine
from audio.frames import Speaker
from coaching.nudge import Nudge
from tests.app.overlay_states import GO_BACK, LIVE, STATES


class Call:
    def __init__(self) -> None:
        self.did: list[object] = []
        self.done = threading.Event()

    def toggle_pause(self) -> None:
        self._do("pause")

    def bookmark(self) -> None:
        self._do("bookmark")

    def feedback(self, nudge_id: int, *, fair: bool) -> None:
        self._do((nudge_id, fair))

    def not_now(self, nudge_id: int) -> None:
        self._do(("not now", nudge_id))

    def stop(self) -> None:
        self._do("stop")

    def _do(self, what: object) -> None:
        self.did.append(what)
        self.done.set()


def printed(*views: CallView) -> list[str]:
    file = io.StringIO()
    with TerminalView(file) as terminal:
        for view in views:
            terminal.watch(view, ())
    return file.getvalue().splitlines()


def said(*lines: SpokenLine, at_s: float = 760.0, nudge: Nudge | None = None) -> CallView:
    return replace(LIVE, at_s=at_s, last_words=lines, nudge=nudge)


YOURS = SpokenLine(Speaker.REP, "Got it. And who decides?", start_s=797.0)
THEIRS = SpokenLine(Speaker.CUSTOMER, "Nobody knows who is coming.", start_s=791.0)


def test_a_pipe_gets_turns_and_nudges_as_lines_with_times() -> None:
    lines = printed(
        said(THEIRS),
        said(THEIRS, replace(YOURS, settled="", tentative="Got it")),
        said(THEIRS, YOURS, at_s=800.0, nudge=GO_BACK),
        said(THEIRS, YOURS, at_s=801.0, nudge=GO_BACK),
    )

    assert lines == [
        "  13:11  Ines       Nobody knows who is coming.",
        "  13:20  Courtside  Go back to this: “nobody knows who is coming”",
        "  13:17  You        Got it. And who decides?",
    ]


def test_words_that_settle_after_the_other_began_are_not_lost() -> None:
    early = replace(THEIRS, settled="Nobody knows")

    lines = printed(said(early), said(early, YOURS), said(THEIRS, YOURS))

    assert lines[:2] == ["  13:11  Ines       Nobody knows", "  13:11  Ines       who is coming."]


def test_no_control_character_in_the_words_reaches_the_terminal() -> None:
    hostile = replace(YOURS, settled="all \x1b[31mred\x07 \x9b2J and well")

    (line,) = printed(said(hostile))

    assert line == "  13:17  You        all  [31mred   2J and well"


def test_trouble_is_said_once() -> None:
    late = STATES["behind"]

    lines = printed(late, replace(late, behind_s=7.0), LIVE, STATES["call-lost"])

    assert lines == [
        "  12:40  Courtside  Words are 6 s late. No nudges until they catch up.",
        "  12:40  Courtside  Can’t hear Ines. The call’s sound has stopped.",
    ]


@pytest.fixture
def typist(monkeypatch: pytest.MonkeyPatch) -> Iterator[Typist]:
    """A keyboard that the test types on, and a screen that can draw."""
    if sys.platform == "win32":
        pytest.skip("needs a pseudo-terminal")
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    master, slave = os.openpty()
    with os.fdopen(slave) as stdin:
        yield Typist(master, stdin, io.StringIO())
    os.close(master)


@dataclass
class Typist:
    master: int
    stdin: TextIO
    screen: io.StringIO

    def terminal(self) -> TerminalView:
        return TerminalView(self.screen, self.stdin)

    def types(self, keys: str) -> None:
        os.write(self.master, keys.encode())


@pytest.mark.parametrize(
    ("key", "did"),
    [
        ("p", "pause"),
        ("b", "bookmark"),
        ("h", (1, True)),
        ("n", ("not now", 1)),
        ("q", "stop"),
        ("P", "pause"),
    ],
)
def test_a_key_does_this_to_the_call(key: str, did: object, typist: Typist) -> None:
    call = Call()
    with typist.terminal() as terminal:
        terminal.watch(STATES["nudge"])
        terminal.keys(call)
        typist.types(key)
        call.done.wait(5.0)

    assert call.did == [did]


def test_without_a_nudge_there_is_nothing_to_answer(typist: Typist) -> None:
    call = Call()
    with typist.terminal() as terminal:
        terminal.watch(LIVE)
        terminal.keys(call)
        typist.types("hnwxq")
        call.done.wait(5.0)

    assert call.did == ["stop"]


def test_a_terminal_is_left_as_it_was(typist: Typist) -> None:
    import termios

    before = termios.tcgetattr(typist.stdin.fileno())
    call = Call()
    with typist.terminal() as terminal:
        terminal.keys(call)
        typist.types("b")
        call.done.wait(5.0)
    written = typist.screen.getvalue()

    assert termios.tcgetattr(typist.stdin.fileno()) == before
    assert written.count("\x1b[?1049h") == written.count("\x1b[?1049l") == 1
    assert "\x1b[?25h" in written[written.rindex("Ready") :]


def test_a_redirected_keyboard_is_not_read(typist: Typist) -> None:
    call = Call()
    with TerminalView(typist.screen, io.StringIO("q")) as terminal:
        terminal.keys(call)

    assert call.did == []
    assert "end and save" not in typist.screen.getvalue().replace("\u00a0", " ")
