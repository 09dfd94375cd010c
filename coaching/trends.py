"""Trends over calls: each pillar, number and habit with its spread, and only the changes that chance would not make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import erf, sqrt
from statistics import median, quantiles

from coaching.call_summary import CallSummary
from coaching.instead import PRACTICES
from coaching.limits import Limits
from coaching.measures import Measure, measures, pillar_measures, slip_measure

LEAST_CALLS = 5
"""Fewer get a sentence, not a chart (the design study)."""
SURE = 0.05
"""A change that chance makes in fewer than one of twenty such rows of calls is called one (Mann-Kendall)."""


class Course(StrEnum):
    """Where it is going."""

    BETTER = "better"
    WORSE = "worse"
    CHANGED = "changed"
    STEADY = "steady"


@dataclass(frozen=True, slots=True)
class Point:
    """One call. value: in the trend's own unit."""

    id: str
    started: str
    value: float


@dataclass(frozen=True, slots=True)
class Trend:
    """One measure over the calls in which it was known, oldest first.

    middle: the span of the middle half of the calls; None, like `course`, with fewer than five. target: what it
    is held against, and the words for where that comes from. sentence: what the chart says, or says in its place.
    """

    measure: Measure
    points: tuple[Point, ...]
    middle: tuple[float, float] | None
    median: float | None
    target: float | None
    target_source: str
    course: Course | None
    sentence: str

    @property
    def drawn(self) -> bool:
        return self.middle is not None


def trends(calls: Sequence[CallSummary], kind: str, limits: Limits | None = None) -> list[Trend]:
    """Every trend of these calls, oldest first: numbers, then pillars, then the habits that slipped most.

    kind: the calls' own, which targets depend on. limits: those in force now. Calls in which one side was never heard
    are left out.
    """
    spoken = [call for call in calls if call.spoken]
    slipped = Counter(rule for call in spoken for rule in call.slips)
    habits = [slip_measure(rule) for rule, _ in sorted(slipped.items(), key=lambda item: (-item[1], item[0]))]
    wanted = [*measures(kind, limits), *pillar_measures(), *(measure for measure in habits if measure)]
    return [_trend(measure, spoken) for measure in wanted]


def headline(found: Sequence[Trend]) -> tuple[str, str]:
    """What to say first, and what to say under it: what has got better, and what has not moved yet."""
    calls = max((len(trend.points) for trend in found), default=0)
    if calls < LEAST_CALLS:
        count = "No call yet" if not calls else "One call so far" if calls == 1 else f"{calls} calls so far"
        return f"{count}.", f"Trends begin at {_number(LEAST_CALLS)}: fewer say nothing sure."
    better = next((t for t in found if t.course is Course.BETTER and t.measure.better_words), None)
    worse = next((t for t in found if t.course is Course.WORSE and t.measure.worse_words), None)
    lead = f"{better.measure.better_words} than you did at first." if better else "No clear change yet."
    if worse:
        return lead, f"{worse.measure.worse_words} than at first."
    stuck = next((t for t in found if t.measure.rule and t.course is Course.STEADY and t.points[-1].value), None)
    practised = f"{PRACTICES[stuck.measure.rule].slip}: that has not moved yet." if stuck else ""
    return lead, practised


def _trend(measure: Measure, calls: Sequence[CallSummary]) -> Trend:
    known = [(call, measure.value(call)) for call in calls]
    points = tuple(Point(call.id, call.started, value) for call, value in known if value is not None)
    values = [point.value for point in points]
    if len(values) < LEAST_CALLS:
        return Trend(measure, points, None, None, measure.target, measure.source, None, _too_few(measure, values))
    low, middle, high = quantiles(values, n=4, method="inclusive")
    target, source = measure.target, measure.source
    if target is None:
        target, source = median(values), "usual for you"
    course = _course(measure, values)
    return Trend(measure, points, (low, high), middle, target, source, course, _sentence(measure, values, course))


def _too_few(measure: Measure, values: list[float]) -> str:
    if not values:
        return "Not known in any call yet."
    shown = measure.shown(values[0])
    if len(values) > 1 and min(values) != max(values):
        shown = f"{measure.shown(min(values))} to {measure.shown(max(values))}"
    calls = "One call" if len(values) == 1 else f"{_number(len(values)).capitalize()} calls"
    return f"{calls} so far: {shown}. Too few to draw; a chart appears at five."


def _sentence(measure: Measure, values: list[float], course: Course) -> str:
    if course is Course.STEADY:
        run = _run_within(measure, values)
        if run >= LEAST_CALLS:
            return f"Within its target for {_number(run)} calls in a row."
        return f"No clear change over {_number(len(values))} calls."
    way = "Rising" if _tendency(values)[0] > 0 else "Falling"
    return f"{way}. Half your calls lie in the shaded part."


def _run_within(measure: Measure, values: list[float]) -> int:
    """How many of the latest calls, in a row, met the measure's own target."""
    run = 0
    for value in reversed(values):
        if not measure.meets(value):
            break
        run += 1
    return run


def _course(measure: Measure, values: list[float]) -> Course:
    tendency, chance = _tendency(values)
    if chance >= SURE or tendency == 0:
        return Course.STEADY
    if measure.more_is_better is None:
        return Course.CHANGED
    return Course.BETTER if (tendency > 0) is measure.more_is_better else Course.WORSE


def _tendency(values: Sequence[float]) -> tuple[int, float]:
    """Mann-Kendall: rises less falls over all pairs, and how likely chance alone makes as much or more (two-sided).

    Robust against outliers, and asks for no even distance between calls. Ties are allowed for.
    """
    n = len(values)
    rises = sum((b > a) - (b < a) for i, a in enumerate(values) for b in values[i + 1 :])
    ties = sum(t * (t - 1) * (2 * t + 5) for t in Counter(values).values())
    variance = (n * (n - 1) * (2 * n + 5) - ties) / 18
    if variance <= 0 or rises == 0:
        return 0, 1.0
    z = (abs(rises) - 1) / sqrt(variance)
    return rises, 1 - erf(z / sqrt(2))


def _number(count: int) -> str:
    names = "no one two three four five six seven eight nine ten eleven twelve".split()
    return names[count] if count < len(names) else str(count)
