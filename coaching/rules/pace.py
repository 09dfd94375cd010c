"""`pace`: the rep speeds up."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from audio.frames import Speaker
from coaching.call import Call, Happening
from coaching.nudge import Barrier, Pillar, Quote
from coaching.rule import Finding, Rule, Settings, Standing, setting
from models.words import SettledWords, Word

BASELINE_S = 60.0
WINDOW_S = 20.0
FASTEST_S = 60 / 330
"""A word's time at 330 words a minute: no one speaks faster for long."""
SHORTEST_WORD_S = 0.75 * FASTEST_S
"""A shorter word was badly timed."""
LEAST_TURN_S = 4.0
"""How long the rep must have been speaking: a quick short question hurries nobody."""
SURELY = 1.28
HOLDS_WORDS = 6
"""So many times the baseline is surely faster; less must hold for so many words more, and so must what ends it. Short
utterances of real talk stray by a quarter from the speaker's own rate."""
PAUSE_S = 0.4
"""A longer gap between two words is silence, which speech rate leaves out."""


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
        self._recent: deque[float] = deque()
        self._recent_s = 0.0
        self._baseline_s = 0.0
        self._baseline_words = 0
        self._last_end_s = 0.0
        self._above = 0  # words in a row at which the pace was above the limit; below it, less than nothing
        self._fast = False

    def hear(self, happening: Happening, call: Call) -> Finding | None:
        if not isinstance(happening, SettledWords) or happening.speaker is not Speaker.REP or not happening.words:
            return None
        was_fast = self._fast
        for word in happening.words:
            self._count(word)
            self._above = max(1, self._above + 1) if self._is_fast() else min(-1, self._above - 1)
        if self._baseline_s < BASELINE_S or self._own_turn_s(call) < LEAST_TURN_S:
            return None
        surely = self._above > 0 and self._now() > SURELY * self._baseline()
        self._fast = surely or self._above > HOLDS_WORDS or (was_fast and self._above > -HOLDS_WORDS)
        if not self._fast or was_fast:
            return None
        text = " ".join(word.text for word in happening.words)
        said = Quote(Speaker.REP, happening.words[0].start_s, happening.words[-1].end_s, text)
        return Finding(
            at_s=happening.words[-1].end_s,
            text="Slow down a little.",
            why=f"{self._now():.0f} words a minute over your last 20 s of speech; "
            f"your own baseline is {self._baseline():.0f}.",
            evidence=(said,),
        )

    def _count(self, word: Word) -> None:
        """Each word takes the time from the end of the one before it; a pause between them takes none."""
        gap_s = word.start_s - self._last_end_s
        spoken_s = word.end_s - word.start_s + (gap_s if 0.0 < gap_s < PAUSE_S else 0.0)
        spoken_s = max(spoken_s, SHORTEST_WORD_S)
        self._last_end_s = word.end_s
        if self._baseline_s < BASELINE_S:
            self._baseline_s += spoken_s
            self._baseline_words += 1
        self._recent.append(spoken_s)
        self._recent_s += spoken_s
        while self._recent_s - self._recent[0] >= WINDOW_S:
            self._recent_s -= self._recent.popleft()

    @staticmethod
    def _own_turn_s(call: Call) -> float:
        stretch = call.conversation.stretch(Speaker.REP)
        return 0.0 if stretch is None else stretch.lasted_s(call.now_s)

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
        return 60 * len(self._recent) / max(self._recent_s, FASTEST_S * len(self._recent))
