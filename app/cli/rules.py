"""`courtside rules`: the catalog; `show ID` prints a rule's page."""

from __future__ import annotations

import json
from argparse import Namespace
from dataclasses import fields
from difflib import get_close_matches

from audio.errors import BadInput
from coaching.catalog import rule_types
from coaching.rule import Rule, page


def run(arguments: Namespace) -> int:
    rules = {rule.id: rule for rule in rule_types()}
    if arguments.action == "show":
        if arguments.id not in rules:
            near = get_close_matches(arguments.id, rules, n=1)
            hint = f"; did you mean {near[0]}?" if near else "; courtside rules lists them"
            raise BadInput(f"rules: there is no rule called {arguments.id}{hint}")
        print(page(rules[arguments.id]))
        return 0
    if arguments.json:
        print(json.dumps([_row(rule) for rule in rules.values()], indent=2))
        return 0
    for rule in rules.values():
        first = (rule.__doc__ or "").strip().splitlines()[0]
        print(f"{rule.id:<22}{'live' if rule.live else 'review':<8}{first}")
    return 0


def _row(rule: type[Rule]) -> dict[str, object]:
    return {
        "id": rule.id,
        "barrier": str(rule.barrier) if rule.barrier else None,
        "pillar": str(rule.pillar),
        "live": rule.live,
        "settings": {item.name: item.default for item in fields(rule.settings_type)},
    }
