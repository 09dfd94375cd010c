"""The user's own coach: rules on or off and their numbers, wording, examples, simple rules. One TOML file.

[rules.monologue]
on = true
limit_s = 60
say = "Breathe. Whose ball is it?"

[examples.signals]
need-problem = ["the kiln keeps eating the glaze"]

[[mentioned]]
phrase = "the warehouse move"
show = "Ask about the date."

[[said_by]]
phrase = "this call is recorded"
minute = 2
show = "Say that it is recorded."
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from coaching.catalog import rule_types
from coaching.listeners.data import examples, groups
from coaching.own_rule import SaidByMinute, WhenMentioned
from coaching.rule import Rule, Settings

MAX_WORDS = 9
"""Words of a nudge: more cannot be read while someone talks."""


class BadCoachFile(ValueError):
    """One line: the file, the line where it is known, the key, and what was expected."""


@dataclass(frozen=True)
class Personal:
    """What the file changes. settings: rule id → its settings; wording: rule id → the nudge's words."""

    off: frozenset[str] = frozenset()
    settings: Mapping[str, Settings] = field(default_factory=dict)
    wording: Mapping[str, str] = field(default_factory=dict)
    examples: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    mentioned: tuple[tuple[str, str], ...] = ()
    said_by: tuple[tuple[str, float, str], ...] = ()

    def rules(self) -> list[Rule]:
        """A fresh instance of every rule that is on, the user's own last."""
        catalog = [rule(self.settings.get(rule.id)) for rule in rule_types() if rule.id not in self.off]
        mentioned = [WhenMentioned(f"mentioned-{n}", *one) for n, one in enumerate(self.mentioned, 1)]
        said_by = [SaidByMinute(f"said-by-{n}", *one) for n, one in enumerate(self.said_by, 1)]
        return [*catalog, *mentioned, *said_by]


def read_personal(path: Path) -> Personal:
    """Raises BadCoachFile, and nothing else; a file that is not there changes nothing."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Personal()
    except (OSError, UnicodeDecodeError) as error:
        raise BadCoachFile(f"{path.name}: cannot be read: {error}") from error
    try:
        keys = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadCoachFile(f"{path.name}: not TOML: {error}") from error
    return _Reader(path.name, text).personal(keys)


class _Reader:
    def __init__(self, name: str, text: str) -> None:
        self._name, self._lines = name, text.splitlines()

    def personal(self, keys: Mapping[str, Any]) -> Personal:
        self._known("", keys, ("rules", "examples", "mentioned", "said_by"))
        catalog = {rule.id: rule for rule in rule_types()}
        tables = self._table("rules", keys.get("rules", {}))
        self._known("rules", tables, catalog)
        off, settings, wording = set(), {}, {}
        for rule_id, table in tables.items():
            found = self._rule(catalog[rule_id], self._table(f"rules.{rule_id}", table))
            if found.pop("on", True) is False:
                off.add(rule_id)
            if say := found.pop("say", ""):
                wording[rule_id] = say
            settings[rule_id] = catalog[rule_id].settings_type(**found)
        return Personal(
            frozenset(off),
            settings,
            wording,
            self._examples(self._table("examples", keys.get("examples", {}))),
            tuple((self._text(f"mentioned.{n}", one, "phrase"), self._nudge(f"mentioned.{n}", one))
                  for n, one in self._list("mentioned", keys, ("phrase", "show"))),
            tuple((self._text(f"said_by.{n}", one, "phrase"), self._minute(f"said_by.{n}", one),
                   self._nudge(f"said_by.{n}", one))
                  for n, one in self._list("said_by", keys, ("phrase", "minute", "show"))),
        )  # fmt: skip

    def _rule(self, rule: type[Rule], table: Mapping[str, Any]) -> dict[str, Any]:
        place = f"rules.{rule.id}"
        numbers = {item.name: item for item in fields(rule.settings_type)}
        self._known(place, table, ("on", "say", *numbers))
        for key, value in table.items():
            if key == "on" and not isinstance(value, bool):
                raise self._bad(f"{place}.on", "expected true or false")
            if key in numbers:
                low, high = numbers[key].metadata["low"], numbers[key].metadata["high"]
                number = isinstance(value, int | float) and not isinstance(value, bool)
                if not number or not low <= value <= high:
                    raise self._bad(f"{place}.{key}", f"expected a number from {low:g} to {high:g}")
        return {**table, **({"say": self._nudge(place, table, "say")} if "say" in table else {})}

    def _examples(self, tables: Mapping[str, Any]) -> dict[str, dict[str, tuple[str, ...]]]:
        self._known("examples", tables, groups())
        out: dict[str, dict[str, tuple[str, ...]]] = {}
        for group, table in tables.items():
            labels = self._table(f"examples.{group}", table)
            self._known(f"examples.{group}", labels, examples(group))
            for label, said in labels.items():
                if not isinstance(said, list) or not all(isinstance(one, str) for one in said):
                    raise self._bad(f"examples.{group}.{label}", "expected a list of sentences")
                out.setdefault(group, {})[label] = tuple(said)
        return out

    def _list(self, key: str, keys: Mapping[str, Any], known: Iterable[str]) -> list[tuple[int, Mapping[str, Any]]]:
        found = keys.get(key, [])
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            raise self._bad(key, f"expected [[{key}]] tables")
        for one in found:
            self._known(key, one, known)
        return list(enumerate(found, 1))

    def _text(self, place: str, table: Mapping[str, Any], key: str) -> str:
        value = table.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self._bad(f"{place}.{key}", "expected a few words in quotes")
        return " ".join(value.split())

    def _nudge(self, place: str, table: Mapping[str, Any], key: str = "show") -> str:
        text = self._text(place, table, key)
        if len(text.split()) > MAX_WORDS:
            raise self._bad(f"{place}.{key}", f"expected at most {MAX_WORDS} words, to be read in a second")
        return text

    def _minute(self, place: str, table: Mapping[str, Any]) -> float:
        value = table.get("minute")
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 24 * 60:
            raise self._bad(f"{place}.minute", "expected minutes, such as 2")
        return float(value)

    def _table(self, place: str, value: Any) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            raise self._bad(place, f"expected a table, [{place}]")
        return value

    def _known(self, place: str, table: Mapping[str, Any], known: Iterable[str]) -> None:
        for key in table:
            if key not in known:
                near = get_close_matches(key, list(known), n=1)
                hint = f"did you mean {near[0]}?" if near else f"expected one of: {', '.join(known)}"
                raise self._bad(f"{place}.{key}".lstrip("."), f"is not known; {hint}")

    def _bad(self, key: str, complaint: str) -> BadCoachFile:
        last = key.rsplit(".", 1)[-1]
        line = next((n for n, text in enumerate(self._lines, 1) if last in text and not text.startswith("#")), None)
        place = f"{self._name}, line {line}" if line else self._name
        return BadCoachFile(f"{place}: {key} {complaint}")
