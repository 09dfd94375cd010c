"""Every rule: what fires, what stays quiet, and either side of each threshold. The cases are data, one file a rule."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from saying import coached, nudges

from coaching.catalog import rule_types
from coaching.prep import PrepCard, parse_prep
from coaching.rule import Rule

CASES = Path(__file__).parent / "cases" / "rules"
HEADINGS = ("Fires when:", "Stays quiet when:", "Why it matters:", "Example:", "Nudge:")
RULES = {rule.id: rule for rule in rule_types()}


def cases() -> list[Any]:
    return [
        pytest.param(path.stem, case, id=f"{path.stem}: {case['name']}")
        for path in sorted(CASES.glob("*.toml"))
        for case in tomllib.loads(path.read_text())["case"]
    ]


@pytest.mark.parametrize(("rule_id", "case"), cases())
def test_rule(rule_id: str, case: dict[str, Any]) -> None:
    prep = parse_prep(case["prep"], "case") if "prep" in case else PrepCard()
    found = [nudge for nudge in nudges(coached(case["lines"], [RULES[rule_id]()], prep)) if nudge.rule == rule_id]
    if "fires_at" not in case:
        assert found == []
        return
    assert found, "it stayed quiet"
    assert found[0].at_s == pytest.approx(case["fires_at"], abs=case.get("within_s", 1.0))
    if "quote" in case:
        assert found[0].quote is not None
        assert case["quote"] in found[0].quote


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_every_rule_has_a_page_with_all_its_parts(rule: type[Rule]) -> None:
    page = rule.__doc__ or ""
    assert [heading for heading in HEADINGS if heading not in page] == []


@pytest.mark.parametrize("rule", [rule for rule in RULES.values() if rule.live], ids=lambda rule: rule.id)
def test_every_live_rule_has_cases_that_fire_and_cases_that_do_not(rule: type[Rule]) -> None:
    written = [param.values[1] for param in cases() if param.values[0] == rule.id]
    assert any("fires_at" in case for case in written), "no case fires"
    assert any("fires_at" not in case for case in written), "no case stays quiet"


def test_a_nudge_is_at_most_seven_words() -> None:
    for path in CASES.glob("*.toml"):
        for case in tomllib.loads(path.read_text())["case"]:
            prep = parse_prep(case["prep"], "case") if "prep" in case else PrepCard()
            for nudge in nudges(coached(case["lines"], [RULES[path.stem]()], prep)):
                assert len(nudge.text.split()) <= 8, nudge.text
