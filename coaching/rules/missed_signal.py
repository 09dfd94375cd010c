"""`missed-signal`: the customer voiced something and the rep went elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from audio.frames import Speaker
from coaching.call import Call, Happening, quote_of
from coaching.heard import SignalKind
from coaching.left_lying import left_lying
from coaching.notes.signals import RECENT, Fate, HeardSignal
from coaching.nudge import Barrier, Pillar
from coaching.rule import Finding, Rule, Settings, Standing, setting
from coaching.rules.elephant import with_us
from coaching.sentence import Sentence
from coaching.tick import Tick

_WHAT = {
    SignalKind.NEED: "a need",
    SignalKind.INTEREST: "interest",
    SignalKind.CONCERN: "a worry",
}


@dataclass(frozen=True)
class MissedSignalSettings(Settings):
    sureness: float = setting(0.85, 0.3, 1.0, "How sure it must be that they voiced something, 0 to 1.")


class MissedSignal(Rule):
    """They voiced something that matters to them, and your next turn went elsewhere.

    Fires when: the customer voices a need, an interest or a worry, and your next turn neither reuses it, asks
        about it, answers it, nor names the feeling. Of several at once one will do, unless a worry is left lying.
    Stays quiet when: you pick it up in that turn; they want to change the subject, or bring up bad history
        with you (`steered-away` and `elephant` say that better).
    Why it matters: you may be so focused on asking your questions that you miss what they are telling you.
    Example: "It isn't the software. It's that nobody knows who is coming." "Got it. Who decides the budget?"
    Nudge: Go back to this: "nobody knows who is coming"
    """

    id = "missed-signal"
    barrier = Barrier.PLAN_LOVE
    pillar = Pillar.GENUINE
    seriousness = 7
    specificity = 5
    settings_type = MissedSignalSettings

    def hear(self, happening: Happening, call: Call) -> Finding | None:
        if not isinstance(happening, Sentence | Tick):
            return None
        lying = [heard for heard in left_lying(call) if self._counts(heard, call)]
        if not lying:
            return None
        # of several, the one that weighs most: a worry before a need before an interest, then the surest
        heard = min(lying, key=lambda item: (_RANK.index(item.signal.kind), -item.signal.strength))
        signal, reply = heard.signal, heard.reply
        assert reply is not None
        beside = [item.signal for item in lying if item.turn is heard.turn and item.signal.text != signal.text]
        theirs = sorted([signal, *beside], key=lambda item: item.at_s)
        return Finding(
            at_s=reply.end_s,
            text="Go back to this:",
            why=f"They voiced {_WHAT[signal.kind]} and your next turn went elsewhere.",
            evidence=(*(quote_of(item, Speaker.CUSTOMER) for item in theirs), quote_of(reply, Speaker.REP)),
            quote=signal.quote,
            about=heard.turn,
        )

    def standing(self, finding: Finding, call: Call) -> Standing:
        theirs = [heard for heard in call.signals.heard[-RECENT:] if heard.turn is finding.about]
        if any(heard.signal.quote == finding.quote and heard.fate is Fate.PICKED_UP for heard in theirs):
            return Standing.PUT_RIGHT
        return Standing.STANDS

    def _counts(self, heard: HeardSignal, call: Call) -> bool:
        signal = heard.signal
        sure = signal.kind in _WHAT and signal.strength >= self.settings.sureness and heard.plain
        return sure and call.signals.is_past(heard) and not with_us(signal, call)


_RANK = (SignalKind.CONCERN, SignalKind.NEED, SignalKind.INTEREST)
