"""`courtside rules`: the catalog and the user's own; `show ID` prints a rule's page, `manual` all of them."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Mapping
from dataclasses import fields
from difflib import get_close_matches

from app.coaching_setup import own_coach
from audio.errors import BadInput
from coaching.catalog import rule_types
from coaching.manual import manual, page
from coaching.personal import BadCoachFile, Personal
from coaching.rule import Rule


def run(arguments: Namespace) -> int:
    """A mistake in the user's coach file is told, and the catalog as it comes is shown: it says what is expected."""
    own, mistaken = Personal(), 0
    try:
        own = own_coach()
    except BadCoachFile as error:
        print(f"courtside: {error}", file=sys.stderr)
        mistaken = 2
    rules = {rule.id: rule for rule in _all(own)}
    if arguments.action == "show":
        print(page(_named(arguments.id, rules)))
    elif arguments.action == "manual":
        print(manual(rules.values()), end="")
    elif arguments.json:
        print(json.dumps([_row(rule, own) for rule in rules.values()], indent=2, ensure_ascii=False))
    else:
        for rule in rules.values():
            print(f"{rule.id:<22}{_when(rule, own):<8}{rule.summary}")
    return mistaken


def _all(own: Personal) -> list[Rule]:
    """Every rule of the catalog, those that are off too, as the user has set it; then the user's own."""
    catalog = [rule(own.settings.get(rule.id)) for rule in rule_types()]
    return [*catalog, *(rule for rule in own.rules() if rule.own)]


def _named(id: str, rules: Mapping[str, Rule]) -> Rule:
    if id in rules:
        return rules[id]
    near = get_close_matches(id, rules, n=1)
    hint = f"; did you mean {near[0]}?" if near else "; courtside rules lists them"
    raise BadInput(f"rules: there is no rule called {id}{hint}")


def _when(rule: Rule, own: Personal) -> str:
    if rule.id in own.off:
        return "off"
    if rule.own:
        return "yours"
    return "live" if rule.live else "review"


def _row(rule: Rule, own: Personal) -> dict[str, object]:
    return {
        "id": rule.id,
        "barrier": str(rule.barrier) if rule.barrier else None,
        "pillar": str(rule.pillar),
        "live": rule.live,
        "on": rule.id not in own.off,
        "own": rule.own,
        "summary": rule.summary,
        "settings": {item.name: getattr(rule.settings, item.name) for item in fields(rule.settings)},
    }
