"""`closing-pressure`: closing before they are there."""

from __future__ import annotations

from audio.frames import Speaker
from coaching.call import Call, Happening, quote_of
from coaching.heard import SignalKind
from coaching.listeners.closing import Closing, closing_language, names_a_deal
from coaching.notes.signals import SURE
from coaching.nudge import Barrier, Pillar
from coaching.rule import Finding, Rule, Standing
from coaching.sentence import Sentence


class ClosingPressure(Rule):
    """You pushed for the close before there was a reason to buy.

    Fires when: you use closing language with no confirmed need and no sign of interest so far; urgency or
        scarcity ("this price ends Friday") is enough by itself.
    Stays quiet when: they asked about next steps or timing.
    Why it matters: if you focus on what the deal means to you, your eagerness leaks through and taints the talk.
    Example: "If you sign today I can hold that price."
    Nudge: Their timing, not yours.
    """

    id = "closing-pressure"
    barrier = Barrier.GOAL_FOCUS
    pillar = Pillar.GENUINE
    seriousness = 9
    specificity = 6

    def hear(self, happening: Happening, call: Call) -> Finding | None:
        if not isinstance(happening, Sentence) or happening.speaker is not Speaker.REP:
            return None
        closing = closing_language(happening.whole_text, call.ear)
        if closing is None or self._was_asked(happening, call) or not _is_sale(happening, call):
            return None
        if closing is Closing.CLOSE and (call.signals.confirmed_needs() or self._interest(call)):
            return None
        why = (
            "You pressed for the close with no need confirmed and no interest shown yet."
            if closing is Closing.CLOSE
            else "You used urgency to press for a decision."
        )
        evidence = (quote_of(happening, Speaker.REP),)
        turn = call.conversation.turn()
        return Finding(happening.end_s, "Their timing, not yours.", why, evidence, about=turn)

    def standing(self, finding: Finding, call: Call) -> Standing:
        turn = call.conversation.turn()
        if turn is not None and turn.speaker is Speaker.CUSTOMER and turn.start_s > finding.at_s:
            return Standing.PUT_RIGHT
        return Standing.OUT_OF_DATE if call.now_s - finding.at_s > 15 else Standing.STANDS

    @staticmethod
    def _interest(call: Call) -> bool:
        return bool(call.signals.of_kind(SignalKind.INTEREST))

    @staticmethod
    def _was_asked(said: Sentence, call: Call) -> bool:
        """They asked about next steps or timing in the turn before."""
        turns = call.conversation.turns
        theirs = next((turn for turn in reversed(turns) if turn.speaker is Speaker.CUSTOMER), None)
        if theirs is None or said.start_s - theirs.end_s > 60:
            return False
        asked = [
            heard.signal.detail
            for heard in call.signals.heard[-6:]
            if heard.turn is theirs and heard.plain and heard.signal.strength >= SURE
        ]
        return "next" in asked or "rollout" in asked or "timing" in asked


def _is_sale(said: Sentence, call: Call) -> bool:
    """Something is offered in this call. "As soon as possible, if there is a slot" is else only good advice."""
    return bool(call.prep.offer or call.pitches.turns) or names_a_deal(said.whole_text)
