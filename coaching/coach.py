"""The coach: which of the things that hold is said, when, and until when.

A function of stamped events. One nudge at a time, spaced; the more serious wins; one that has stopped
being true is not shown, and one on screen leaves when it is put right (COACHING.md, "How nudges behave").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf

from coaching.call import Call, Happening, Understood
from coaching.catalog import default_rules
from coaching.conversation import Heard
from coaching.heard import NextStepAgreed, Pitch, PlannedQuestion, Question, Signal
from coaching.listeners.ear import Ear
from coaching.nudge import Barrier, Ending, Nudge, NudgeEnded, NudgeRaised, Pillar
from coaching.prep import PrepCard
from coaching.rule import Finding, Rule, Settings, Standing

LIGHT = 4
"""Seriousness up to which a fault is light: a rep does not need to hear of it right after something else."""


@dataclass(frozen=True, slots=True)
class Spacing:
    """How often the coach speaks: how far apart, in seconds, two nudges are at least.

    between_s: any two. light_s: a light fault (`LIGHT`) after any other. same_habit_s: two rules that ask for one habit
    (one barrier and pillar). same_rule_s: two of one rule; twice that before the third, and so on, for what is said
    often is no longer heard. stays_s: how long one stays on screen at most.
    """

    between_s: float = 20.0
    same_rule_s: float = 120.0
    stays_s: float = 30.0
    light_s: float = 60.0
    same_habit_s: float = 90.0


@dataclass(frozen=True, slots=True)
class RuleFailed:
    """A rule raised and is switched off for this call."""

    at_s: float
    rule: str
    error: str


CoachEvent = Understood | NudgeRaised | NudgeEnded | RuleFailed


class Coach:
    """Hears a call event by event and says what should be said.

    wording: rule id → the user's own words for it. fading: rule id → how many times longer than `spacing` a
    habit that has been kept for several calls waits.
    """

    def __init__(
        self,
        prep: PrepCard | None = None,
        ear: Ear | None = None,
        rules: Sequence[Rule] | None = None,
        spacing: Spacing | None = None,
        wording: Mapping[str, str] | None = None,
        fading: Mapping[str, float] | None = None,
    ) -> None:
        self.call = Call(prep or PrepCard(), ear or Ear())
        self.on_screen: Nudge | None = None
        self._rules = list(default_rules() if rules is None else rules)
        self._spacing = spacing or Spacing()
        self._wording = wording or {}
        self._fading = fading or {}
        self._finding: tuple[Rule, Finding] | None = None
        self._found: set[tuple[str, int]] = set()
        self._last_shown_s: float | None = None
        self._rule_shown: dict[str, tuple[float, int]] = {}
        self._habit_shown_s: dict[tuple[Barrier | None, Pillar], float] = {}
        self._quiet: set[str] = set()
        self._failed: set[str] = set()
        self._about: list[object] = []
        self._next_id = 1

    @property
    def settings(self) -> dict[str, Settings]:
        """What each of its rules is set to now, by rule id."""
        return {rule.id: rule.settings for rule in self._rules}

    def hear(self, event: Heard) -> list[CoachEvent]:
        """Takes one event in the order in which it became known; returns what came of it."""
        happenings = self.call.hear(event)
        out: list[CoachEvent] = [item for item in happenings if isinstance(item, _UNDERSTOOD)]
        out += self._leave()
        findings = [found for happening in happenings for found in self._look(happening, out)]
        findings.sort(key=lambda found: (-found[0].seriousness, -found[0].specificity))
        for rule, finding in findings:
            out.append(NudgeRaised(self.call.now_s, self._raise(rule, finding, out)))
        return out

    def retune(self, rules: Sequence[Rule], wording: Mapping[str, str], at_s: float) -> list[CoachEvent]:
        """The user has changed the coach: from now on it has these rules, and these words for them.

        rules: fresh ones. A rule that goes on keeps what it has heard of this call; one that failed stays off.
        """
        current = {rule.id: rule for rule in self._rules}
        self._rules = [
            current[rule.id].renewed(rule) if rule.id in current else rule
            for rule in rules
            if rule.id not in self._failed
        ]
        self._wording = wording
        if self._finding is None or any(rule is self._finding[0] for rule in self._rules):
            return []
        return [self._end(at_s, Ending.OUT_OF_DATE)]

    def not_now(self, nudge_id: int, at_s: float) -> list[CoachEvent]:
        """The rep wants to hear no more of this rule in this call."""
        if self.on_screen is None or self.on_screen.id != nudge_id:
            return []
        self._quiet.add(self.on_screen.rule)
        return [self._end(at_s, Ending.NOT_NOW)]

    def end(self, at_s: float) -> list[CoachEvent]:
        """The call is over: nothing stays on screen."""
        return [] if self.on_screen is None else [self._end(at_s, Ending.CALL_ENDED)]

    def _look(self, happening: Happening, out: list[CoachEvent]) -> Iterable[tuple[Rule, Finding]]:
        for rule in list(self._rules):
            if rule.id in self._quiet or not rule.live:
                continue
            try:
                finding = rule.hear(happening, self.call)
            except Exception as error:  # one bad rule must not silence the coach
                out.append(self._fail(rule, error))
                continue
            if finding is not None and self._is_new(rule, finding):
                yield rule, finding

    def _fail(self, rule: Rule, error: Exception) -> RuleFailed:
        """Switches the rule off for this call."""
        self._rules = [other for other in self._rules if other is not rule]
        self._failed.add(rule.id)
        return RuleFailed(self.call.now_s, rule.id, f"{type(error).__name__}: {error}")

    def _is_new(self, rule: Rule, finding: Finding) -> bool:
        if finding.about is None:
            return True
        key = (rule.id, id(finding.about))
        if key in self._found:
            return False
        self._found.add(key)
        self._about.append(finding.about)  # kept alive, so that its identity stays its own
        return True

    def _raise(self, rule: Rule, finding: Finding, out: list[CoachEvent]) -> Nudge:
        nudge = Nudge(
            id=self._next_id,
            at_s=finding.at_s,
            rule=rule.id,
            barrier=rule.barrier,
            pillar=rule.pillar,
            text=self._wording.get(rule.id, finding.text),
            why=finding.why,
            evidence=finding.evidence,
            quote=finding.quote,
        )
        self._next_id += 1
        if not self._may_show(rule):
            return replace(nudge, shown=False)
        if self.on_screen is not None:
            out.append(self._end(self.call.now_s, Ending.REPLACED))
        self.on_screen, self._finding = nudge, (rule, finding)
        self._last_shown_s = self._habit_shown_s[rule.barrier, rule.pillar] = self.call.now_s
        self._rule_shown[rule.id] = self.call.now_s, self._rule_shown.get(rule.id, (0.0, 0))[1] + 1
        return nudge

    def _may_show(self, rule: Rule) -> bool:
        spacing, longer = self._spacing, self._fading.get(rule.id, 1.0)
        after_any_s = spacing.light_s if rule.seriousness <= LIGHT and not rule.own else spacing.between_s
        if self._since_s(self._last_shown_s) < after_any_s * longer:
            return False
        if (
            not rule.own
            and self._since_s(self._habit_shown_s.get((rule.barrier, rule.pillar))) < spacing.same_habit_s * longer
        ):
            return False
        shown_s, times = self._rule_shown.get(rule.id, (None, 0))
        return self._since_s(shown_s) >= spacing.same_rule_s * times * longer

    def _since_s(self, shown_s: float | None) -> float:
        return inf if shown_s is None else self.call.now_s - shown_s

    def _leave(self) -> list[CoachEvent]:
        """Takes a nudge off the screen when it was put right or has stopped being true."""
        if self.on_screen is None or self._finding is None:
            return []
        rule, finding = self._finding
        try:
            standing = rule.standing(finding, self.call)
        except Exception as error:
            return [self._fail(rule, error), self._end(self.call.now_s, Ending.OUT_OF_DATE)]
        if standing is Standing.PUT_RIGHT:
            return [self._end(self.call.now_s, Ending.PUT_RIGHT)]
        outlived = self.call.now_s - (self._last_shown_s or 0.0) > self._spacing.stays_s
        if standing is Standing.OUT_OF_DATE or outlived:
            return [self._end(self.call.now_s, Ending.OUT_OF_DATE)]
        return []

    def _end(self, at_s: float, ending: Ending) -> NudgeEnded:
        assert self.on_screen is not None
        ended = NudgeEnded(at_s, self.on_screen.id, ending)
        self.on_screen = self._finding = None
        return ended


_UNDERSTOOD = (Signal, Question, Pitch, PlannedQuestion, NextStepAgreed)
