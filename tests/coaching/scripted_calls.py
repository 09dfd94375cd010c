"""Scripted calls with the nudges that a careful human following the catalog would expect, and how the coach did.

A call is a TOML file in `calls/dev*/` or, kept aside, `calls/heldout*/`; `calls/README.md` describes its keys.
"""

from __future__ import annotations

import time
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from audio.frames import Speaker
from coaching.coach import Coach, RuleFailed
from coaching.heard import PlannedQuestion, Signal
from coaching.listeners.ear import Ear
from coaching.nudge import Nudge, NudgeRaised
from coaching.prep import PrepCard, prep_from_keys
from coaching.tick import with_ticks
from coaching.transcript import Utterance
from coaching.utterance_events import utterance_events

CALLS = Path(__file__).parent / "calls"
PARTS = ("dev", "dev2", "dev3", "dev4", "dev5", "dev6", "heldout", "heldout2")
SIGNAL_WITHIN_S = 4.0
"""How far from the label a signal may be placed: about one clause of speech."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One of `rules` should nudge within `within_s` of `at_s`, quoting a customer who said `quote_has`."""

    rules: tuple[str, ...]
    at_s: float
    within_s: float = 3.0
    quote_has: str = ""

    def is_met_by(self, at_s: float, nudge: Nudge) -> bool:
        said = " ".join([nudge.quote or "", *(quote.text for quote in nudge.evidence)]).casefold()
        near = abs(at_s - self.at_s) <= self.within_s
        return nudge.rule in self.rules and near and self.quote_has.casefold() in said


@dataclass(frozen=True, slots=True)
class SignalLabel:
    at_s: float
    kind: str
    detail: str | None

    def is_met_by(self, signal: Signal) -> bool:
        return signal.kind.value == self.kind and abs(signal.at_s - self.at_s) <= SIGNAL_WITHIN_S


@dataclass(frozen=True, slots=True)
class ScriptedCall:
    """allowed: rules that may reasonably fire too, counted neither right nor wrong. planned: question → status."""

    name: str
    title: str
    lines: tuple[Utterance, ...]
    prep: PrepCard
    moments: tuple[Moment, ...]
    allowed: frozenset[str]
    signals: tuple[SignalLabel, ...]
    planned: dict[str, str]

    @property
    def is_good(self) -> bool:
        """A call in which at most one nudge is right."""
        return len(self.moments) <= 1

    @property
    def duration_s(self) -> float:
        return max(line.end_s for line in self.lines)


def load_calls(part: str) -> list[ScriptedCall]:
    return [_read(path) for path in sorted((CALLS / part).glob("*.toml"))]


def _read(path: Path) -> ScriptedCall:
    keys = tomllib.loads(path.read_text("utf-8"))
    moments = [
        Moment(tuple(one.get("rules") or [one["rule"]]), one["at"], one.get("within_s", 3.0), one.get("quote_has", ""))
        for one in keys.get("moment", [])
    ]
    return ScriptedCall(
        name=path.stem,
        title=keys["title"],
        lines=tuple(Utterance(Speaker(who), start, end, text) for who, start, end, text in keys["lines"]),
        prep=prep_from_keys(keys.get("prep", {}), path.name),
        moments=tuple(moments),
        allowed=frozenset(keys.get("allowed", [])),
        signals=tuple(SignalLabel(one["at"], one["kind"], one.get("detail")) for one in keys.get("signal", [])),
        planned={one["text"]: one["status"] for one in keys.get("planned", [])},
    )


@dataclass(frozen=True, slots=True)
class Raised:
    """A nudge and when the coach came out with it."""

    at_s: float
    nudge: Nudge


