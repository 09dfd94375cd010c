"""The settings in force: read from their file, changed one at a time, told to whoever listens."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import platformdirs

from app.places import APP
from app.settings.declaration import Settings, declared
from app.settings.reading import Problem, read_settings

log = logging.getLogger(__name__)

Listener = Callable[[Settings], None]


def settings_path() -> Path:
    """The file in the user's config folder; it need not be there."""
    return Path(platformdirs.user_config_dir(APP, appauthor=False)) / "settings.toml"


class SettingsStore:
    """The one place that knows the settings. From one thread.

    problems: what was wrong with the file when it was read. A file that could not be read at all is moved
    aside, not lost, when something is changed.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or settings_path()
        self._listeners: list[Listener] = []
        self.settings, self.problems = read_settings(self.path)
        for problem in self.problems:
            log.warning("%s", problem)

    def listen(self, listener: Listener) -> None:
        """`listener` is called with the settings after every change."""
        self._listeners.append(listener)

    def change(self, name: str, value: Any) -> None:
        """The setting has this value from now on, here and in the file, where the user's comments stay.

        Raises ValueError for what the setting cannot be; OSError when the file cannot be written, though
        the change is in force.
        """
        option = next(one for one in declared() if one.name == name)
        if not option.kind.accepts(value):
            raise ValueError(f"{name}: expected {option.kind.expected}, not {value!r}")
        if getattr(self.settings, name) == value:
            return
        self.settings = replace(self.settings, **{name: value})
        for listener in self._listeners:
            listener(self.settings)
        self._write(option.section.value, name, value)

    def _write(self, section: str, name: str, value: Any) -> None:
        import tomlkit
        from tomlkit.exceptions import TOMLKitError

        try:
            document = tomlkit.parse(self.path.read_text("utf-8-sig"))
        except FileNotFoundError:
            document = tomlkit.document()
            document.add(tomlkit.comment("Courtside’s settings. A key that is not here has its default."))
        except (TOMLKitError, UnicodeDecodeError):
            self.path.replace(self.path.with_suffix(".broken.toml"))
            document = tomlkit.document()
        if not isinstance(document.get(section), dict):
            document[section] = tomlkit.table()
        document[section][name] = value
        write_private(self.path, tomlkit.dumps(document))
        self.problems = _fewer(self.path, self.problems)


def _fewer(path: Path, before: list[Problem]) -> list[Problem]:
    return read_settings(path)[1] if before else []


def write_private(path: Path, text: str) -> None:
    """The whole file or none of it, readable by this user alone (0600, its folder 0700). Raises OSError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
