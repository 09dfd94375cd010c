"""`talk-ratio`: the rep has most of the talk."""

from __future__ import annotations

from dataclasses import dataclass

from audio.frames import Speaker
from coaching.call import Call, Happening
from coaching.nudge import Barrier, Pillar
from coaching.rule import Finding, Rule, Settings, Standing, setting
from coaching.tick import Tick


@dataclass(frozen=True)
class TalkRatioSettings(Settings):
    discovery_ceiling: float = setting(0.60, 0.30, 0.95, "Highest share of the talk in a discovery call.")
    negotiation_ceiling: float = setting(0.60, 0.30, 0.95, "The same in a negotiation.")
    demo_ceiling: float = setting(0.75, 0.30, 0.95, "The same in a demo.")
    least_speech_s: float = setting(120.0, 30.0, 300.0, "Seconds of speech needed before it is judged.")
    hold_s: float = setting(20.0, 0.0, 120.0, "Seconds that it must hold.")

    def ceiling(self, kind: str) -> float:
        """The highest share of the talk in this kind of call, 0 to 1."""
        ceilings = {"negotiation": self.negotiation_ceiling, "demo": self.demo_ceiling}
        return ceilings.get(kind, self.discovery_ceiling)


class TalkRatio(Rule):
    """Most of the talk of the last five minutes was yours.

    Fires when: your share of the speech (silence left out) over the last 5 minutes is above the ceiling
        for this kind of call (discovery and negotiation 60 %, demo 75 %), with at least 2 minutes of speech
        in that window, both for 20 s.
    Stays quiet when: the customer is speaking now.
    Why it matters: the best sales dialogues are those in which the customer talks more than you do.
    Example: five minutes in, you have spoken for three and a half of them.
    Nudge: Hand them the ball.
    """

    id = "talk-ratio"
    barrier = Barrier.PRIDE
    pillar = Pillar.DIALOGUE
    seriousness = 4
    specificity = 2
    settings_type = TalkRatioSettings

    def __init__(self, settings: Settings | None = None) -> None:
        super().__init__(settings)
        self._above_since_s: float | None = None
        self._episode: object | None = None

    def hear(self, happening: Happening, call: Call) -> Finding | None:
        if not isinstance(happening, Tick):
            return None
        share, ceiling = self._share(call), self.settings.ceiling(call.prep.kind)
        if share is None or share <= ceiling:
            self._above_since_s = self._episode = None
            return None
        if self._above_since_s is None:
            self._above_since_s, self._episode = call.now_s, object()
        held_s = call.now_s - self._above_since_s
        if held_s < self.settings.hold_s or call.conversation.speaking(Speaker.CUSTOMER):
            return None
        return Finding(
            at_s=call.now_s,
            text="Hand them the ball.",
            why=f"{share:.0%} of the speech in the last 5 minutes was yours, silence left out; "
            f"up to {ceiling:.0%} in a {call.prep.kind} call.",
            about=self._episode,
        )

    def standing(self, finding: Finding, call: Call) -> Standing:
        customer = call.conversation.stretch(Speaker.CUSTOMER)
        if customer is not None and customer.end_s is None and call.conversation.takes_floor(customer):
            return Standing.PUT_RIGHT
        share = self._share(call)
        above = share is not None and share > self.settings.ceiling(call.prep.kind)
        return Standing.STANDS if above else Standing.PUT_RIGHT

    def _share(self, call: Call) -> float | None:
        """The share over the window, or None while there is too little speech in it to judge."""
        talk = call.conversation
        speech_s = talk.speech_s(Speaker.REP, recent=True) + talk.speech_s(Speaker.CUSTOMER, recent=True)
        return talk.talk_share(recent=True) if speech_s >= self.settings.least_speech_s else None
