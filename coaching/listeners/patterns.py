"""Turns of phrase kept as data (`coaching/examples/en/patterns.toml`), ready to look for in plain words."""

from __future__ import annotations

import re
from functools import lru_cache

from coaching.listeners.data import examples


@lru_cache(maxsize=64)
def anywhere(name: str) -> re.Pattern[str]:
    """To `search`: any of the turns of phrase under `name`, whole words."""
    return re.compile(rf"\b(?:{_any_of(name)})\b")


@lru_cache(maxsize=64)
def at_start(name: str) -> re.Pattern[str]:
    """To `match`: the words begin with one of them, after at most two words of another kind."""
    return re.compile(rf"(?:\S+ ){{0,2}}?(?:{_any_of(name)})\b")


@lru_cache(maxsize=64)
def whole(name: str) -> re.Pattern[str]:
    """To `match`: nothing else is said, but for at most two words before."""
    return re.compile(rf"(?:\S+ ){{0,2}}?(?:{_any_of(name)})$")


def _any_of(name: str) -> str:
    return "|".join(f"(?:{phrase})" for phrase in examples("patterns")[name])
