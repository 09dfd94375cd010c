"""Turns in which the rep described or promoted the offer, and what they promised."""

from __future__ import annotations

import re
from dataclasses import dataclass

from coaching.heard import Pitch
from coaching.listeners.closing import closing_language
from coaching.listeners.ear import Ear
from coaching.listeners.language import content_stems
from coaching.listeners.outcomes import named_outcomes
from coaching.listeners.pitch import find_pitch
from coaching.sentence import Sentence
from coaching.turns import Turn

GIVEN_BACK = 0.6
"""Part of a sentence's content words that are the customer's, above which it gives their words back."""


FIRST_S = 15.0
INTRODUCTION_WORDS = 30
"""A rep's first turn begins within that time, and says in so many words who they are."""
_HELLO = re.compile(
    r"\b(?:hi|hello|hey|morning|afternoon|evening|day|thanks|thank you|it's|this is|here|calling|i'm|my name)\b", re.I
)


@dataclass(slots=True)
class PitchingTurn:
    """One turn with at least one pitch in it. outcomes: revenue, cost, cash, risk, as named in it."""

    turn: Turn
    pitches: list[Pitch]
    outcomes: set[str]


class PitchNotes:
    """The rep's pitches, by turn, oldest first."""

    def __init__(self, ear: Ear, offer: tuple[str, ...]) -> None:
        self.turns: list[PitchingTurn] = []
        self._ear = ear
        self._offer = offer

    def outcomes(self) -> set[str]:
        return set().union(*(pitching.outcomes for pitching in self.turns))

    def hear_rep(self, sentence: Sentence, turn: Turn, their_words: str) -> Pitch | None:
        """their_words: the customer's last turn. Giving their own words back is a summary, not a pitch."""
        found = find_pitch(sentence.text, self._ear, offer=self._offer, again=bool(self.turns))
        if found is not None and not self.turns and _says_who(sentence, turn):
            found = None
        if found is not None and (_gives_back(found.text, their_words) or closing_language(found.text, self._ear)):
            found = None  # pressing for the close is a fault of its own
        pitching = self.turns[-1] if self.turns and self.turns[-1].turn is turn else None
        if found is None:
            if pitching is not None:
                pitching.outcomes |= named_outcomes(sentence.text, self._ear)
            return None
        pitch = Pitch(*sentence.span_s(found.start_word, found.end_word), found.text)
        if pitching is None:
            pitching = PitchingTurn(turn, [], set())
            self.turns.append(pitching)
            for earlier in (one for one in turn.sentences if not _echoes(one.text, their_words)):
                pitching.outcomes |= named_outcomes(earlier.text, self._ear)
        pitching.pitches.append(pitch)
        pitching.outcomes |= named_outcomes(sentence.text, self._ear)
        return pitch


def _says_who(sentence: Sentence, turn: Turn) -> bool:
    """One sentence at the beginning of the call: who the rep is, and what they do ("we make the freezers")."""
    return turn.start_s < FIRST_S and len(sentence.words) <= INTRODUCTION_WORDS and bool(_HELLO.search(turn.lately))


def _echoes(text: str, their_words: str) -> bool:
    """It speaks of what they said: their worry, not yet what the offer does about it."""
    return bool(content_stems(text) & content_stems(their_words))


def _gives_back(text: str, their_words: str) -> bool:
    """Most of what it says is what they said."""
    stems = content_stems(text)
    return bool(stems) and len(stems & content_stems(their_words)) >= GIVEN_BACK * len(stems)
