"""One habit: the one thing to practise next, told from a session log and the calls before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coaching.catalog import rule_types
from coaching.instead import PRACTICES, instead

Slips = Mapping[str, int]
"""How often each rule held in a call."""
LOOK_BACK = 5
"""Earlier calls that count towards a habit."""


@dataclass(frozen=True, slots=True)
class Habit:
    """The one thing to practise next.

    title: what to do, in a sentence. times: how often in this call. calls, of_calls: in how many of the latest
    calls, this one included. why: what happened. nudge: the moment it showed first. instead: what to say.
    chosen_for: why this habit and no other.
    """

    rule: str
    title: str
    times: int
    calls: int
    of_calls: int
    why: str
    nudge: dict[str, Any]
    instead: str
    chosen_for: str


def slips(log: dict[str, Any]) -> dict[str, int]:
    """How often each rule held, shown or held back; those the rep called unfair are left out."""
    unfair = unfair_nudges(log)
    return dict(Counter(nudge["rule"] for nudge in log["nudges"] if nudge.get("id") not in unfair))


def unfair_nudges(log: dict[str, Any]) -> set[int]:
    """The nudges of which the rep last said that they were not fair."""
    last = {entry["nudge_id"]: entry["fair"] for entry in log.get("feedback", ())}
    return {nudge_id for nudge_id, fair in last.items() if not fair}


def habit(log: dict[str, Any], earlier: Sequence[Slips] = ()) -> Habit | None:
    """What mattered most and recurs: seriousness × (times now + half of how many of the last five calls had it).

    Half, so that a light fault of every day does not hide what spoilt this call. Of equals the one that came first.
    earlier: the calls before this one, oldest first. None when nothing got in the way.
    """
    counts = slips(log)
    if not counts:
        return None
    before = earlier[-LOOK_BACK:]
    serious = {rule.id: rule.seriousness for rule in rule_types()}
    recurs = {rule: sum(rule in call for call in before) for rule in counts}
    rule = max(counts, key=lambda id: serious.get(id, 0) * (counts[id] + recurs[id] / 2))
    unfair = unfair_nudges(log)
    of_rule = [n for n in log["nudges"] if n["rule"] == rule and n.get("id") not in unfair]
    first = next((nudge for nudge in of_rule if nudge["shown"]), of_rule[0])
    practice = PRACTICES.get(rule)
    return Habit(
        rule=rule,
        title=practice.habit if practice else str(first["text"]),
        times=counts[rule],
        calls=1 + recurs[rule],
        of_calls=1 + len(before),
        why=first["why"],
        nudge=first,
        instead=instead(first, log) if practice else "",
        chosen_for=_chosen_for(rule, counts, recurs, serious),
    )


def _chosen_for(rule: str, counts: Slips, recurs: Slips, serious: Slips) -> str:
    if len(counts) == 1:
        return "It is the only thing that got in the way."
    often = counts[rule] == max(counts.values()) and counts[rule] > 1
    weighty = serious.get(rule, 0) == max(serious.get(id, 0) for id in counts)
    reasons = ["came up most" if often else "", "costs a conversation more than the others" if weighty else ""]
    reasons.append("keeps coming back" if recurs[rule] else "")
    *rest, last = [reason for reason in reasons if reason] or ["weighs most, often and serious taken together"]
    said = f"{', '.join(rest)} and {last}" if rest else last
    return f"It {said}. {len(counts)} things got in the way in this call."
