"""A transcript told again as the events that a live call would have given."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Iterator

from audio.frames import Speaker
from audio.speech import SpeechStarted, SpeechStopped
from coaching.transcript import Utterance
from models.words import SettledWords, Word

SettledOrSpeech = SpeechStarted | SettledWords | SpeechStopped

ABUT_S = 0.05
"""Utterances of one speaker closer than this are one stretch of speech: voice activity hears no gap."""

MAX_UNSETTLED_WORDS = 12
"""Without punctuation words settle at the latest after so many, as a live recogniser would settle them."""

_SENTENCE_END = re.compile(r"""[.?!…]["'”’)\]]*$""")


def utterance_events(utterances: Iterable[Utterance]) -> Iterator[SettledOrSpeech]:
    """The events of both speakers in the order of `at_s`.

    Words are spread over their utterance by length. They settle with the first word after a sentence, when an
    utterance ends, and at the latest after MAX_UNSETTLED_WORDS; the last of a stretch are final, right after its
    SpeechStopped.
    """
    by_start = sorted(utterances, key=lambda utterance: utterance.start_s)
    tellers = (_tell([one for one in by_start if one.speaker is speaker]) for speaker in Speaker)
    return heapq.merge(*tellers, key=lambda event: event.at_s)


def _tell(utterances: list[Utterance]) -> Iterator[SettledOrSpeech]:
    """One speaker's events. Utterances that overlap or abut are one stretch, word after word."""
    for stretch in _stretches(utterances):
        speaker, start_s = stretch[0].speaker, stretch[0].start_s
        end_s = max(utterance.end_s for utterance in stretch)
        yield SpeechStarted(start_s, speaker, start_s)
        unsettled: list[Word] = []
        said_s = start_s
        for utterance in stretch:
            if unsettled:
                yield SettledWords(said_s, speaker, tuple(unsettled), final=False)
                unsettled = []
            words = _spread(utterance, max(utterance.start_s, said_s))
            for word in words:
                begins_anew = bool(unsettled) and _SENTENCE_END.search(unsettled[-1].text)
                unsettled.append(word)
                if (begins_anew or len(unsettled) == MAX_UNSETTLED_WORDS) and word is not words[-1]:
                    yield SettledWords(word.end_s, speaker, tuple(unsettled), final=False)
                    unsettled = []
            said_s = words[-1].end_s if words else said_s
        yield SpeechStopped(end_s, speaker, start_s, end_s)
        yield SettledWords(end_s, speaker, tuple(unsettled), final=True)


def _stretches(utterances: list[Utterance]) -> Iterator[list[Utterance]]:
    stretch: list[Utterance] = []
    end_s = 0.0
    for utterance in utterances:
        if stretch and utterance.start_s - end_s >= ABUT_S:
            yield stretch
            stretch = []
        end_s = max(end_s, utterance.end_s) if stretch else utterance.end_s
        stretch.append(utterance)
    if stretch:
        yield stretch


def _spread(utterance: Utterance, start_s: float) -> list[Word]:
    """The words from `start_s`, which is later than the utterance's when that overlaps the one before."""
    texts = utterance.text.split()
    letters = sum(map(len, texts))
    lasts_s = max(utterance.end_s - start_s, 0.0)
    words: list[Word] = []
    said = 0
    at_s = start_s
    for text in texts:
        said += len(text)
        until_s = max(start_s, utterance.end_s) if said == letters else start_s + lasts_s * said / letters
        words.append(Word(text, at_s, until_s))
        at_s = until_s
    return words
