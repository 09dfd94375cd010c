"""Cues of WebVTT and SRT files, read so that a broken one can be pointed at.

The caption libraries drop a broken cue silently and keep no line numbers; a lost utterance would change
what the coach hears, so it is an error here.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

_TIME = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})"
_TIMING = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}(?:\s.*)?$")
_VOICE = re.compile(r"<v(?:\.[^\s>]{0,99})?\s{1,9}([^>]{0,199})>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z0-9:._ /-]*>")
_NAMED = re.compile(r"\s*(?:[-–]\s*)?([^\W\d_][^:<>]{0,59}?)\s*:(?![\d/])\s*(.*)$")
_HEADINGS = ("WEBVTT", "NOTE", "STYLE", "REGION")

MAX_NAME_WORDS = 5
"""A longer run of words before a colon is something said, not a name."""


class BrokenCue(ValueError):
    """line: where, from 1. The message says what was expected."""

    def __init__(self, line: int, expected: str) -> None:
        super().__init__(expected)
        self.line = line


@dataclass(frozen=True, slots=True)
class Cue:
    """One voice in one cue. line: where its times stand. name: "" when none is given."""

    line: int
    name: str
    start_s: float
    end_s: float
    text: str


def read_cues(lines: list[str], *, vtt: bool) -> list[Cue]:
    """The cues of a WebVTT (`vtt`) or SRT file, in file order. Raises BrokenCue."""
    if vtt and not (lines and re.match(r"WEBVTT(\s|$)", lines[0])):
        raise BrokenCue(1, "expected WEBVTT at the start of a .vtt file.")
    blocks = list(_cue_blocks(lines, vtt=vtt))
    names = _Names([text for _, _, _, payload in blocks for text in payload])
    return [cue for block in blocks for cue in _voices(*block, names)]


def _cue_blocks(lines: list[str], *, vtt: bool) -> Iterator[tuple[int, float, float, list[str]]]:
    """(line, start_s, end_s, payload lines) of each cue."""
    for first, block in _blocks(lines):
        if vtt and block[0].startswith(_HEADINGS) and "-->" not in block[0]:
            continue
        arrow = next((i for i, text in enumerate(block[:2]) if "-->" in text), None)
        if arrow is None:
            raise BrokenCue(first, "expected a cue with its times, like 00:00:01.000 --> 00:00:03.500.")
        yield first + arrow, *_times(first + arrow, block[arrow]), block[arrow + 1 :]


def _blocks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Runs of lines between empty ones, each with the number of its first line."""
    block: list[str] = []
    for number, text in enumerate([*lines, ""], start=1):
        if text.strip():
            block.append(text)
        elif block:
            yield number - len(block), block
            block = []


def _times(line: int, text: str) -> tuple[float, float]:
    match = _TIMING.match(text)
    if match is None:
        raise BrokenCue(line, "expected times like 00:00:01.000 --> 00:00:03.500.")
    start, end = match.groups()[:4], match.groups()[4:]
    return _seconds(line, *start), _seconds(line, *end)


def _seconds(line: int, hours: str | None, minutes: str, seconds: str, fraction: str) -> float:
    if int(minutes) > 59 or int(seconds) > 59:
        raise BrokenCue(line, "expected minutes and seconds from 0 to 59.")
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + int(fraction.ljust(3, "0")) / 1000


class _Names:
    """Tells "Dana Ruiz: we wait" from "one thing: we wait", knowing the whole file.

    Where `<v Name>` is used, nothing else is a name. Elsewhere a name is written like one (its first and
    last word begin with a capital) or comes back.
    """

    def __init__(self, payload: list[str]) -> None:
        self._tagged = any(_VOICE.search(text) for text in payload)
        self._seen = Counter(match[1] for match in map(_NAMED.match, map(_words, payload)) if match)

    def split(self, text: str) -> Iterator[tuple[str, str]]:
        """(name, words) of each voice in a payload line; the name is "" where none is given."""
        if self._tagged:
            before, *rest = _VOICE.split(text)
            if _words(before).strip():
                yield "", _words(before)
            for name, words in zip(rest[::2], rest[1::2], strict=True):
                yield html.unescape(name).strip(), _words(words)
            return
        text = _words(text)
        named = _NAMED.match(text)
        yield (named[1], named[2]) if named and self._is_name(named[1]) else ("", text)

    def _is_name(self, candidate: str) -> bool:
        words = candidate.split()
        if len(words) > MAX_NAME_WORDS:
            return False
        written_like_one = not (words[0][0].islower() or words[-1][0].islower())
        return written_like_one or self._seen[candidate] > 1 or candidate in ("rep", "customer")


def _voices(line: int, start_s: float, end_s: float, payload: list[str], names: _Names) -> Iterator[Cue]:
    """One cue a voice. Several voices in one cue share its time by the length of what they say."""
    parts: list[tuple[str, str]] = []
    for text in payload:
        for name, words in names.split(text):
            if name or not parts:
                parts.append((name, words))
            else:
                parts[-1] = (parts[-1][0], f"{parts[-1][1]} {words}")
    whole = sum(len(words) for _, words in parts) or 1
    said = 0
    for name, words in parts:
        begin_s = start_s + (end_s - start_s) * said / whole
        said += len(words)
        yield Cue(line, name, begin_s, start_s + (end_s - start_s) * said / whole, words)


def _words(text: str) -> str:
    return html.unescape(_TAG.sub("", text))
