"""The user's `coach.toml`, beside the settings: read whole, changed key by key."""

from __future__ import annotations

import logging
from dataclasses import fields
from pathlib import Path
from typing import Any

from app.settings.store import settings_path, write_private
from coaching.personal import BadCoachFile, Personal, read_personal
from coaching.rule import Rule

ON = "on"

log = logging.getLogger(__name__)


class CoachFile:
    """personal: what the file says; nothing where it has a mistake, which `problem` then names in one line."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or settings_path().with_name("coach.toml")
        self.personal, self.problem = Personal(), ""
        self._read()

    def is_on(self, rule: type[Rule]) -> bool:
        return rule.id not in self.personal.off

    def value(self, rule: type[Rule], name: str) -> float:
        """The rule's setting of this name, as the file has it or by default."""
        settings = self.personal.settings.get(rule.id) or rule.settings_type()
        assert name in {item.name for item in fields(settings)}
        return float(getattr(settings, name))

    def change(self, rule: type[Rule], key: str, value: bool | float) -> None:
        """Writes one key of a rule; all else in the file is left as it stands.

        Raises OSError, or ValueError where the file has a mistake: it is the user's to mend.
        """
        import tomlkit

        self._read()
        if self.problem:
            raise ValueError(self.problem)
        document: Any = tomlkit.parse(self.path.read_text("utf-8-sig")) if self.path.exists() else tomlkit.document()
        rules = document.setdefault("rules", tomlkit.table(is_super_table=True))
        table = rules.setdefault(rule.id, tomlkit.table())
        table[key] = int(value) if isinstance(value, float) and value.is_integer() else value
        write_private(self.path, tomlkit.dumps(document))
        self._read()

    def _read(self) -> None:
        try:
            self.personal, self.problem = read_personal(self.path), ""
        except BadCoachFile as error:
            self.personal, self.problem = Personal(), str(error)
            log.warning("%s", error)
