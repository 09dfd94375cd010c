"""`steered-away`: they want to talk about something else."""

from __future__ import annotations

from dataclasses import dataclass

from audio.frames import Speaker
from coaching.call import Call, Happening, quote_of
from coaching.heard import SignalKind
from coaching.left_lying import left_lying
from coaching.notes.signals import RECENT, Fate
from coaching.nudge import Barrier, Pillar
from coaching.rule import Finding, Rule, Settings, Standing, setting
from coaching.sentence import Sentence
from coaching.tick import Tick


@dataclass(frozen=True)
class SteeredAwaySettings(Settings):
    sureness: float = setting(0.75, 0.3, 1.0, "How sure it must be that they want to change the subject, 0 to 1.")


class SteeredAway(Rule):
    """They asked to talk about something else and you went back to your plan.

    Fires when: the customer asks to talk about something else and your next turn does not take it up.
    Stays quiet when: you park it openly ("let me note that, first...").
    Why it matters: no matter how logical your plan is, the customer always has a vote.
    Example: "Before we get to that, can we talk about the outage?" "Sure. So, on pricing..."
    Nudge: They want to talk about something else.
    """

    id = "steered-away"
    barrier = Barrier.PLAN_LOVE
    pillar = Pillar.PRODUCTIVE
    seriousness = 8
    specificity = 7
    settings_type = SteeredAwaySettings

    def hear(self, happening: Happening, call: Call) -> Finding | None:
        if not isinstance(happening, Sentence | Tick):
            return None
        steers = [heard for heard in left_lying(call) if heard.signal.kind is SignalKind.STEER]
        heard = max(steers, key=lambda each: each.signal.strength, default=None)
        if heard is None or heard.reply is None or heard.signal.strength < self.settings.sureness:
            return None
        return Finding(
            at_s=heard.reply.end_s,
            text="They want to talk about something else.",
            why="They asked to change the subject and you went back to your plan.",
            evidence=(quote_of(heard.signal, Speaker.CUSTOMER), quote_of(heard.reply, Speaker.REP)),
            about=heard.turn,
        )

    def standing(self, finding: Finding, call: Call) -> Standing:
        picked_up = any(
            heard.turn is finding.about and heard.fate is Fate.PICKED_UP for heard in call.signals.heard[-RECENT:]
        )
        return Standing.PUT_RIGHT if picked_up else Standing.STANDS
