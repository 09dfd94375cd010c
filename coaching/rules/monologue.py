"""`monologue`: the rep keeps the ball too long."""

from __future__ import annotations

from dataclasses import dataclass

from audio.frames import Speaker
from coaching.call import Call, Happening, quote_of
from coaching.nudge import Barrier, Pillar
from coaching.rule import Finding, Rule, Settings, Standing, setting
from coaching.tick import Tick
from coaching.turns import Turn


@dataclass(frozen=True)
class MonologueSettings(Settings):
    limit_s: float = setting(45.0, 15.0, 600.0, "Seconds you may hold the floor.")
    demo_limit_s: float = setting(120.0, 15.0, 900.0, "The same in a demo, where showing takes longer.")


class Monologue(Rule):
    """You have held the floor for a long time.

    Fires when: you have held the floor for 45 s (120 s in a demo), your own pauses included.
    Stays quiet when: the customer takes a real turn, which starts the count again; an "mm-hm" does not.
    Why it matters: a dialogue is neither a monologue nor an interrogation; both sides talk in proportion.
    Example: you explain the rollout, then the pricing, then the team, and they have only said "right".
    Nudge: Pause. Whose court is the ball in?
    """

    id = "monologue"
    barrier = Barrier.PRIDE
    pillar = Pillar.DIALOGUE
    seriousness = 5
    specificity = 4
    settings_type = MonologueSettings

    def hear(self, happening: Happening, call: Call) -> Finding | None:
        if not isinstance(happening, Tick):
            return None
        turn, limit_s = call.conversation.turn(), self._limit_s(call)
        held = call.conversation.floor_held_s()
        if turn is None or held is None or held[0] is not Speaker.REP or held[1] < limit_s:
            return None
        if not call.conversation.speaking(Speaker.REP) or _customer_has_come_in(call):
            return None
        return Finding(
            at_s=turn.start_s + limit_s,
            text="Pause. Whose court is the ball in?",
            why=f"You have had the floor for {held[1]:.0f} s; {limit_s:.0f} s is the limit for this kind of call.",
            evidence=tuple(quote_of(said, Speaker.REP) for said in turn.sentences[-2:]),
            about=turn,
        )

    def standing(self, finding: Finding, call: Call) -> Standing:
        turn = call.conversation.turn()
        if turn is not finding.about or _customer_has_come_in(call):
            return Standing.PUT_RIGHT
        return Standing.STANDS

    def _limit_s(self, call: Call) -> float:
        limit_s: float = self.settings.demo_limit_s if call.prep.kind == "demo" else self.settings.limit_s
        return limit_s


def floor_limit_s(kind: str) -> float:
    """How long one side may keep the ball in this kind of call, by default: the overlay's marks count to it."""
    return MonologueSettings().demo_limit_s if kind == "demo" else MonologueSettings().limit_s


def _customer_has_come_in(call: Call) -> bool:
    stretch = call.conversation.stretch(Speaker.CUSTOMER)
    turn = call.conversation.turn()
    if stretch is None or turn is None or not isinstance(turn, Turn):
        return False
    return stretch.start_s > turn.start_s and stretch.end_s is None and call.conversation.takes_floor(stretch)
