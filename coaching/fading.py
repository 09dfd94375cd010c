"""The coach that fades: what the rep has kept for several calls is nudged less, and comes back when it slips."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from coaching.habit import Slips

KEPT_CALLS = 5
"""A habit kept for so many calls in a row begins to fade (the review's brief)."""
LONG_KEPT_CALLS = 9
"""Kept for so many, it fades further (the design study's trends)."""
FACTORS = {KEPT_CALLS: 2.0, LONG_KEPT_CALLS: 4.0}


class Choice(StrEnum):
    """What the rep decided about a rule, over what the calls say."""

    BACK = "back"
    """Nudge it every time, whatever has been kept."""
    FADED = "faded"
    """Leave it as if it were kept, though it slipped."""


@dataclass(frozen=True, slots=True)
class Fade:
    """How a rule stands. kept: calls in a row without a slip, up to the latest. factor: how many times longer than
    usual the coach waits before it says it again; 1 means every time. slipped: it had been kept for five calls
    or more, and the latest call broke that. choice: the rep's own, if any."""

    rule: str
    kept: int
    factor: float
    slipped: bool = False
    choice: Choice | None = None


def fading(history: Sequence[Slips], choices: Mapping[str, Choice] | None = None) -> dict[str, float]:
    """For each rule that fades, how many times longer its spacing is. Others are not in it.

    history: how often each rule held in each call, oldest first; a rule that never held was never a habit, and
    does not fade. choices: the rep's own.
    """
    return {fade.rule: fade.factor for fade in fades(history, choices) if fade.factor > 1.0}


def fades(history: Sequence[Slips], choices: Mapping[str, Choice] | None = None) -> list[Fade]:
    """Every rule that fades, slipped after it had faded, or was decided by the rep; the longest kept first."""
    chosen = choices or {}
    met = {rule for call in history for rule, times in call.items() if times} | set(chosen)
    found = [_fade(rule, history, chosen.get(rule)) for rule in sorted(met)]
    return sorted((f for f in found if f.factor > 1 or f.slipped or f.choice), key=lambda f: -f.kept)


def _fade(rule: str, history: Sequence[Slips], choice: Choice | None) -> Fade:
    kept = _kept(rule, history)
    was_kept = len(history) > 1 and _kept(rule, history[:-1]) >= KEPT_CALLS and _was_met(rule, history[:-1])
    factor = max((factor for calls, factor in FACTORS.items() if kept >= calls), default=1.0)
    if choice is Choice.BACK or not _was_met(rule, history):
        factor = 1.0
    if choice is Choice.FADED:
        factor = max(factor, FACTORS[KEPT_CALLS])
    return Fade(rule, kept, factor, was_kept and kept == 0, choice)


def _kept(rule: str, history: Sequence[Slips]) -> int:
    """Calls in a row, up to the latest, in which it did not hold."""
    return next((back for back, call in enumerate(reversed(history)) if call.get(rule)), len(history))


def _was_met(rule: str, history: Sequence[Slips]) -> bool:
    return any(call.get(rule) for call in history)
