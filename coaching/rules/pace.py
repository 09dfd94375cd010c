"""`pace`: the rep speeds up."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from audio.frames import Speaker
from coaching.call import Call, Happening, quote_of
from coaching.nudge import Barrier, Pillar
from coaching.rule import Finding, Rule, Settings, Standing, setting
from coaching.sentence import Sentence

BASELINE_S = 60.0
WINDOW_S = 20.0


@dataclass(frozen=True)
class PaceSettings(Settings):
    faster: float = setting(1.25, 1.05, 2.0, "How much faster than your own baseline.")
    words_per_minute: float = setting(180.0, 120.0, 260.0, "And above this many words a minute.")


class Pace(Rule):
    """You are talking much faster than you usually do.

    Fires when: over your last 20 s of speech you are above 1.25 times your own baseline and above 180 words a minute.
    Stays quiet when: you have spoken for less than 60 s: that speech sets the baseline.
    Why it matters: eagerness or fear leaks through, and a listener who has to chase you stops thinking with you.
    Example: you start at a calm 150 words a minute and reach 210 on the pricing page.
    Nudge: Slow down a little.
    """

    id = "pace"
    barrier = Barrier.PRIDE
    pillar = Pillar.DIALOGUE
    seriousness = 2
    specificity = 3
    settings_type = PaceSettings

    def __init__(self, settings: Settings | None = None) -> None:
        super().__init__(settings)
        self._recent: deque[tuple[float, int]] = deque()
        self._baseline_s = 0.0
        self._baseline_words = 0
        self._fast = False

    def hear(self, happening: Happening, call: Call) -> Finding | None:
        if not isinstance(happening, Sentence) or happening.speaker is not Speaker.REP:
            return None
        spoken_s = max(0.05, happening.end_s - happening.start_s)
        if self._baseline_s < BASELINE_S:
            self._baseline_s += spoken_s
            self._baseline_words += len(happening.words)
            return None
        self._recent.append((spoken_s, len(happening.words)))
        while sum(seconds for seconds, _ in self._recent) - self._recent[0][0] >= WINDOW_S:
            self._recent.popleft()
        if sum(seconds for seconds, _ in self._recent) < WINDOW_S:
            return None
        was_fast, self._fast = self._fast, self._is_fast()
        if not self._fast or was_fast:
            return None
        return Finding(
            at_s=happening.end_s,
            text="Slow down a little.",
            why=f"{self._now():.0f} words a minute over your last 20 s of speech; "
            f"your own baseline is {self._baseline():.0f}.",
            evidence=(quote_of(happening, Speaker.REP),),
        )

    def standing(self, finding: Finding, call: Call) -> Standing:
        turn = call.conversation.turn()
        if turn is not None and turn.speaker is Speaker.CUSTOMER and turn.start_s > finding.at_s:
            return Standing.PUT_RIGHT
        return Standing.STANDS if self._fast else Standing.PUT_RIGHT

    def _is_fast(self) -> bool:
        limit = max(self.settings.words_per_minute, self.settings.faster * self._baseline())
        return bool(self._now() > limit)

    def _baseline(self) -> float:
        return 60 * self._baseline_words / self._baseline_s

    def _now(self) -> float:
        return 60 * sum(words for _, words in self._recent) / sum(seconds for seconds, _ in self._recent)
