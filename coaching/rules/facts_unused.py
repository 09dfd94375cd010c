"""`facts-unused`: preparation that nobody hears."""

from __future__ import annotations

from dataclasses import dataclass

from coaching.call import Call, Happening
from coaching.nudge import Barrier, Pillar
from coaching.rule import Finding, Rule, Settings, Standing, setting
from coaching.tick import Tick


@dataclass(frozen=True)
class FactsUnusedSettings(Settings):
    share_of_plan: float = setting(1 / 3, 0.1, 0.9, "Part of the planned time by which one should be used.")


class FactsUnused(Rule):
    """You prepared well and they have not noticed.

    Fires when: a third of the planned time is gone and none of your prepared facts has been used.
    Stays quiet when: there are no facts on the card, or no planned time.
    Why it matters: information is like currency; you have to spend some to get some back.
    Example: you know they opened a depot in May, and you have not mentioned it.
    Nudge: Spend some of what you know.
    """

    id = "facts-unused"
    barrier = Barrier.PREPARATION
    pillar = Pillar.GENUINE
    seriousness = 3
    specificity = 4
    settings_type = FactsUnusedSettings

    def hear(self, happening: Happening, call: Call) -> Finding | None:
        if not isinstance(happening, Tick) or call.planned_s is None or not call.prep.facts:
            return None
        due_s = self.settings.share_of_plan * call.planned_s
        if call.now_s < due_s or call.plan.facts_used:
            return None
        why = f"{due_s / 60:.0f} minutes in, none of your {len(call.prep.facts)} prepared facts has come up."
        return Finding(due_s, "Spend some of what you know.", why, about=call.plan)

    def standing(self, finding: Finding, call: Call) -> Standing:
        return Standing.PUT_RIGHT if call.plan.facts_used else Standing.STANDS
