"""The public command line, run as a user or a script would."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from app.cli import run
from coaching.session_log import schema

DEMO = Path(__file__).parents[2] / "app" / "demo"
LINES = [
    {"speaker": "rep", "start": 0.0, "end": 2.0, "text": "What is keeping you busy?"},
    {
        "speaker": "customer",
        "start": 3.0,
        "end": 7.0,
        "text": "Scheduling is a mess, I lose drivers over it every month.",
    },
    {"speaker": "rep", "start": 8.0, "end": 12.0, "text": "Our platform does the scheduling automatically."},
]


@pytest.fixture
def transcript(tmp_path: Path) -> Path:
    path = tmp_path / "call.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in LINES))
    return path


def said(capsys: pytest.CaptureFixture[str], *argv: str | Path, code: int = 0) -> str:
    assert run([str(one) for one in argv]) == code
    return capsys.readouterr().out


def log_of(capsys: pytest.CaptureFixture[str], *argv: str | Path) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(said(capsys, "replay", *argv, "--json"))
    jsonschema.validate(log, schema())
    return log


def test_a_transcript_is_coached_and_the_log_alone_is_on_stdout(
    transcript: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = log_of(capsys, transcript)
    assert [turn["speaker"] for turn in log["turns"]] == ["rep", "customer", "rep"]
    assert [nudge["rule"] for nudge in log["nudges"]] == ["premature-pitch"]


def test_the_same_transcript_gives_the_same_nudges_every_time(
    transcript: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert log_of(capsys, transcript)["nudges"] == log_of(capsys, transcript)["nudges"]


def test_a_replayed_call_can_be_found_shown_exported_and_deleted(
    transcript: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log_of(capsys, transcript)
    [session] = json.loads(said(capsys, "sessions", "list", "--json"))
    assert set(session) >= {"id", "started", "duration_s", "ended_early"}
    assert session["ended_early"] is False
    assert "Too soon" in said(capsys, "sessions", "show", "latest")
    assert json.loads(said(capsys, "sessions", "search", "drivers", "--json"))[0]["id"] == session["id"]
    out = tmp_path / "log.json"
    said(capsys, "sessions", "export", session["id"], "--format", "json", "--out", out)
    assert out.stat().st_mode & 0o777 == 0o600
    jsonschema.validate(json.loads(out.read_text()), schema())
    said(capsys, "sessions", "delete", "latest")
    assert json.loads(said(capsys, "sessions", "list", "--json")) == []


@pytest.mark.parametrize(
    ("content", "argv", "names"),
    [
        (None, ["replay", "FILE.jsonl"], ["FILE.jsonl"]),
        (b"", ["replay", "FILE.wav"], ["FILE.wav"]),
        (b"this is no sound at all" * 50, ["replay", "FILE.wav"], ["FILE.wav"]),
        (json.dumps(LINES[0]).encode() + b'\n{"speaker"', ["replay", "FILE.jsonl"], ["FILE.jsonl", "line 2"]),
        (b'custommer = "Dana"', ["replay", f"{DEMO}/script.jsonl", "--prep", "FILE.toml"], ["FILE.toml", "customer"]),
        (b"", ["replay"], ["--rep", "--customer"]),
        (b"", ["sessions", "show", "never-was"], ["session"]),
        (b"", ["rules", "show", "premature-pich"], ["premature-pitch"]),
    ],
    ids=["missing", "empty", "not sound", "broken line", "prep key", "nothing named", "no session", "no rule"],
)  # fmt: skip
def test_wrong_input_is_one_line_on_stderr_and_exit_code_2(
    content: bytes | None, argv: list[str], names: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    placed = [str(tmp_path / part) if part.startswith("FILE") else part for part in argv]
    for part in placed:
        if content is not None and part.startswith(str(tmp_path)):
            Path(part).write_bytes(content)
    assert run(placed) == 2
    err = capsys.readouterr().err
    assert len(err.strip().splitlines()) == 1
    assert [name for name in names if name not in err] == []


def test_a_log_can_be_replayed_and_gives_the_same_nudges(
    transcript: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = log_of(capsys, transcript, "--out", tmp_path / "out")
    again = log_of(capsys, tmp_path / "out" / "session.json")
    assert [(one["rule"], one["at"]) for one in again["nudges"]] == [
        (one["rule"], one["at"]) for one in first["nudges"]
    ]


def test_help_costs_less_than_half_a_second() -> None:
    before_s = sum(os.times()[2:4])
    subprocess.run([sys.executable, "-m", "app", "--help"], check=True, capture_output=True)
    assert sum(os.times()[2:4]) - before_s < 0.5


def test_help_loads_nothing_heavy() -> None:
    program = (
        "import sys; from app.cli.arguments import parser; parser().format_help();"
        "print([m for m in ('numpy', 'PySide6', 'ctranslate2', 'av', 'sounddevice') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.model
def test_the_demo_call_is_heard_word_for_word_and_coached_as_fast_as_it_can_be_read(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["demo", "--headless", "--speed", "max"]) == 0
    err = capsys.readouterr().err
    log = json.loads(Path(re.search(r"session log: (.+)", err)[1]).read_text())  # type: ignore[index]
    shown = [nudge for nudge in log["nudges"] if nudge["shown"]]
    for moment in json.loads((DEMO / "moments.json").read_text()):
        near = [one for one in shown if one["rule"] == moment["rule"] and abs(one["raised"] - moment["at"]) <= 1.0]
        assert near, f"{moment['rule']} at {moment['at']} s was not nudged within a second"
    assert len(shown) == len(json.loads((DEMO / "moments.json").read_text()))
    cost = re.search(r"took ([0-9.]+) CPU seconds for each second", err)
    assert cost is not None, err
    assert 0 < float(cost[1]) < 1  # of two cores
