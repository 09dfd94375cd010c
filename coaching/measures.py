"""What is followed over calls: each measure's words, its value in a call, and the target it is held against."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from coaching.call_summary import CallSummary
from coaching.instead import PRACTICES
from coaching.limits import Limits
from coaching.nudge import Pillar
from coaching.rules.fillers import MOST as MOST_FILLERS

Value = Callable[[CallSummary], float | None]


@dataclass(frozen=True, slots=True)
class Measure:
    """key: as in the session log where it is a metric. unit: after a value, with its space. target: None where no one
    value is right for everybody. more_is_better: None where neither is. rule: for a habit, its rule, else "".
    better_words, worse_words: "You leave more room", to be followed by "than at first"."""

    key: str
    title: str
    what: str
    value: Value
    unit: str = ""
    digits: int = 0
    target: float | None = None
    source: str = ""
    more_is_better: bool | None = None
    better_words: str = ""
    worse_words: str = ""
    rule: str = ""

    def shown(self, value: float) -> str:
        """The value as it is read: "0.9 s", "40 %", "none"."""
        if self.rule and not value:
            return "none"
        return f"{value:.{self.digits}f}{self.unit}".replace("-", "−")

    def meets(self, value: float) -> bool:
        """Whether a value is within the measure's target; one without a target is never."""
        if self.target is None:
            return False
        return value >= self.target if self.more_is_better else value <= self.target


def measures(kind: str, limits: Limits | None = None) -> list[Measure]:
    """The numbers that are worth following. kind: of the calls, which two of the targets depend on. limits: in force;
    the catalog's by default. One that the rep has changed is said to be their own."""
    limits, catalog = limits or Limits(), Limits()
    ceiling, limit_s = limits.talk_ratio.ceiling(kind), limits.monologue.of(kind)
    pace = limits.pace.words_per_minute
    return [
        Measure(
            "patience_s",
            "Room you leave",
            "Middle gap between their last word and your first",
            _metric("patience_s"),
            unit=" s",
            digits=1,
            more_is_better=True,
            better_words="You leave more room",
            worse_words="You leave less room",
        ),
        Measure(
            "talk_share",
            "Talk share, you",
            f"Of speech, silence left out; {kind} calls",
            _metric("talk_share", 100),
            unit=" %",
            target=ceiling * 100,
            source=_whose(f"ceiling for {kind} calls", changed=ceiling != catalog.talk_ratio.ceiling(kind)),
            more_is_better=False,
            better_words="You talk less of the time",
            worse_words="You talk more of the time",
        ),
        Measure(
            "longest_monologue_s",
            "Longest you kept the ball",
            "One turn, pauses included",
            _metric("longest_monologue_s"),
            unit=" s",
            target=limit_s,
            source=_whose(f"limit for {kind} calls", changed=limit_s != catalog.monologue.of(kind)),
            more_is_better=False,
            better_words="You hand the ball back sooner",
            worse_words="You keep the ball longer",
        ),
        Measure(
            "longest_rally",
            "Longest rally",
            "Exchanges in which both sides speak 3 to 45 s",
            _metric("longest_rally"),
            more_is_better=True,
            better_words="Your rallies are longer",
            worse_words="Your rallies are shorter",
        ),
        Measure(
            "words_per_minute",
            "Pace",
            "Your words by your own speech time",
            _metric("words_per_minute"),
            unit=" words/min",
            target=pace,
            source="where speech gets hard to follow" if pace == catalog.pace.words_per_minute else "your own limit",
            more_is_better=False,
            better_words="You speak more slowly",
            worse_words="You speak faster",
        ),
        Measure(
            "filler_rate",
            "Fillers",
            "Of your words",
            _metric("filler_rate", 100),
            unit=" %",
            digits=1,
            target=MOST_FILLERS * 100,
            source="where fillers begin to be noticed",
            more_is_better=False,
            better_words="You fill fewer pauses",
            worse_words="You fill more pauses",
        ),
    ]


def _whose(limit: str, *, changed: bool) -> str:
    return f"your own {limit}" if changed else limit


def pillar_measures() -> list[Measure]:
    """Of the moments that each pillar is made of, how many helped."""
    return [
        Measure(
            pillar.value,
            pillar.value.replace("-", " ").capitalize(),
            "Moments that helped, of all there were",
            _helped(pillar.value),
            unit=" %",
            more_is_better=True,
        )
        for pillar in Pillar
    ]


def slip_measure(rule: str) -> Measure | None:
    """How often a rule held in a call; None for a rule that this version does not know."""
    practice = PRACTICES.get(rule)
    if practice is None:
        return None

    def times(call: CallSummary) -> float:
        return float(call.slips.get(rule, 0))

    return Measure(
        rule, practice.slip, "Times in a call", times, target=0.0, source="none", more_is_better=False, rule=rule
    )


def _metric(name: str, times: float = 1.0) -> Value:
    def value(call: CallSummary) -> float | None:
        known = call.metrics.get(name)
        return None if known is None else float(known) * times

    return value


def _helped(pillar: str) -> Value:
    def value(call: CallSummary) -> float | None:
        helped, hindered = call.pillars.get(pillar, (0, 0))
        return 100 * helped / (helped + hindered) if helped + hindered else None

    return value
