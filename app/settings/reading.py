"""A settings file checked key by key: what is right is taken, what is wrong is named and left at its default."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from app.settings.declaration import Section, Settings, declared
from coaching.plain_text import plain

MAX_FILE_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class Problem:
    """One line: file, line, key, what was expected."""

    text: str

    def __str__(self) -> str:
        return self.text


def read_settings(path: Path) -> tuple[Settings, list[Problem]]:
    """The settings in the file at `path`, the defaults where it says nothing or something wrong. Never raises.

    A file that is not there is no problem. A file that is not TOML gives the defaults and one problem.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return Settings(), []
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a usable file name"
        return Settings(), [Problem(f"{path}: the settings cannot be read: {reason}. Defaults are used.")]
    if len(raw) > MAX_FILE_BYTES:
        return Settings(), [Problem(f"{path}: too large for settings. Defaults are used.")]
    text = raw.decode("utf-8-sig", errors="replace")
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"\(at line (\d+), column \d+\)", str(error))
        line = at[1] if at else text.rstrip("\n").count("\n") + 1
        reason = plain(re.sub(r" \(at .*\)$", "", str(error)))
        return Settings(), [Problem(f"{path}, line {line}: not TOML ({reason}). Defaults are used.")]
    except (RecursionError, ValueError):
        return Settings(), [Problem(f"{path}: a value in it is too deep or too long. Defaults are used.")]
    return _checked(path, text, tables)


def _checked(path: Path, text: str, tables: dict[str, Any]) -> tuple[Settings, list[Problem]]:
    settings, problems = Settings(), []

    def complain(key: str, section: str, complaint: str) -> None:
        line = _line_of(text, section, key)
        place = f"{path}, line {line}" if line else str(path)
        problems.append(Problem(f"{place}: {plain(key)[:60]}: {complaint}"))

    for section, table in tables.items():
        options = {one.name: one for one in declared() if one.section == section}
        if not options:
            complain(section, "", f"no such section{_near(section, [one.value for one in Section])}")
            continue
        if not isinstance(table, dict):
            complain(section, "", f"expected a section, like [{section}], not a value")
            continue
        for key, value in table.items():
            option = options.get(key)
            if option is None:
                complain(key, section, f"no such setting in [{section}]{_near(key, list(options))}")
            elif not option.kind.accepts(value):
                complain(key, section, f"expected {option.kind.expected}, not {_shown(value)}. The default is used.")
            else:
                settings = replace(settings, **{key: value})
    return settings, problems


def _near(name: str, known: list[str]) -> str:
    near = get_close_matches(name.casefold(), known, n=1)
    return f"; did you mean {near[0]}?" if near else f"; there are {', '.join(known)}."


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{plain(value)[:40]}"'
    return "a list" if isinstance(value, list) else "a table" if isinstance(value, dict) else plain(str(value))[:40]


def _line_of(text: str, section: str, key: str) -> int | None:
    """The line on which `key` of `section` stands ("" for a top-level key); None where it is not found."""
    current = ""
    for number, line in enumerate(text.splitlines(), 1):
        if header := re.match(r"""\s*\[\s*["']?([^\]"']+?)["']?\s*\]""", line):
            current = header[1]
            if not section and current == key:
                return number
        elif current == section and re.match(rf"""\s*["']?{re.escape(key)}["']?\s*=""", line):
            return number
    return None
