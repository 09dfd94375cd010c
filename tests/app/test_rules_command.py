"""`courtside rules`: the catalog, the user's own, every page, and the manual."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.cli import run
from app.settings.store import settings_path
from coaching.catalog import rule_types

OWN = """
[rules.monologue]
limit_s = 60
[rules.pace]
on = false
[[mentioned]]
phrase = "the warehouse move"
show = "Ask about the date."
[[said_by]]
phrase = "this call is recorded"
minute = 2
show = "Say that it is recorded."
"""


@pytest.fixture
def coach_file() -> Path:
    path = settings_path().with_name("coach.toml")
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def test_it_lists_the_catalog_and_the_users_own(coach_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    coach_file.write_text(OWN)
    assert run(["rules"]) == 0
    listed = {line.split()[0]: line.split(maxsplit=2)[1:] for line in capsys.readouterr().out.splitlines()}
    assert {rule.id for rule in rule_types()} < set(listed)
    assert listed["monologue"][0] == "live"
    assert listed["pace"][0] == "off"
    assert listed["rally"][0] == "review"
    assert listed["mentioned-1"] == ["yours", "They mention “the warehouse move”: Ask about the date."]
    assert listed["said-by-1"] == ["yours", "“this call is recorded” is not said by minute 2: Say that it is recorded."]


def test_a_page_shows_the_users_numbers(coach_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    coach_file.write_text(OWN)
    assert run(["rules", "show", "monologue"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("monologue\n\nYou have held the floor for a long time.\n")
    assert "limit_s = 60  (15 to 600; 45 by default)" in out
    assert run(["rules", "show", "mentioned-1"]) == 0
    assert "Fires when: the customer speaks of it" in capsys.readouterr().out


def test_the_manual_is_all_pages_in_one(coach_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    coach_file.write_text(OWN)
    assert run(["rules", "manual"]) == 0
    out = capsys.readouterr().out
    assert [line for line in out.splitlines() if line.startswith("# ")] == [
        "# What the coach listens for",
        "# Told in the review only",
        "# Your own",
    ]
    assert out.count("\n## ") == len(rule_types()) + 2


def test_as_json_each_rule_has_its_settings_in_force(coach_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    coach_file.write_text(OWN)
    assert run(["rules", "--json"]) == 0
    rows = {row["id"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows["monologue"]["settings"] == {"limit_s": 60, "demo_limit_s": 120}
    assert (rows["pace"]["on"], rows["monologue"]["on"]) == (False, True)
    assert (rows["said-by-1"]["own"], rows["monologue"]["own"]) == (True, False)


def test_with_a_mistake_in_the_file_the_pages_that_help_are_still_there(
    coach_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    coach_file.write_text("[rules.monologue]\nlimit_s = true")
    assert run(["rules", "show", "monologue"]) == 2
    told = capsys.readouterr()
    assert told.err == "courtside: coach.toml, line 2: rules.monologue.limit_s expected a number from 15 to 600\n"
    assert "limit_s = 45  (15 to 600)" in told.out


def test_a_slip_of_the_name_is_answered_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "show", "premature-pich"]) == 2
    assert "did you mean premature-pitch?" in capsys.readouterr().err
