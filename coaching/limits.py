"""The limits that a call is held against: the catalog's, or the ones the rep has set instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Self

from coaching.rule import Settings
from coaching.rules.monologue import Monologue, MonologueSettings
from coaching.rules.pace import Pace, PaceSettings
from coaching.rules.talk_ratio import TalkRatio, TalkRatioSettings


@dataclass(frozen=True, slots=True)
class Limits:
    """The rules whose numbers are shown as targets, as they are set."""

    talk_ratio: TalkRatioSettings = field(default_factory=TalkRatioSettings)
    monologue: MonologueSettings = field(default_factory=MonologueSettings)
    pace: PaceSettings = field(default_factory=PaceSettings)

    @classmethod
    def of(cls, settings: Mapping[str, Settings]) -> Self:
        """settings: by rule id; a rule that is not among them has the catalog's."""
        found: dict[str, Any] = {
            name: settings[rule.id]
            for name, rule in (("talk_ratio", TalkRatio), ("monologue", Monologue), ("pace", Pace))
            if rule.id in settings
        }
        return cls(**found)

    @classmethod
    def in_log(cls, log: Mapping[str, Any]) -> Self:
        """Those in force at the end of the call behind a session log; the catalog's where it says nothing of them."""
        noted = log.get("limits") or [{}]
        last = noted[-1].get("limits", {})
        return cls(**{item.name: _read(item.default_factory, last.get(item.name, {})) for item in fields(cls)})


def _read(settings_type: Any, values: Mapping[str, Any]) -> Any:
    known = {item.name for item in fields(settings_type)}
    return settings_type(**{name: float(value) for name, value in values.items() if name in known})
