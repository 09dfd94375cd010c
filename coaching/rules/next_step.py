"""`next-step`: the time is nearly over and nothing is agreed."""

from __future__ import annotations

from dataclasses import dataclass

from coaching.call import Call, Happening
from coaching.nudge import Barrier, Pillar
from coaching.rule import Finding, Rule, Settings, Standing, setting
from coaching.tick import Tick


@dataclass(frozen=True)
class NextStepSettings(Settings):
    share_left: float = setting(0.15, 0.05, 0.5, "Part of the planned time that is left.")
    least_left_s: float = setting(180.0, 30.0, 900.0, "Seconds left at the least.")


class NextStep(Rule):
    """The time is nearly over and there is no way forward yet.

    Fires when: 15 % of the planned time is left (at least 3 minutes, never before half time) and no next step
        is agreed: an action, who does it, when, and their yes.
    Stays quiet when: a next step is agreed; there is no planned time (the summary says it instead).
    Why it matters: productive means that it moves the interests of both sides along, closer to a decision.
    Example: three minutes to go, and you are still comparing features.
    Nudge: Agree the way forward.
    """

    id = "next-step"
    barrier = Barrier.GOAL_FOCUS
    pillar = Pillar.PRODUCTIVE
    seriousness = 5
    specificity = 5
    settings_type = NextStepSettings

    def hear(self, happening: Happening, call: Call) -> Finding | None:
        if not isinstance(happening, Tick) or call.planned_s is None or call.next_step.agreed is not None:
            return None
        left_s = max(self.settings.least_left_s, self.settings.share_left * call.planned_s)
        due_s = max(call.planned_s - left_s, call.planned_s / 2)
        if call.now_s < due_s:
            return None
        why = f"{(call.planned_s - due_s) / 60:.0f} minutes are left and no next step is agreed."
        return Finding(due_s, "Agree the way forward.", why, about=call.next_step)

    def standing(self, finding: Finding, call: Call) -> Standing:
        return Standing.PUT_RIGHT if call.next_step.agreed is not None else Standing.STANDS
