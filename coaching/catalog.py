"""The rules, found in `coaching/rules/`: one file each, named for its id."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

import coaching.rules
from coaching.rule import Rule


@cache
def rule_types() -> tuple[type[Rule], ...]:
    """Every rule of the catalog, by id."""
    found = []
    for module_info in pkgutil.iter_modules(coaching.rules.__path__):
        module = importlib.import_module(f"coaching.rules.{module_info.name}")
        found += [
            item
            for item in vars(module).values()
            if isinstance(item, type) and issubclass(item, Rule) and item.__module__ == module.__name__
        ]
    return tuple(sorted(found, key=lambda rule: rule.id))


def default_rules() -> list[Rule]:
    """A fresh instance of every rule, with its default settings."""
    return [rule() for rule in rule_types()]
