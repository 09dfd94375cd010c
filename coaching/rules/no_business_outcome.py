"""`no-business-outcome`: a pitch that never says what it is worth."""

from __future__ import annotations

from audio.frames import Speaker
from coaching.call import Call, Happening, quote_of
from coaching.heard import Pitch
from coaching.nudge import Barrier, Pillar
from coaching.rule import Finding, Rule, Standing
from coaching.tick import Tick

FRESH_S = 5.0
"""Said later than this after the turn, it would be no help."""


class NoBusinessOutcome(Rule):
    """You have described the offer twice and never what it does for their business.

    Fires when: it is the second or a later turn that pitches, and no pitch so far has named revenue, cost, cash
        or risk, in any words ("paying him twice" is cost).
    Stays quiet when: a pitch has named one of the four.
    Why it matters: business acumen is the best way to express what you do in the language of increased
        revenues, lower costs, greater cash flow and reduced risks.
    Example: "It has a drag-and-drop editor." ... "And the dashboard is real time."
    Nudge: Name revenue, cost, cash or risk.
    """

    id = "no-business-outcome"
    barrier = Barrier.KNOWING
    pillar = Pillar.PRODUCTIVE
    seriousness = 3
    specificity = 5

    def hear(self, happening: Happening, call: Call) -> Finding | None:
        # judged when the pitching turn is over: the outcome may stand at its end
        if not isinstance(happening, Tick) or not call.rep_has_finished():
            return None
        turns = call.pitches.turns
        if len(turns) < 2 or call.now_s - turns[-1].turn.end_s > FRESH_S or call.pitches.outcomes():
            return None
        latest = turns[-1]
        first: Pitch = turns[0].pitches[0]
        return Finding(
            at_s=latest.turn.end_s,
            text="Name revenue, cost, cash or risk.",
            why=f"{len(turns)} of your turns described the offer and none named what it does for their business.",
            evidence=(quote_of(first, Speaker.REP), quote_of(latest.pitches[-1], Speaker.REP)),
            about=latest.turn,
        )

    def standing(self, finding: Finding, call: Call) -> Standing:
        if call.pitches.outcomes():
            return Standing.PUT_RIGHT
        turn = call.conversation.turn()
        moved_on = turn is not None and turn is not finding.about and call.now_s - finding.at_s > 10
        return Standing.OUT_OF_DATE if moved_on else Standing.STANDS
