"""`monologue`: the rep keeps the ball too long."""

from __future__ import annotations

from dataclasses import dataclass

from audio.frames import Speaker
from coaching.call import Call, Happening, quote_of
from coaching.nudge import Barrier, Pillar
from coaching.rule import Finding, Rule, Settings, Standing, setting
from coaching.tick import Tick


@dataclass(frozen=True)
class MonologueSettings(Settings):
    limit_s: float = setting(45.0, 15.0, 600.0, "Seconds you may hold the floor.")
    demo_limit_s: float = setting(120.0, 15.0, 900.0, "The same in a demo, where showing takes longer.")

    def of(self, kind: str) -> float:
        """How long one side may keep the ball in this kind of call."""
        return self.demo_limit_s if kind == "demo" else self.limit_s


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
        talk, limit_s = call.conversation, self._limit_s(call)
        if talk.floor is None or talk.floor.speaker is not Speaker.REP or not talk.speaking(Speaker.REP):
            return None
        held_s = talk.floor_held_s()
        if held_s < limit_s:
            return None
        turn = talk.turn()
        said = turn.sentences[-2:] if turn is not None and turn.speaker is Speaker.REP else []
        return Finding(
            at_s=talk.floor.since_s + limit_s,
            text="Pause. Whose court is the ball in?",
            why=f"You have had the floor for {held_s:.0f} s; {limit_s:.0f} s is the limit for this kind of call.",
            evidence=tuple(quote_of(sentence, Speaker.REP) for sentence in said),
            about=talk.floor,
        )

    def standing(self, finding: Finding, call: Call) -> Standing:
        return Standing.STANDS if call.conversation.floor is finding.about else Standing.PUT_RIGHT

    def _limit_s(self, call: Call) -> float:
        limit_s: float = self.settings.of(call.prep.kind)
        return limit_s
