"""Every rule of the published catalog is here, as published: ids, barriers, pillars and defaults are the users' too."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from coaching.catalog import rule_types
from coaching.coach import Spacing

PUBLISHED = Path(__file__).parents[3] / "shared" / "COACHING.md"
RULES = {rule.id: rule for rule in rule_types()}
DEFAULTS: dict[str, dict[str, float]] = {
    "already-answered": {},
    "bounce-the-ball": {"rush_s": 0.4, "rushes": 3, "own_question_s": 2.0, "thinking_s": 2.0},
    "closing-pressure": {},
    "elephant": {"share_of_plan": 1 / 3, "latest_s": 600},
    "facts-unused": {"share_of_plan": 1 / 3},
    "fillers": {},
    "interrogation": {"questions": 4, "short_answer_words": 8},
    "interruption": {"overlap_s": 0.5, "times": 2, "within_s": 120},
    "missed-signal": {"sureness": 0.85},
    "monologue": {"limit_s": 45, "demo_limit_s": 120},
    "next-step": {"share_left": 0.15, "least_left_s": 180},
    "no-business-outcome": {},
    "no-purpose": {"share_of_plan": 1 / 3},
    "over-answer": {"limit_s": 60, "one_fact_limit_s": 30},
    "pace": {"faster": 1.25, "words_per_minute": 180},
    "patience": {},
    "premature-pitch": {"questions": 2, "asked_for_s": 45},
    "rally": {},
    "self-focus": {"ratio": 3, "least_words": 120},
    "stacked-questions": {},
    "steered-away": {"sureness": 0.75},
    "talk-ratio": {
        "discovery_ceiling": 0.6,
        "negotiation_ceiling": 0.6,
        "demo_ceiling": 0.75,
        "least_speech_s": 120,
        "hold_s": 20,
    },
    "unprepared": {},
}


@pytest.mark.parametrize("id", DEFAULTS)
def test_its_numbers_are_the_catalogs_unless_the_user_changes_them(id: str) -> None:
    settings = RULES[id].settings_type
    assert {item.name: item.default for item in fields(settings)} == DEFAULTS[id]
    for item in fields(settings):
        assert item.metadata["low"] <= item.default <= item.metadata["high"]
        assert item.metadata["help"].endswith(".")


def test_no_rule_is_missing_and_none_is_made_up() -> None:
    assert set(RULES) == set(DEFAULTS)


def test_nudges_are_spaced_as_published() -> None:
    assert (Spacing().between_s, Spacing().same_rule_s) == (20.0, 120.0)


@pytest.mark.skipif(not PUBLISHED.exists(), reason="the published page is not beside this folder")
def test_ids_barriers_and_pillars_are_the_published_ones() -> None:
    rows = re.findall(r"^\| `([a-z-]+)`( \(review\))? \| (\S+) · ([a-z-]+) \|", PUBLISHED.read_text("utf-8"), re.M)
    published = {id: (None if barrier == "–" else barrier, pillar, not review) for id, review, barrier, pillar in rows}
    assert len(published) == 23
    assert {id: (rule.barrier, rule.pillar, rule.live) for id, rule in RULES.items()} == published
