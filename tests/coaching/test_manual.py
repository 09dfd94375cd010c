"""The rules' pages: complete, from what the rules say of themselves, with the user's numbers."""

from __future__ import annotations

from coaching.catalog import default_rules, rule_types
from coaching.manual import manual, page
from coaching.metrics import Metrics
from coaching.own_rule import WhenMentioned
from coaching.rules.fillers import Fillers
from coaching.rules.monologue import Monologue, MonologueSettings
from coaching.rules.patience import Patience
from coaching.rules.rally import Rally


def test_a_page_has_its_rules_numbers_as_they_are_in_force() -> None:
    assert "limit_s = 45  (15 to 600)  Seconds you may hold the floor." in page(Monologue())
    changed = page(Monologue(MonologueSettings(limit_s=60)))
    assert "limit_s = 60  (15 to 600; 45 by default)" in changed


def test_the_manual_has_every_rule_and_all_it_says() -> None:
    text = manual([*default_rules(), WhenMentioned("mentioned-1", "the move", "Ask when.")])
    for rule in rule_types():
        assert f"\n## {rule.id}\n" in text
        assert rule().summary in text
    for heading in ("Fires when", "Stays quiet when", "Why it matters", "Example", "Nudge"):
        assert text.count(f"- **{heading}:** ") == len(rule_types()) + 1
    assert "*impatience · dialogue*" in text
    assert "- `limit_s = 45` (15 to 600)  Seconds you may hold the floor." in text
    assert text.index("# Told in the review only") < text.index("## fillers") < text.index("# Your own")
    assert not any(line.startswith(" ") for line in text.splitlines())


def measured(**known: float | int) -> Metrics:
    return Metrics(**{name: known.get(name) for name in Metrics.__dataclass_fields__})  # type: ignore[arg-type]


def test_what_the_review_alone_tells_has_its_figures() -> None:
    assert Fillers().in_review(measured(filler_rate=0.04)) is None
    assert "4.1% of your words" in (Fillers().in_review(measured(filler_rate=0.041)) or "")
    assert Rally().in_review(measured(longest_rally=6)) == "Your longest rally: 6 exchanges of 3 to 45 s a side."
    assert Patience().in_review(measured(patience_s=0.62)) == "Half the time you left 0.6 s or less before you spoke."
    assert "before they had finished, by 0.3 s" in (Patience().in_review(measured(patience_s=-0.3)) or "")


def test_what_is_not_known_is_not_told() -> None:
    assert [rule.in_review(measured()) for rule in default_rules() if not rule.live] == [None, None, None]
