"""Which rules coach, and with which numbers: the user's `coach.toml`, beside the settings."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

from app.settings.store import settings_path, write_private
from coaching.catalog import rule_types
from coaching.rule import Rule

ON = "on"


class CoachFile:
    """Reads and changes the tables `[rules.NAME]` of the file; all else in it is left as it stands. `on = false`
    switches a rule off; the other keys are the rule's own settings. Whatever is not right in it counts as unset."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or settings_path().with_name("coach.toml")

    def is_on(self, rule: type[Rule]) -> bool:
        return self._table(rule).get(ON) is not False

    def value(self, rule: type[Rule], name: str) -> float:
        """The setting of this name, its default if the file does not say otherwise."""
        item = next(item for item in fields(rule.settings_type) if item.name == name)
        value = self._table(rule).get(name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            low, high = item.metadata["low"], item.metadata["high"]
            if low <= value <= high:
                return float(value)
        default: Any = item.default
        return float(default)

    def change(self, rule: type[Rule], key: str, value: bool | float) -> None:
        """Writes one key. Raises OSError, or ValueError when the file is not TOML: it is the user's to mend."""
        import tomlkit
        from tomlkit.exceptions import TOMLKitError

        document: Any
        try:
            document = tomlkit.parse(self.path.read_text("utf-8-sig"))
        except FileNotFoundError:
            document = tomlkit.document()
        except (TOMLKitError, UnicodeDecodeError) as error:
            raise ValueError(f"{self.path.name} has a mistake; mend it first: {error}.") from error
        rules = document.setdefault("rules", tomlkit.table(is_super_table=True))
        table = rules.setdefault(rule.id, tomlkit.table())
        table[key] = int(value) if isinstance(value, float) and value.is_integer() else value
        write_private(self.path, tomlkit.dumps(document))

    def rules(self) -> list[Rule]:
        """A fresh instance of every rule that is on, with the user's numbers."""
        return [
            rule(rule.settings_type(**{item.name: self.value(rule, item.name) for item in fields(rule.settings_type)}))
            for rule in rule_types()
            if self.is_on(rule)
        ]

    def _table(self, rule: type[Rule]) -> dict[str, Any]:
        import tomllib

        try:
            found = tomllib.loads(self.path.read_text("utf-8-sig")).get("rules", {}).get(rule.id, {})
        except (OSError, ValueError, AttributeError):
            return {}
        return found if isinstance(found, dict) else {}
