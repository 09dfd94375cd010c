"""Text from outside, made safe to keep, show and print."""

from __future__ import annotations

import unicodedata

_UNPRINTABLE = {"Cc", "Cs"}  # control characters; half a surrogate pair, which no file can hold


def plain(text: str) -> str:
    """The same words on one line: no control characters, no lone surrogates, single spaces, none around."""
    if not text.isprintable():
        text = "".join(" " if unicodedata.category(c) in _UNPRINTABLE else c for c in text)
    return " ".join(text.split())