@dataclass(frozen=True, slots=True)
class CoachedCall:
    """What the coach made of a call, beside what was expected. cpu_s: what the coaching cost."""

    call: ScriptedCall
    raised: tuple[Raised, ...]
    signals: tuple[Signal, ...]
    planned: dict[str, str]
    cpu_s: float

    @property
    def shown(self) -> list[Raised]:
        return [one for one in self.raised if one.nudge.shown]

    @property
    def hits(self) -> list[tuple[Moment, Raised]]:
        """The moments that were nudged, shown or held back, each with the nudge nearest to it."""
        found = []
        for moment in self.call.moments:
            met = [one for one in self.raised if moment.is_met_by(one.at_s, one.nudge)]
            if met:
                found.append((moment, min(met, key=lambda one: abs(one.at_s - moment.at_s))))
        return found

    @property
    def missed(self) -> list[Moment]:
        hit = [moment for moment, _ in self.hits]
        return [moment for moment in self.call.moments if moment not in hit]

    def is_right(self, one: Raised) -> bool:
        return any(moment.is_met_by(one.at_s, one.nudge) for moment in self.call.moments)

    @property
    def right(self) -> list[Raised]:
        return [one for one in self.shown if self.is_right(one)]

    @property
    def false(self) -> list[Raised]:
        return [one for one in self.shown if not self.is_right(one) and one.nudge.rule not in self.call.allowed]


def coached_call(call: ScriptedCall, ear: Ear) -> CoachedCall:
    """Raises AssertionError when a rule of the coach raised."""
    coach = Coach(call.prep, ear)
    started_s = time.process_time()
    events = [out for event in with_ticks(utterance_events(call.lines)) for out in coach.hear(event)]
    cpu_s = time.process_time() - started_s
    assert not (failed := [event for event in events if isinstance(event, RuleFailed)]), f"{call.name}: {failed}"
    return CoachedCall(
        call,
        tuple(Raised(event.at_s, event.nudge) for event in events if isinstance(event, NudgeRaised)),
        tuple(event for event in events if isinstance(event, Signal)),
        {event.text: event.status.value for event in events if isinstance(event, PlannedQuestion)},
        cpu_s,
    )


def reworded(call: ScriptedCall, change: Callable[[str], str]) -> ScriptedCall:
    """The same call with other words at the same times."""
    return replace(call, lines=tuple(replace(line, text=change(line.text)) for line in call.lines))


@dataclass(frozen=True, slots=True)
class Score:
    """How the coach did on several calls. Every share is hits, of."""

    calls: list[CoachedCall]

    @property
    def moments(self) -> tuple[int, int]:
        """Moments that were nudged, shown or held back."""
        return sum(len(one.hits) for one in self.calls), sum(len(one.call.moments) for one in self.calls)

    @property
    def shown(self) -> tuple[int, int]:
        """Nudges shown that are right; those of allowed rules do not count."""
        right = sum(len(one.right) for one in self.calls)
        return right, right + sum(len(one.false) for one in self.calls)

    @property
    def good_calls(self) -> tuple[int, int]:
        """Good calls with at most one nudge on screen."""
        good = [one for one in self.calls if one.call.is_good]
        return sum(len(one.shown) <= 1 for one in good), len(good)

    def signals(self, kind: str | None = None) -> tuple[int, int]:
        """Labelled signals that were heard."""
        labels = [(one, label) for one in self.calls for label in one.call.signals if kind in (None, label.kind)]
        return sum(any(map(label.is_met_by, one.signals)) for one, label in labels), len(labels)

    @property
    def unlabelled(self) -> int:
        """Signals heard where no label asks for one; the lesser signals of a call have no label either."""
        return sum(
            not any(label.is_met_by(signal) for label in one.call.signals)
            for one in self.calls
            for signal in one.signals
        )

    @property
    def purposes(self) -> tuple[int, int]:
        """Needs heard whose purpose is right."""
        heard = [
            (label.detail, [signal.detail for signal in one.signals if label.is_met_by(signal)])
            for one in self.calls
            for label in one.call.signals
            if label.kind == "need"
        ]
        return sum(detail in found for detail, found in heard), sum(bool(found) for _, found in heard)

    @property
    def planned(self) -> tuple[int, int]:
        """Planned questions whose status is right at the end of the call."""
        labels = [(one, text, status) for one in self.calls for text, status in one.call.planned.items()]
        return sum(one.planned.get(text, "open") == status for one, text, status in labels), len(labels)
