"""A finished transcript: who said what when, read from a JSON Lines, WebVTT or SRT file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from audio.frames import Speaker
from coaching.captions import BrokenCue, read_cues
from coaching.plain_text import plain

MAX_FILE_BYTES = 64 * 1024 * 1024
MAX_LINE_CHARACTERS = 100_000
MAX_CALL_S = 24 * 3600.0

_KEYS = ("speaker", "start", "end", "text")


class BadTranscript(ValueError):
    """One line that names the file, the line and what was expected."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """What one side said in one go. 0 <= start_s <= end_s, seconds on the call clock. text: one line."""

    speaker: Speaker
    start_s: float
    end_s: float
    text: str


@dataclass(frozen=True, slots=True)
class _Named:
    """An utterance whose speaker is still a name. line: where it stands in the file."""

    line: int
    name: str
    start_s: float
    end_s: float
    text: str


def read_transcript(path: Path, rep_name: str | None = None) -> tuple[Utterance, ...]:
    """The utterances of a .jsonl, .vtt or .srt file by start time; equal ones keep their order.

    rep_name: who is the rep, as written in the file (case does not matter, part of the name will do);
    everyone else is the customer. None: the speakers are called "rep" and "customer".
    Raises BadTranscript, and nothing else whatever the file holds.
    """
    named = _read(path)
    sides = _sides(plain(str(path)), named, rep_name)
    said = [Utterance(sides[one.name], one.start_s, one.end_s, one.text) for one in named]
    return tuple(sorted(said, key=lambda utterance: utterance.start_s))


def speaker_names(path: Path) -> tuple[str, ...]:
    """Who speaks in the file, in order of appearance: to ask which one is the rep. Raises BadTranscript."""
    return tuple(dict.fromkeys(one.name for one in _read(path)))


def _read(path: Path) -> list[_Named]:
    suffix, file = path.suffix.lower(), plain(str(path))
    if suffix not in (".jsonl", ".vtt", ".srt"):
        raise BadTranscript(f"{file}: expected a transcript that ends in .jsonl, .vtt or .srt.")
    lines = _lines(path)
    try:
        named = _from_jsonl(lines) if suffix == ".jsonl" else _from_cues(lines, vtt=suffix == ".vtt")
        for one in named:
            _check_times(one)
    except BrokenCue as broken:
        raise BadTranscript(f"{file}, line {broken.line}: {broken}") from None
    if not named:
        raise BadTranscript(f"{file}: there is nothing said in it. Expected at least one utterance.")
    return named


def _lines(path: Path) -> list[str]:
    shown = plain(str(path))
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_FILE_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a usable file name"
        raise BadTranscript(f"{shown}: the transcript cannot be read: {reason}.") from error
    if len(raw) > MAX_FILE_BYTES:
        raise BadTranscript(f"{shown}: larger than {MAX_FILE_BYTES // 1024**2} MB, too large for a transcript.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise BadTranscript(f"{shown}, line {line}: not UTF-8 text. Save the file as UTF-8.") from error
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, content in enumerate(lines, start=1):
        if len(content) > MAX_LINE_CHARACTERS:
            limit = f"expected at most {MAX_LINE_CHARACTERS} characters."
            raise BadTranscript(f"{shown}, line {number}: {limit}")
    return lines


def _from_jsonl(lines: list[str]) -> list[_Named]:
    return [_from_json(number, line) for number, line in enumerate(lines, start=1) if line.strip()]


def _from_json(number: int, line: str) -> _Named:
    example = '{"speaker": "rep", "start": 0.0, "end": 2.4, "text": "hello"}'
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict):
        raise BrokenCue(number, f"expected one utterance like {example}")
    for key in _KEYS:
        if key not in said:
            near = get_close_matches(key, [other for other in said if other not in _KEYS], n=1)
            hint = f' (it has "{plain(near[0])[:40]}")' if near else ""
            raise BrokenCue(number, f'expected the key "{key}"{hint}, as in {example}')
    speaker, text = said["speaker"], said["text"]
    if not isinstance(speaker, str) or not plain(speaker):
        raise BrokenCue(number, 'expected "speaker" to be "rep", "customer" or a name.')
    if not isinstance(text, str):
        raise BrokenCue(number, 'expected "text" to be the words in quotes.')
    return _Named(number, plain(speaker), _seconds(number, said, "start"), _seconds(number, said, "end"), plain(text))


def _seconds(number: int, said: dict[str, object], key: str) -> float:
    value = said[key]
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= MAX_CALL_S:
        return float(value)
    raise BrokenCue(number, f'expected "{key}" to be seconds from 0 to {MAX_CALL_S:.0f}.')


def _from_cues(lines: list[str], *, vtt: bool) -> list[_Named]:
    named: list[_Named] = []
    for cue in read_cues(lines, vtt=vtt):
        name, text = plain(cue.name), plain(cue.text)
        if not name and not text:
            continue
        if not name and not named:
            raise BrokenCue(cue.line, "expected who speaks: <v Name> or Name: before the words.")
        named.append(_Named(cue.line, name or named[-1].name, cue.start_s, cue.end_s, text))
    return named


def _check_times(one: _Named) -> None:
    if one.end_s > MAX_CALL_S:
        raise BrokenCue(one.line, f"expected times up to {MAX_CALL_S / 3600:.0f} hours.")
    if one.end_s < one.start_s:
        raise BrokenCue(one.line, f"expected the end ({one.end_s:g} s) not before the start ({one.start_s:g} s).")


def _sides(file: str, named: list[_Named], rep_name: str | None) -> dict[str, Speaker]:
    """Which side each name is on."""
    first = {one.name: one for one in reversed(named)}
    names = list(dict.fromkeys(one.name for one in named))
    if rep_name is None:
        return {name: _side(file, names, first[name]) for name in names}
    wanted = plain(rep_name).casefold()
    reps = [name for name in names if name.casefold() == wanted]
    reps = reps or [name for name in names if wanted and wanted in name.casefold()]
    if len(reps) != 1:
        found = "nobody" if not reps else "more than one person"
        raise BadTranscript(f"{file}: {found} in it is called {plain(rep_name)[:60]!r}. {_who(names)}")
    return {name: Speaker.REP if name == reps[0] else Speaker.CUSTOMER for name in names}


def _side(file: str, names: list[str], one: _Named) -> Speaker:
    side = one.name.casefold()
    if side in list(Speaker):
        return Speaker(side)
    expected = 'expected the speaker "rep" or "customer", or to be told who is the rep.'
    raise BadTranscript(f"{file}, line {one.line}: {expected} {_who(names)}")


def _who(names: list[str]) -> str:
    shown = ", ".join(name if len(name) <= 40 else name[:39] + "…" for name in names[:8])
    return f"Speaking: {shown}{' and others' if len(names) > 8 else ''}."
