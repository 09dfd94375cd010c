"""`no-purpose`: a call without a reason."""

from __future__ import annotations

from dataclasses import dataclass

from coaching.call import Call, Happening
from coaching.nudge import Barrier, Pillar
from coaching.rule import Finding, Rule, Settings, Standing, setting
from coaching.tick import Tick


@dataclass(frozen=True)
class NoPurposeSettings(Settings):
    share_of_plan: float = setting(1 / 3, 0.1, 0.9, "Part of the planned time by which one should be heard.")


class NoPurpose(Rule):
    """A third of the call is gone and you do not know what they want to change.

    Fires when: a third of the planned time is gone and the customer has voiced none of the five purposes: a goal,
        a problem, an opportunity, a change, a risk.
    Stays quiet when: they have voiced one, or there is no planned time.
    Why it matters: the common purpose of the talk is the improvement of the customer's situation.
    Example: ten minutes of features and pleasantries.
    Nudge: What are they trying to change?
    """

    id = "no-purpose"
    barrier = Barrier.PLAN_LOVE
    pillar = Pillar.COMMON_PURPOSE
    seriousness = 4
    specificity = 4
    settings_type = NoPurposeSettings

    def __init__(self, settings: Settings | None = None) -> None:
        super().__init__(settings)
        self._settled = False  # one has been voiced, or it has been told that none was

    def hear(self, happening: Happening, call: Call) -> Finding | None:
        if self._settled or not isinstance(happening, Tick) or call.planned_s is None:
            return None
        due_s = self.settings.share_of_plan * call.planned_s
        if call.now_s < due_s:
            return None
        self._settled = True
        if call.signals.sure_needs():
            return None
        why = f"{due_s / 60:.0f} minutes in, they have voiced no goal, problem, opportunity, change or risk."
        return Finding(due_s, "What are they trying to change?", why, about=call.signals)

    def standing(self, finding: Finding, call: Call) -> Standing:
        return Standing.PUT_RIGHT if call.signals.sure_needs() else Standing.STANDS
