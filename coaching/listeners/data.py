"""Words and examples kept as data, one folder a language, one file a group: `coaching/examples/en/`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

HEARD_BY_MEANING = ("acknowledgement", "closing", "history", "outcomes", "pitch", "signals", "told", "wanted")
"""Groups of whole sentences. The others hold words and turns of phrase."""


@lru_cache(maxsize=1)
def groups(language: str = "en") -> tuple[str, ...]:
    """The names of the groups of examples that come with Courtside."""
    folder = files("coaching") / "examples" / language
    return tuple(sorted(file.name.removesuffix(".toml") for file in folder.iterdir() if file.name.endswith(".toml")))


@lru_cache(maxsize=32)
def examples(group: str, language: str = "en") -> Mapping[str, tuple[str, ...]]:
    """Label → example sentences, as they come with Courtside. Raises FileNotFoundError for an unknown group."""
    text = (files("coaching") / "examples" / language / f"{group}.toml").read_text("utf-8")
    return {label: tuple(sentences) for label, sentences in tomllib.loads(text).items()}
