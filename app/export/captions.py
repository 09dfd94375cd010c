"""What was said as SRT and WebVTT, in pieces short enough to read under a recording."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from audio.frames import Speaker
from coaching.heard_again import events_from_log
from models.words import SettledWords, Word

MAX_CHARACTERS = 84
"""Two lines of 42, as subtitle guides have it."""
MAX_S = 7.0
PAUSE_S = 1.0
MIN_S = 0.3
"""Shorter ones flash by, and some players drop them."""


@dataclass(frozen=True, slots=True)
class Caption:
    """One speaker's words on screen from start_s to end_s."""

    speaker: Speaker
    start_s: float
    end_s: float
    text: str


def webvtt(log: dict[str, Any]) -> str:
    """WebVTT with voice tags, as `courtside replay` reads it back."""
    cues = [
        f"{_clock(one.start_s, '.')} --> {_clock(one.end_s, '.')}\n"
        f"<v {one.speaker.value.title()}>{html.escape(one.text, quote=False)}</v>\n"
        for one in captions(log)
    ]
    return "\n".join(["WEBVTT\n", *cues])


def srt(log: dict[str, Any]) -> str:
    """SRT with the speaker before the words, as `courtside replay` reads it back."""
    cues = [
        f"{number}\n{_clock(one.start_s, ',')} --> {_clock(one.end_s, ',')}\n"
        f"{one.speaker.value.title()}: {one.text.replace('-->', '→')}\n"
        for number, one in enumerate(captions(log), start=1)
    ]
    return "\n".join(cues)


def captions(log: dict[str, Any]) -> list[Caption]:
    """Everything that was said, by start time, cut at sentences, pauses and where it gets too long."""
    words: dict[Speaker, list[Word]] = {speaker: [] for speaker in Speaker}
    for event in events_from_log(log):
        if isinstance(event, SettledWords):
            words[event.speaker].extend(event.words)
    cut = [caption for speaker in Speaker for caption in _cut(speaker, words[speaker])]
    return sorted(cut, key=lambda caption: caption.start_s)


def _cut(speaker: Speaker, words: list[Word]) -> Iterator[Caption]:
    piece: list[Word] = []
    for word in words:
        if piece and _full(piece, word):
            yield _caption(speaker, piece)
            piece = []
        piece.append(word)
    if piece:
        yield _caption(speaker, piece)


def _full(piece: list[Word], word: Word) -> bool:
    text = _text([*piece, word])
    paused = word.start_s - piece[-1].end_s >= PAUSE_S
    long = len(text) > MAX_CHARACTERS or word.end_s - piece[0].start_s > MAX_S
    return paused or long or piece[-1].text.endswith((".", "?", "!"))


def _caption(speaker: Speaker, piece: list[Word]) -> Caption:
    start_s = piece[0].start_s
    return Caption(speaker, start_s, max(piece[-1].end_s, start_s + MIN_S), _text(piece))


def _text(words: list[Word]) -> str:
    return " ".join(word.text for word in words)


def _clock(at_s: float, mark: str) -> str:
    milliseconds = round(at_s * 1000)
    seconds, milliseconds = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}{mark}{milliseconds:03}"
