"""The prep card: what the rep knows and wants before the call. A TOML file, every key optional."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path

from coaching.plain_text import plain

MAX_PLANNED_MINUTES = 24 * 60
MAX_TEXT_CHARACTERS = 500
MAX_LIST_ITEMS = 100
MAX_FILE_BYTES = 256 * 1024


class BadPrepCard(ValueError):
    """One line that names the file, the line, the key and what was expected."""


class CallKind(StrEnum):
    DISCOVERY = "discovery"
    DEMO = "demo"
    NEGOTIATION = "negotiation"


@dataclass(frozen=True, slots=True)
class PrepCard:
    """What is known before the call. An empty card is a good card.

    customer, company: "" when unknown. planned_minutes: above 0, at most MAX_PLANNED_MINUTES, or None.
    offer: names of what is sold. elephants: bad history that should be named. All texts are one line.
    """

    customer: str = ""
    company: str = ""
    kind: CallKind = CallKind.DISCOVERY
    planned_minutes: float | None = None
    offer: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    elephants: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()

    def to_toml(self) -> str:
        """The card as `read_prep` reads it back, unset keys left out."""
        lines = []
        for field in fields(self):
            value = getattr(self, field.name)
            if value not in ("", None, ()):
                lines.append(f"{field.name} = {json.dumps(value, ensure_ascii=False)}\n")
        return "".join(lines)


def read_prep(path: Path) -> PrepCard:
    """The card in the file at `path`. Raises BadPrepCard."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_FILE_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a usable file name"
        raise BadPrepCard(f"{plain(str(path))}: the prep card cannot be read: {reason}.") from error
    if len(raw) > MAX_FILE_BYTES:
        raise BadPrepCard(f"{path}: too large for a prep card (over {MAX_FILE_BYTES // 1024} KB).")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise BadPrepCard(f"{path}, line {line}: not UTF-8 text. Save the prep card as UTF-8.") from error
    return parse_prep(text, str(path))


def parse_prep(text: str, name: str) -> PrepCard:
    """The card that this TOML text describes; `name` stands for it in errors. Raises BadPrepCard."""
    try:
        keys = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"\(at line (\d+), column \d+\)", str(error))
        line = at[1] if at else text.rstrip("\n").count("\n") + 1  # else it says "at end of document"
        reason = plain(re.sub(r" \(at .*\)$", "", str(error)))
        example = 'A line looks like: customer = "Dana Ruiz"'
        raise BadPrepCard(f"{name}, line {line}: not TOML ({reason}). {example}") from error
    except (RecursionError, ValueError) as error:
        raise BadPrepCard(f"{name}: not a prep card: a value in it is too deep or too long.") from error
    return _Reader(name, text, keys).card()


def prep_from_keys(keys: Mapping[str, object], name: str) -> PrepCard:
    """The card with these keys, already read from somewhere. Raises BadPrepCard."""
    return _Reader(name, "", keys).card()


@dataclass(frozen=True, slots=True)
class _Reader:
    """Checks one key after the other, and knows where each stands when it is wrong."""

    name: str
    source: str
    keys: Mapping[str, object]

    def card(self) -> PrepCard:
        known = [field.name for field in fields(PrepCard)]
        for key in self.keys:
            if key not in known:
                near = get_close_matches(key.casefold(), known, n=1)
                hint = f"did you mean {near[0]}?" if near else f"expected one of {', '.join(known)}."
                raise self._bad(key, f"no such key: {hint}", quoted=True)
        return PrepCard(
            customer=self._text("customer"),
            company=self._text("company"),
            kind=self._kind(),
            planned_minutes=self._planned_minutes(),
            offer=self._texts("offer"),
            facts=self._texts("facts"),
            elephants=self._texts("elephants"),
            questions=self._texts("questions"),
        )

    def _text(self, key: str) -> str:
        return self._checked(key, self.keys.get(key, ""), "a text in quotes")

    def _texts(self, key: str) -> tuple[str, ...]:
        expected = 'a list of texts, like ["one", "two"]'
        items = self.keys.get(key, [])
        if not isinstance(items, list):
            raise self._bad(key, f"expected {expected}, not {_shown(items)}.")
        if len(items) > MAX_LIST_ITEMS:
            raise self._bad(key, f"expected at most {MAX_LIST_ITEMS} entries, not {len(items)}.")
        texts = (self._checked(key, item, expected) for item in items)
        return tuple(dict.fromkeys(text for text in texts if text))

    def _checked(self, key: str, value: object, expected: str) -> str:
        if not isinstance(value, str):
            raise self._bad(key, f"expected {expected}, not {_shown(value)}.")
        text = plain(value)
        if len(text) > MAX_TEXT_CHARACTERS:
            raise self._bad(key, f"expected at most {MAX_TEXT_CHARACTERS} characters, not {len(text)}.")
        return text

    def _kind(self) -> CallKind:
        value = self.keys.get("kind", CallKind.DISCOVERY)
        kinds = [kind.value for kind in CallKind]
        named = plain(value).casefold() if isinstance(value, str) else None
        if named in kinds:
            return CallKind(named)
        near = get_close_matches(named or "", kinds, n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        raise self._bad("kind", f"expected {', '.join(kinds)}, not {_shown(value)}.{hint}")

    def _planned_minutes(self) -> float | None:
        value = self.keys.get("planned_minutes")
        if value is None:
            return None
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= MAX_PLANNED_MINUTES:
            return float(value)
        expected = f"expected minutes above 0, at most {MAX_PLANNED_MINUTES}"
        raise self._bad("planned_minutes", f"{expected}, not {_shown(value)}.")

    def _bad(self, key: str, complaint: str, *, quoted: bool = False) -> BadPrepCard:
        at = re.search(rf"""^\s*(?:\[+\s*)?["']?{re.escape(key)}["']?\s*[.=\]]""", self.source, re.MULTILINE)
        place = self.name
        if at:
            line = self.source.count("\n", 0, at.end()) + 1
            place = f"{self.name}, line {line}"
        shown = _shown(key) if quoted else key
        return BadPrepCard(f"{place}: {shown}: {complaint}")


def _shown(value: object) -> str:
    """A value as the user would recognise it in the file, cut short."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list"
    text = plain(str(value))
    text = text if len(text) <= 40 else text[:39] + "…"
    return f'"{text}"' if isinstance(value, str) else text
