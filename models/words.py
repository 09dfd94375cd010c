"""Recognised words, tentative or settled. Times are seconds on the call clock."""

from __future__ import annotations

from dataclasses import dataclass

from audio.frames import Speaker


@dataclass(frozen=True, slots=True)
class Word:
    """One word as written, punctuation attached ("today,"), without surrounding spaces.

    probability: 0 to 1 by the recogniser; 1.0 when the words came from a written transcript.
    """

    text: str
    start_s: float
    end_s: float
    probability: float = 1.0


@dataclass(frozen=True, slots=True)
class TentativeWords:
    """What `speaker` seems to be saying beyond the settled words. Replaces that speaker's earlier tentative words."""

    at_s: float
    speaker: Speaker
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class SettledWords:
    """Words that will not change, in order, each said once. They end that speaker's tentative words.

    at_s: when they became known. `final`: nothing more is coming of this stretch of speech (its
    `SpeechStopped` came before, and every word of it is settled). It may be empty: speech without words.
    """

    at_s: float
    speaker: Speaker
    words: tuple[Word, ...]
    final: bool
