"""One call's part of a figure over many calls. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CallPart:
    """value: the call's own part of the figure, as it is read."""

    id: str
    started: str
    customer: str
    value: str
