"""What was heard, kept in a session log exactly, so that it can be coached again with the same nudges."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from audio.frames import Speaker
from audio.speech import SpeechStarted, SpeechStopped
from coaching.plain_text import plain
from coaching.prep import BadPrepCard, PrepCard, prep_from_keys
from coaching.transcript import MAX_CALL_S, Utterance
from coaching.utterance_events import SettledOrSpeech, utterance_events
from models.words import SettledWords, Word


class BadSessionLog(ValueError):
    """One line that says which part of the log is not as it should be."""


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


def events_from_log(log: object) -> list[SettledOrSpeech]:
    """The events that the call behind a session log was coached on, in the order they were known.

    A log without `heard` is told from its turns. Raises BadSessionLog, and nothing else whatever it holds.
    """
    if not isinstance(log, dict):
        raise BadSessionLog("expected a session log: one JSON object.")
    if log.get("schema") != "courtside.session/1":
        raise BadSessionLog('expected "schema": "courtside.session/1".')
    key, read = ("heard", _event) if log.get("heard") is not None else ("turns", _utterance)
    read_entry: Callable[[dict[str, Any]], Any] = read
    entries = log.get(key)
    if not isinstance(entries, list):
        raise BadSessionLog(f'expected "{key}" to be a list.')
    out = []
    for number, entry in enumerate(entries):
        try:
            out.append(read_entry(entry))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise BadSessionLog(f'entry {number + 1} of "{key}" is not as a session log writes it.') from error
    if key == "turns":
        return list(utterance_events(out))
    return out


def prep_from_log(log: dict[str, Any], name: str) -> PrepCard:
    """The prep card that a session log carries; an empty one when it has none. Raises BadSessionLog."""
    keys = log.get("prep") or {}
    if not isinstance(keys, dict):
        raise BadSessionLog(f'{name}: expected "prep" to be an object.')
    try:
        return prep_from_keys(keys, name)
    except BadPrepCard as error:
        raise BadSessionLog(str(error)) from error


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
