"""`self-focus`: the rep talks of "we" and "us"."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from audio.frames import Speaker
from coaching.call import Call, Happening
from coaching.listeners.pronouns import Pronouns, count_pronouns
from coaching.nudge import Barrier, Pillar, Quote
from coaching.rule import Finding, Rule, Settings, Standing, setting
from models.words import SettledWords

WINDOW_S = 180.0


@dataclass(frozen=True)
class SelfFocusSettings(Settings):
    ratio: float = setting(3.0, 1.0, 10.0, "How many times more I/we than you.")
    least_words: float = setting(120, 40, 500, "Words of yours needed before it is judged.")


class SelfFocus(Rule):
    """You speak of yourself far more than of them.

    Fires when: over the last 3 minutes, in at least 120 of your words, I/me/my/we/our/us come at least three
        times as often as you/your.
    Stays quiet when: "we" means both of you.
    Why it matters: they don't care how much you know until they know how much you care.
    Example: "We built our platform because we believe our customers need our approach."
    Nudge: Say "you" more than "we".
    """

    id = "self-focus"
    barrier = Barrier.GOAL_FOCUS
    pillar = Pillar.GENUINE
    seriousness = 3
    specificity = 3
    settings_type = SelfFocusSettings

    def __init__(self, settings: Settings | None = None) -> None:
        super().__init__(settings)
        self._said: deque[tuple[SettledWords, Pronouns]] = deque()
        self._own = self._theirs = self._words = 0  # of all that is in it
        self._over = False

    def hear(self, happening: Happening, call: Call) -> Finding | None:
        if not isinstance(happening, SettledWords) or happening.speaker is not Speaker.REP or not happening.words:
            return None
        end_s = happening.words[-1].end_s
        self._said.append((happening, count_pronouns(_text(happening))))
        self._count(*self._said[-1], times=1)
        while self._said[0][0].words[-1].end_s < end_s - WINDOW_S:
            self._count(*self._said.popleft(), times=-1)
        own, theirs, was_over = self._own, self._theirs, self._over
        self._over = self._words >= self.settings.least_words and own >= self.settings.ratio * max(theirs, 1)
        if not self._over or was_over:
            return None
        most = sorted(self._said, key=lambda item: item[1].own - item[1].theirs)[-2:]
        return Finding(
            at_s=end_s,
            text="Say “you” more than “we”.",
            why=f"{own} of I, we and our against {theirs} of you and your in your last 3 minutes.",
            evidence=tuple(_quote(said) for said, _ in sorted(most, key=lambda item: item[0].at_s)),
        )

    def standing(self, finding: Finding, call: Call) -> Standing:
        turn = call.conversation.turn()
        if not self._over or (turn is not None and turn.speaker is Speaker.CUSTOMER and turn.lasted_s > 5):
            return Standing.PUT_RIGHT
        return Standing.STANDS

    def _count(self, said: SettledWords, pronouns: Pronouns, times: int) -> None:
        self._own += times * pronouns.own
        self._theirs += times * pronouns.theirs
        self._words += times * len(said.words)


def _text(said: SettledWords) -> str:
    return " ".join(word.text for word in said.words)


def _quote(said: SettledWords) -> Quote:
    return Quote(Speaker.REP, said.words[0].start_s, said.words[-1].end_s, _text(said))
