"""Labelled sentences kept as data, and how well a listener does on them."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


def cases(path: str, table: str = "cases") -> list[list[Any]]:
    """The cases of one file under tests/coaching: what is said, then its labels."""
    return list(tomllib.loads((FOLDER / path).read_text("utf-8"))[table])


def f1(labelled: list[list[Any]], heard: Callable[[str], set[str]], only: set[str] | None = None) -> float:
    """F1 of the labels heard against those written down. only: the labels that count."""
    right = extra = missed = 0
    for text, *labels in labelled:
        wanted = set(labels) if only is None else set(labels) & only
        found = heard(text)
        right, extra, missed = right + len(wanted & found), extra + len(found - wanted), missed + len(wanted - found)
    return 2 * right / max(1, 2 * right + extra + missed)
