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
_BRACKETED = re.compile(r"\s*[(\[]([^\W\d_][^()\[\]]{0,59})[)\]]\s*$")
_DASH = re.compile(r"\s*[-–]\s*$")
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
    names = _Names([payload for _, _, _, payload in blocks])
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
    """Runs of lines between empty ones, each with the number of its first line.

    A line of spaces is not empty to WebVTT: Meet puts one between two voices in a cue. It ends a cue only
    where the next one begins.
    """
    block: list[str] = []
    for number, text in enumerate([*lines, ""], start=1):
        if text.strip() or (text and block and not _cue_begins(lines[number : number + 6])):
            block.append(text)
        elif block:
            yield number - len(block), block
            block = []


def _cue_begins(following: list[str]) -> bool:
    """Whether the first text in these lines begins a cue or a heading."""
    text = [line for line in following if line.strip()][:2]
    return not text or text[0].startswith(_HEADINGS) or any("-->" in line for line in text)


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
    """Tells a name from something said, by how the whole file writes them.

    `<v Name>words` (Teams): where it is used, nothing else is a name. `(Name)` on a line of its own (Meet):
    where most cues begin so. Else `Name: words` (Zoom): a name is written like one, its first and last word
    with a capital, or it is a single word that comes back: "one thing: we wait" is no name.
    """

    def __init__(self, payloads: list[list[str]]) -> None:
        lines = [text for payload in payloads for text in payload]
        bracketed = sum(bool(payload and _BRACKETED.match(_words(payload[0]))) for payload in payloads)
        self._seen = Counter(match[1] for match in map(_NAMED.match, map(_words, lines)) if match)
        self.split = self._after_colons
        if any(_VOICE.search(text) for text in lines):
            self.split = self._in_tags
        elif bracketed * 2 > len(payloads):
            self.split = self._in_brackets

    def _in_tags(self, text: str) -> list[tuple[str, str]]:
        """(name, words) of each voice in a payload line; the name is "" where none is given."""
        before, *rest = _VOICE.split(text)
        named = zip(rest[::2], rest[1::2], strict=True)
        voices = [("", _words(before)), *((html.unescape(name).strip(), _words(words)) for name, words in named)]
        return [voice for voice in voices if voice[0] or voice[1].strip()]

    def _in_brackets(self, text: str) -> list[tuple[str, str]]:
        text = _words(text)
        if _DASH.match(text):
            return []
        name = _BRACKETED.match(text)
        return [(name[1].strip(), "")] if name and self._is_name(name[1]) else [("", text)]

    def _after_colons(self, text: str) -> list[tuple[str, str]]:
        text = _words(text)
        named = _NAMED.match(text)
        return [(named[1], named[2])] if named and self._is_name(named[1]) else [("", text)]

    def _is_name(self, candidate: str) -> bool:
        words = candidate.split()
        if len(words) > MAX_NAME_WORDS:
            return False
        written_like_one = not (words[0][0].islower() or words[-1][0].islower())
        comes_back = len(words) == 1 and self._seen[candidate] > 1
        return written_like_one or comes_back or candidate in ("rep", "customer")


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
