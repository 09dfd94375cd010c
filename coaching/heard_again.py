"""What was heard, kept in a session log exactly, so that it can be coached again with the same nudges."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from audio.frames import Speaker
from audio.speech import SpeechStarted, SpeechStopped
from coaching.plain_text import plain
from coaching.prep import BadPrepCard, PrepCard, prep_from_keys
from coaching.transcript import MAX_CALL_S, Utterance
from coaching.utterance_events import SettledOrSpeech, utterance_events
from models.words import SettledWords, Word

SCHEMA = "courtside.session/1"
MAX_FILE_BYTES = 256 * 1024 * 1024

Entry = TypeVar("Entry")


class BadSessionLog(ValueError):
    """One line that says which part of the log is not as it should be."""


@dataclass(frozen=True, slots=True)
class LoggedCall:
    """A call read back from its session log: what it was coached on, and the card it was coached with. started: aware;
    None where the log does not say when it was."""

    prep: PrepCard
    source: str
    started: datetime | None
    events: tuple[SettledOrSpeech, ...]


def heard_as_json(event: SettledOrSpeech) -> dict[str, Any]:
    """One event as an object: speech `started`, `stopped`, or `words` as [text, start, end, probability]."""
    entry: dict[str, Any] = {"at": float(event.at_s), "speaker": event.speaker.value}
    match event:
        case SpeechStarted():
            return entry | {"started": float(event.start_s)}
        case SpeechStopped():
            return entry | {"started": float(event.start_s), "stopped": float(event.end_s)}
        case SettledWords():
            words = [[w.text, float(w.start_s), float(w.end_s), float(w.probability)] for w in event.words]
            return entry | {"words": words, "final": event.final}


def read_session_log(path: Path) -> LoggedCall:
    """The call in the session log at `path`. Raises BadSessionLog, and nothing else whatever the file holds."""
    file = plain(str(path))
    try:
        with path.open("rb") as opened:
            raw = opened.read(MAX_FILE_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a usable file name"
        raise BadSessionLog(f"{file}: the session log cannot be read: {reason}.") from error
    if len(raw) > MAX_FILE_BYTES:
        raise BadSessionLog(f"{file}: larger than {MAX_FILE_BYTES // 1024**2} MB, too large for a session log.")
    try:
        log = json.loads(raw)
    except json.JSONDecodeError as error:
        raise BadSessionLog(f"{file}, line {error.lineno}: not JSON ({plain(error.msg)}).") from error
    except (ValueError, RecursionError) as error:
        raise BadSessionLog(f"{file}: not JSON text in UTF-8.") from error
    try:
        events = tuple(events_from_log(log))
        prep = prep_from_log(log)
    except BadSessionLog as error:
        raise BadSessionLog(f"{file}: {error}") from error
    call = log.get("call") if isinstance(log.get("call"), dict) else {}
    source = call.get("source")
    return LoggedCall(prep, plain(source) if isinstance(source, str) else "", _started(call.get("started")), events)


def _started(text: object) -> datetime | None:
    try:
        started = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return started if started.tzinfo else started.astimezone()


def events_from_log(log: object) -> list[SettledOrSpeech]:
    """The events that the call behind a session log was coached on, in the order they were known.

    A log without `heard` is told from its turns. Raises BadSessionLog, and nothing else whatever it holds.
    """
    if not isinstance(log, dict):
        raise BadSessionLog("expected a session log: one JSON object.")
    if log.get("schema") != SCHEMA:
        raise BadSessionLog(f'expected "schema": "{SCHEMA}".')
    if log.get("heard") is not None:
        return _entries(log, "heard", _event)
    return list(utterance_events(_entries(log, "turns", _utterance)))


def prep_from_log(log: dict[str, Any]) -> PrepCard:
    """The prep card that a session log carries; an empty one when it has none. Raises BadSessionLog."""
    keys = log.get("prep") or {}
    if not isinstance(keys, dict):
        raise BadSessionLog('expected "prep" to be an object.')
    try:
        return prep_from_keys(keys, "prep")
    except BadPrepCard as error:
        raise BadSessionLog(str(error)) from error


def _entries(log: dict[str, Any], key: str, read: Callable[[Any], Entry]) -> list[Entry]:
    entries = log.get(key)
    if not isinstance(entries, list):
        raise BadSessionLog(f'expected "{key}" to be a list.')
    out = []
    for number, entry in enumerate(entries, start=1):
        try:
            out.append(read(entry))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise BadSessionLog(f'entry {number} of "{key}" is not as a session log writes it.') from error
    return out


def _event(entry: dict[str, Any]) -> SettledOrSpeech:
    at_s, speaker = _seconds(entry["at"]), Speaker(entry["speaker"])
    if "words" in entry:
        words = tuple(_word(*word) for word in entry["words"])
        if not isinstance(entry["final"], bool):
            raise TypeError("final")
        return SettledWords(at_s, speaker, words, entry["final"])
    started_s = _seconds(entry["started"])
    if "stopped" in entry:
        return SpeechStopped(at_s, speaker, started_s, _seconds(entry["stopped"]))
    return SpeechStarted(at_s, speaker, started_s)


def _word(text: str, start_s: float, end_s: float, probability: float = 1.0) -> Word:
    return Word(plain(text), _seconds(start_s), _seconds(end_s), _seconds(probability))


def _utterance(entry: dict[str, Any]) -> Utterance:
    start_s, end_s = _seconds(entry["start"]), _seconds(entry["end"])
    if end_s < start_s:
        raise ValueError("end before start")
    return Utterance(Speaker(entry["speaker"]), start_s, end_s, plain(entry["text"]))


def _seconds(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= MAX_CALL_S:
        raise TypeError("seconds")
    return float(value)
