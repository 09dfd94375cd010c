"""Text from outside, made safe to keep, show and print."""

from __future__ import annotations

import unicodedata

_UNPRINTABLE = {"Cc", "Cs", "Cn", "Co", "Zl", "Zp"}
"""Control characters, half a surrogate pair (which no file can hold), what no font can show, breaks of lines."""


def plain(text: str) -> str:
    """The same words on one line: no control characters, nothing that cannot be shown, single spaces, none around."""
    if not text.isprintable():
        text = "".join(" " if unicodedata.category(c) in _UNPRINTABLE else c for c in text)
    return " ".join(text.split())
