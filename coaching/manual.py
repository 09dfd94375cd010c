"""The manual of the rules: one page each, for the terminal and as Markdown, from what the rules say of themselves."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable
from dataclasses import fields

from coaching.rule import Rule

_HEADING = re.compile(r"^([A-Z][a-z ]+): +", re.MULTILINE)


def page(rule: Rule) -> str:
    """The rule's page for users: what it says of itself, then its settings, as they are in force."""
    lines = [rule.id, "", inspect.cleandoc(rule.__doc__ or "")]
    if settings := _settings(rule):
        lines += ["", "Settings", *(f"  {line}" for line in settings)]
    return "\n".join(lines)


def manual(rules: Iterable[Rule]) -> str:
    """All pages as one Markdown document: those that nudge during a call, then those that are told in the review."""
    live: list[str] = []
    review: list[str] = []
    own: list[str] = []
    for rule in rules:
        (own if rule.own else live if rule.live else review).append(_markdown(rule))
    parts = ["# What the coach listens for", *live]
    if review:
        parts += ["# Told in the review only", *review]
    if own:
        parts += ["# Your own", *own]
    return "\n\n".join(parts) + "\n"


def _markdown(rule: Rule) -> str:
    first, _, rest = inspect.cleandoc(rule.__doc__ or "").partition("\n\n")
    said = re.sub(r"\n +", " ", rest)
    parts = [f"## {rule.id}", first, _about(rule), _HEADING.sub(r"- **\1:** ", said)]
    if settings := _settings(rule):
        parts.append("\n".join(f"- `{line.replace('  ', '` ', 1)}" for line in settings))
    return "\n\n".join(parts)


def _about(rule: Rule) -> str:
    """What gets in the way, and which pillar it is about: "*impatience · dialogue*"."""
    return f"*{' · '.join(name for name in (rule.barrier, rule.pillar) if name)}*"


def _settings(rule: Rule) -> list[str]:
    """Each setting: its value, the default where the user has another, its range, its help."""
    lines = []
    for item in fields(rule.settings):
        value, low, high = getattr(rule.settings, item.name), item.metadata["low"], item.metadata["high"]
        default = "" if value == item.default else f"; {item.default:g} by default"
        lines.append(f"{item.name} = {value:g}  ({low:g} to {high:g}{default})  {item.metadata['help']}")
    return lines
