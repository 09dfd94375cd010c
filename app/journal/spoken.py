"""What search finds: settled words gathered into pieces about as long as a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from audio.frames import Speaker
from coaching.plain_text import plain
from models.words import SettledWords, Word

MIN_WORDS, MAX_WORDS = 8, 40
"""A piece ends with a sentence once it has MIN_WORDS, with the stretch of speech, or at MAX_WORDS."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """One piece of what `speaker` said. text is one line."""

    speaker: Speaker
    start_s: float
    end_s: float
    text: str


class Gatherer:
    """Turns settled words, which come a few at a time, into pieces that a search for two words can find."""

    def __init__(self) -> None:
        self._words: dict[Speaker, list[Word]] = {speaker: [] for speaker in Speaker}

    def hear(self, event: SettledWords) -> list[Spoken]:
        """The pieces that are complete now."""
        waiting = self._words[event.speaker]
        pieces = []
        for word in event.words:
            waiting.append(word)
            ends = len(waiting) >= MIN_WORDS and word.text.rstrip("\"'”’)]").endswith((".", "?", "!"))
            if ends or len(waiting) >= MAX_WORDS:
                pieces.append(_piece(event.speaker, waiting))
                waiting.clear()
        if event.final and waiting:
            pieces.append(_piece(event.speaker, waiting))
            waiting.clear()
        return pieces

    def rest(self) -> list[Spoken]:
        """What is still waiting when the session ends."""
        pieces = [_piece(speaker, words) for speaker, words in self._words.items() if words]
        self._words = {speaker: [] for speaker in Speaker}
        return pieces


def _piece(speaker: Speaker, words: list[Word]) -> Spoken:
    text = plain(" ".join(word.text for word in words))
    return Spoken(speaker, float(words[0].start_s), float(words[-1].end_s), text)
