"""The one door to every export."""

from __future__ import annotations

import json
from collections.abc import Callable
from difflib import get_close_matches
from typing import Any

from app.export.captions import srt, webvtt
from app.export.markdown import markdown
from app.export.page import page
from app.export.paper import pdf
from app.export.tables import tables

Log = dict[str, Any]


class UnknownFormat(ValueError):
    """One line that names the formats there are."""


def session_json(log: Log) -> str:
    """The session log itself."""
    return json.dumps(log, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


FORMATS: dict[str, Callable[[Log], str | bytes]] = {
    "json": session_json,
    "csv": tables,
    "md": markdown,
    "html": page,
    "pdf": pdf,
    "srt": srt,
    "vtt": webvtt,
}


def export(log: Log, format: str) -> str | bytes:
    """The session log in one of FORMATS; text is to be written as UTF-8 with its line ends as they are.

    Raises UnknownFormat.
    """
    if format not in FORMATS:
        near = get_close_matches(format.lower(), FORMATS, n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        raise UnknownFormat(f'no format is called "{format[:20]}": expected {", ".join(FORMATS)}.{hint}')
    return FORMATS[format](log)
