"""`elephant`: what everyone is thinking of and nobody says."""

from __future__ import annotations

from dataclasses import dataclass

from audio.frames import Speaker
from coaching.call import Call, Happening, quote_of
from coaching.heard import Signal
from coaching.left_lying import left_lying
from coaching.listeners.history import is_bad_history
from coaching.notes.plan import Elephant as Prepared
from coaching.notes.signals import Fate, HeardSignal
from coaching.nudge import Barrier, Pillar
from coaching.rule import Finding, Rule, Settings, Standing, setting
from coaching.sentence import Sentence
from coaching.tick import Tick


@dataclass(frozen=True)
class ElephantSettings(Settings):
    share_of_plan: float = setting(1 / 3, 0.1, 0.9, "Part of the planned time by which it should be named.")
    latest_s: float = setting(600.0, 120.0, 3600.0, "Seconds into the call by which it should be named at the latest.")


class Elephant(Rule):
    """Something hard stands between you and nobody has named it.

    Fires when: a prepared elephant is still unspoken at a third of the planned time (10 minutes at the latest);
        or the customer brings up bad history with you, your company or your offer and you do not acknowledge it.
    Stays quiet when: it has been spoken of by either side and acknowledged.
    Why it matters: elephants in the room make their presence felt if they are not acknowledged and addressed early.
    Example: your system failed them in March; twelve minutes in, March has not been mentioned.
    Nudge: Name it: the March outage.
    """

    id = "elephant"
    barrier = Barrier.HISTORY
    pillar = Pillar.GENUINE
    seriousness = 7
    specificity = 8
    settings_type = ElephantSettings

    def hear(self, happening: Happening, call: Call) -> Finding | None:
        if isinstance(happening, Tick):
            return self._unspoken(call) or self._not_acknowledged(call)
        if isinstance(happening, Sentence):
            return self._not_acknowledged(call)
        return None

    def standing(self, finding: Finding, call: Call) -> Standing:
        if isinstance(finding.about, HeardSignal):
            return Standing.PUT_RIGHT if finding.about.fate is Fate.PICKED_UP else Standing.STANDS
        spoken = any(one is finding.about and one.spoken_at_s is not None for one in call.plan.elephants)
        return Standing.PUT_RIGHT if spoken else Standing.STANDS

    def _unspoken(self, call: Call) -> Finding | None:
        due_s = self.settings.latest_s
        if call.planned_s is not None:
            due_s = min(due_s, self.settings.share_of_plan * call.planned_s)
        if call.now_s < due_s:
            return None
        unspoken = next((one for one in call.plan.elephants if one.spoken_at_s is None), None)
        if unspoken is None:
            return None
        return Finding(
            at_s=due_s,
            text=f"Name it: {name_of(unspoken)}.",
            why=f"{due_s / 60:.0f} minutes in, nobody has spoken of “{unspoken.text}”.",
            about=unspoken,
        )

    def _not_acknowledged(self, call: Call) -> Finding | None:
        for heard in reversed(left_lying(call)):
            if heard.reply is None or not with_us(heard.signal, call):
                continue
            return Finding(
                at_s=heard.reply.end_s,
                text="Name it, don’t pass it by:",
                why="They brought up bad history with you and your next turn went elsewhere.",
                evidence=(
                    quote_of(heard.signal, Speaker.CUSTOMER),
                    quote_of(heard.reply, Speaker.REP),
                ),
                quote=heard.signal.quote,
                about=heard,
            )
        return None


def with_us(signal: Signal, call: Call) -> bool:
    """Bad history with the rep, the rep's company or the offer: `elephant` says it, not `missed-signal`."""
    return signal.detail == "history" and is_bad_history(signal.text, call.ear, names=call.prep.offer)


def name_of(elephant: Prepared) -> str:
    """Its name in a nudge: at most five words, so that the nudge has seven."""
    words = elephant.text.rstrip(".").split()
    return " ".join(words[:5])
