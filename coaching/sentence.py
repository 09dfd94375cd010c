"""The unit of understanding: what one speaker said between two natural breaks."""

from __future__ import annotations

from dataclasses import dataclass

from audio.frames import Speaker
from models.words import Word


@dataclass(frozen=True, slots=True)
class Sentence:
    """Settled words that belong together. Judged once, when it is complete.

    known_at_s: when its last word was settled. lead: what the same speaker said just before in this turn
    and left unfinished ("we've been looking at", then a pause), or "".
    """

    speaker: Speaker
    start_s: float
    end_s: float
    known_at_s: float
    words: tuple[Word, ...]
    lead: str = ""

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def whole_text(self) -> str:
        """The sentence with its unfinished lead."""
        return f"{self.lead} {self.text}".strip()

    def span_s(self, start_word: int, end_word: int) -> tuple[float, float]:
        """When the words of `text.split()[start_word:end_word]` begin and end: what listeners found, on the clock."""
        last = len(self.words) - 1
        return self.words[min(start_word, last)].start_s, self.words[min(max(end_word - 1, 0), last)].end_s
