"""`interruption`: the rep talks over the customer, who gives way."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from audio.frames import Speaker
from audio.speech import SpeechStarted
from coaching.call import Call, Happening
from coaching.listeners.backchannel import is_acknowledging_only
from coaching.nudge import Barrier, Pillar, Quote
from coaching.rule import Finding, Rule, Settings, Standing, setting
from coaching.turns import BACKCHANNEL_S, Stretch
from models.words import Word

LEAST_WORDS = 3
"""What the rep says over them must be more than this to be a turn of their own."""


@dataclass(frozen=True)
class InterruptionSettings(Settings):
    overlap_s: float = setting(0.5, 0.2, 3.0, "Seconds of talking over them that count.")
    times: float = setting(2, 1, 6, "How often.")
    within_s: float = setting(120.0, 30.0, 600.0, "Within this many seconds.")


class Interruption(Rule):
    """You talked over them, went on, and they gave way. Twice.

    Fires when: you talk over their turn for 0.5 s or more, go on, and they yield, twice within 2 minutes.
    Stays quiet when: it was an "mm-hm"; they were the one who came in on you.
    Why it matters: a rally needs the ball to land before it is hit back.
    Example: "We tried that last spring and the drivers..." "The drivers will love this."
    Nudge: Let them finish.
    """

    id = "interruption"
    barrier = Barrier.IMPATIENCE
    pillar = Pillar.DIALOGUE
    seriousness = 7
    specificity = 6
    settings_type = InterruptionSettings

    def __init__(self, settings: Settings | None = None) -> None:
        super().__init__(settings)
        self._watched: deque[Stretch] = deque(maxlen=4)
        self._times: deque[tuple[float, Quote]] = deque()

    def hear(self, happening: Happening, call: Call) -> Finding | None:
        if isinstance(happening, SpeechStarted) and happening.speaker is Speaker.REP:
            own = call.conversation.stretch(Speaker.REP)
            if own is not None and own not in self._watched:
                self._watched.append(own)
        for own in list(self._watched):
            overlap = interrupts(own, call, self.settings.overlap_s)
            if overlap is None:
                continue
            self._watched.remove(own)
            if overlap:
                return self._count(own, overlap, call)
        return None

    def standing(self, finding: Finding, call: Call) -> Standing:
        turn = call.conversation.turn()
        if turn is not None and turn.speaker is Speaker.CUSTOMER and turn.start_s > finding.at_s:
            return Standing.PUT_RIGHT
        return Standing.OUT_OF_DATE if call.now_s - finding.at_s > 15 else Standing.STANDS

    def _count(self, own: Stretch, over: tuple[Stretch, ...], call: Call) -> Finding | None:
        theirs = over[0]
        end_s = call.now_s if theirs.end_s is None else theirs.end_s
        self._times.append((own.start_s, Quote(Speaker.CUSTOMER, theirs.start_s, end_s, text_of(theirs.words))))
        while self._times and own.start_s - self._times[0][0] > self.settings.within_s:
            self._times.popleft()
        if len(self._times) < self.settings.times:
            return None
        evidence = tuple(quote for _, quote in self._times)
        why = f"You talked over them and they gave way, {len(self._times)} times in {self.settings.within_s:.0f} s."
        self._times.clear()
        return Finding(end_s, "Let them finish.", why, evidence)


def interrupts(own: Stretch, call: Call, overlap_s: float) -> tuple[Stretch, ...] | None:
    """Whether the rep's stretch talked over a customer's turn: the stretch it cut off, () if none, None if undecided.

    They must have begun before, be more than a backchannel, have been talked over for `overlap_s`, and have
    stopped, with their sentence unfinished, while the rep went on.
    """
    talk = call.conversation
    theirs = next((one for one in reversed(talk.stretches[Speaker.CUSTOMER][-6:]) if one.start_s < own.start_s), None)
    if theirs is None or (theirs.end_s is not None and theirs.end_s - own.start_s < overlap_s):
        return ()
    if own.end_s is not None and (theirs.end_s is None or own.end_s <= theirs.end_s):
        return ()  # the rep gave way
    if theirs.end_s is None or not theirs.settled:
        return () if own.settled and not own.words else None
    goes_on = not own.settled and own.lasted_s(call.now_s) > BACKCHANNEL_S
    if not goes_on and not own.settled and len(own.words) < LEAST_WORDS:
        return None
    if (not goes_on and len(own.words) < LEAST_WORDS) or is_acknowledging_only(text_of(own.words)):
        return ()
    if not talk.takes_floor(theirs) or is_acknowledging_only(text_of(theirs.words)):
        return ()
    finished = bool(theirs.words) and theirs.words[-1].text[-1:] in ".?!" and not theirs.words[-1].text.endswith("..")
    return () if finished else (theirs,)


def text_of(words: Iterable[Word]) -> str:
    return " ".join(word.text for word in words)
