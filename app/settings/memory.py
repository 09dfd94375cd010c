"""What Courtside remembers by itself: where the overlay was left, what was open, which card was used last."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from app.settings.store import settings_path, write_private

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Memory:
    """places: screen → (x, y) of the overlay's panel. card: the saved card used last, or "".
    welcomed: the first-run window has been seen to its end."""

    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    last_screen: str = ""
    form_open: bool = False
    card: str = ""
    welcomed: bool = False


class Remembering:
    """The memory, kept in a small file beside the settings. Losing it costs nothing but convenience."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or settings_path().with_name("remembered.json")
        self.now = _read(self._path)

    def change(self, **changes: Any) -> None:
        """Remembers these from now on."""
        now = replace(self.now, **changes)
        if now == self.now:
            return
        self.now = now
        try:
            write_private(self._path, json.dumps(asdict(now)))
        except OSError as error:
            log.warning("%s cannot be written: %s", self._path, error.strerror)


def _read(path: Path) -> Memory:
    try:
        found = json.loads(path.read_text("utf-8"))
        places = {str(screen): (int(x), int(y)) for screen, (x, y) in dict(found.pop("places", {})).items()}
        known = {item.name: item.type for item in fields(Memory)}
        kept = {name: value for name, value in found.items() if type(value).__name__ == known.get(name)}
        return Memory(places=places, **kept)
    except (OSError, ValueError, TypeError, AttributeError):
        return Memory()
