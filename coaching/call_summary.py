"""A call in a few numbers: what the trends over many calls are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from coaching.habit import slips


@dataclass(frozen=True, slots=True)
class CallSummary:
    """id, started (ISO 8601), kind, customer: as in the list of sessions. metrics: as in the session log.
    slips: how often each rule held. pillars: moments that helped and moments that got in the way."""

    id: str
    started: str
    kind: str
    customer: str
    duration_s: float
    metrics: Mapping[str, float | None]
    slips: Mapping[str, int]
    pillars: Mapping[str, tuple[int, int]]

    @property
    def spoken(self) -> bool:
        """Both sides were heard: it says something about a conversation."""
        return bool(self.metrics.get("rep_speech_s")) and bool(self.metrics.get("customer_speech_s"))


def call_summary(log: dict[str, Any]) -> CallSummary:
    """The summary of a session log."""
    call = log["call"]
    return CallSummary(
        id=call["id"],
        started=call["started"],
        kind=call["kind"],
        customer=call["customer"],
        duration_s=call["duration_s"],
        metrics=log["metrics"],
        slips=slips(log),
        pillars={name: _balance(pillar["moments"]) for name, pillar in log["pillars"].items()},
    )


def _balance(moments: list[dict[str, Any]]) -> tuple[int, int]:
    helped = sum(moment["helped"] for moment in moments)
    return helped, len(moments) - helped
