"""Events as JSON and back, by the name of their type: nothing here knows one event from another."""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any

from models.words import Word

_AS_ROWS = (Word,)
"""Written as a list of their values instead of by field name: words are nearly all of a call's volume.
Fields may only ever be added to these, at the end and with a default."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An event that this version cannot read: `type_name` is unknown, or its fields are not the ones expected."""

    type_name: str


def encode(value: Any) -> str:
    """A dataclass as JSON text, ASCII only. Raises TypeError for what is not plain data."""
    return json.dumps(_plain(value), separators=(",", ":"), default=float)  # float: NumPy's scalars


def decode(type_name: str, body: str) -> Any:
    """The event, or `Unreadable`."""
    cls = event_types().get(type_name)
    if cls is None:
        return Unreadable(type_name)
    return decode_as(cls, body, Unreadable(type_name))


def decode_as(cls: type, body: str, otherwise: Any) -> Any:
    """The dataclass `cls` that `encode` wrote, or `otherwise` when it does not fit."""
    try:
        return _reader(cls)(json.loads(body))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return otherwise


@cache
def event_types() -> dict[str, type]:
    """Every type that a journal may hold, by name."""
    from app.journal import events
    from audio.health import SourceLost, SourceRestored
    from audio.speech import SpeechStarted, SpeechStopped
    from coaching.coach import RuleFailed
    from coaching.heard import NextStepAgreed, Pitch, PlannedQuestion, Question, Signal
    from coaching.nudge import NudgeEnded, NudgeRaised
    from models.words import SettledWords

    own = [getattr(events, name) for name in vars(events)]
    kept = [thing for thing in own if isinstance(thing, type) and thing.__module__ == events.__name__]
    kept += [SpeechStarted, SpeechStopped, SettledWords, SourceLost, SourceRestored]
    kept += [Signal, Question, Pitch, PlannedQuestion, NextStepAgreed, NudgeRaised, NudgeEnded, RuleFailed]
    return {cls.__name__: cls for cls in kept}


def _plain(value: Any) -> Any:
    if isinstance(value, _AS_ROWS):
        return [_plain(getattr(value, field.name)) for field in fields(value)]
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    return value


@cache
def _reader(hint: Any) -> Callable[[Any], Any]:
    """How to read a value of the type `hint` back from JSON."""
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        (inner,) = (arg for arg in args if arg is not types.NoneType)
        read = _reader(inner)
        return lambda value: None if value is None else read(value)
    if origin is tuple:
        read = _reader(args[0])
        return lambda value: tuple(map(read, value))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    if hint is float:
        return float
    if is_dataclass(hint) and isinstance(hint, type):
        return _dataclass_reader(hint)
    return _exactly(hint)


def _dataclass_reader(cls: Any) -> Callable[[Any], Any]:
    hints = typing.get_type_hints(cls)
    readers = {field.name: _reader(hints[field.name]) for field in fields(cls)}
    if issubclass(cls, _AS_ROWS):
        in_order = list(readers.values())
        return lambda values: cls(*(read(value) for read, value in zip(in_order, values, strict=False)))
    needed = {f.name for f in fields(cls) if f.default is MISSING and f.default_factory is MISSING}

    def read_fields(values: Any) -> Any:
        given = {name: read(values[name]) for name, read in readers.items() if name in values}
        if missing := needed - given.keys():
            raise KeyError(*missing)
        return cls(**given)

    return read_fields


def _exactly(hint: Any) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if not isinstance(value, hint):
            raise TypeError(f"expected {hint}")
        return value

    return read
