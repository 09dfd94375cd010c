"""The four pillars and the seven barriers of a call: the moments each is made of, and nothing beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from audio.frames import Speaker
from coaching.heard import NextStepAgreed, PlannedQuestion, QuestionStatus, Signal, SignalKind
from coaching.nudge import Barrier, Nudge, Pillar
from coaching.turns import Turn

ROOM_S = 15.0
"""A customer turn this long was given room; the overlay's court counts the same (the design study)."""
SUBSTANTIAL_WORDS = 4
"""A shorter reply neither picks up nor passes over what was voiced."""
LEFT_LYING = ("missed-signal", "steered-away", "elephant")
"""The rules that judge whether something voiced was picked up."""

Moment = tuple[float, bool, str]
"""When, whether it helped, and what it was."""


def pillars(
    turns: Sequence[Turn],
    signals: Sequence[Signal],
    planned: Sequence[PlannedQuestion],
    agreed: Sequence[NextStepAgreed],
    nudges: Sequence[Nudge],
) -> dict[str, Any]:
    """Each pillar's moments by time. The score is how many helped less how many got in the way."""
    helped = {
        Pillar.GENUINE: _picked_up(turns, signals, nudges, needs=False),
        Pillar.PRODUCTIVE: _picked_up(turns, signals, nudges, needs=True) + _answered(planned) + _agreed(agreed),
        Pillar.DIALOGUE: _room_given(turns),
        Pillar.COMMON_PURPOSE: _purposes(signals),
    }
    out = {}
    for pillar in Pillar:
        hindered: list[Moment] = [(n.at_s, False, f"{n.rule}: {n.why}") for n in nudges if n.pillar is pillar]
        moments = sorted(helped[pillar] + hindered)
        up = sum(moment[1] for moment in moments)
        out[pillar.value] = {
            "score": up - (len(moments) - up),
            "why": _balance(up, len(moments) - up),
            "moments": [{"at": round(at_s, 3), "helped": good, "what": what} for at_s, good, what in moments],
        }
    return out


def barriers(nudges: Sequence[Nudge]) -> dict[str, Any]:
    """How often each of the seven barriers was met, shown or held back, and by which rules."""
    out = {}
    for barrier in Barrier:
        if barrier is Barrier.KNOWING:
            continue
        met = [nudge for nudge in nudges if nudge.barrier is barrier]
        rules = Counter(nudge.rule for nudge in met)
        named = ", ".join(f"{rule} ({times})" if times > 1 else rule for rule, times in rules.items())
        held_back = sum(not nudge.shown for nudge in met)
        aside = f"; {held_back} held back" if held_back else ""
        out[barrier.value] = {"count": len(met), "why": f"{named}{aside}." if met else "Not in this call."}
    return out


def with_article(noun: str) -> str:
    """ "a goal", "an opportunity"."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _balance(helped: int, hindered: int) -> str:
    if not helped and not hindered:
        return "No moment either way."
    moments = "moment" if helped == 1 else "moments"
    return f"{helped} {moments} helped, {hindered} got in the way."


def _picked_up(
    turns: Sequence[Turn], signals: Sequence[Signal], nudges: Sequence[Nudge], *, needs: bool
) -> list[Moment]:
    """What the customer voiced and the rep went into: a real reply followed and no rule found it left lying."""
    lying = [quote for nudge in nudges if nudge.rule in LEFT_LYING for quote in nudge.evidence]
    moments = []
    for signal in signals:
        if (signal.kind is SignalKind.NEED) is not needs:
            continue
        turn = next((t for t in turns if t.speaker is Speaker.CUSTOMER and t.start_s <= signal.at_s <= t.end_s), None)
        start_s, end_s = (turn.start_s, turn.end_s) if turn else (signal.at_s, signal.end_s)
        left = any(q.speaker is Speaker.CUSTOMER and start_s <= q.start_s <= end_s for q in lying)
        if not left and _replied_to(turns, end_s):
            what = " ".join(filter(None, (signal.detail, signal.kind.value)))
            moments.append((signal.at_s, True, f"You picked up their {what}: “{signal.quote or signal.text}”"))
    return moments


def _replied_to(turns: Sequence[Turn], since_s: float) -> bool:
    replies = (turn for turn in turns if turn.speaker is Speaker.REP and turn.end_s > since_s)
    return any(len(turn.text.split()) >= SUBSTANTIAL_WORDS for turn in replies)


def _answered(planned: Sequence[PlannedQuestion]) -> list[Moment]:
    return [
        (question.at_s, True, f"Answered{'' if question.asked else ' without being asked'}: {question.text}")
        for question in planned
        if question.status is QuestionStatus.ANSWERED and question.at_s is not None
    ]


def _agreed(agreed: Sequence[NextStepAgreed]) -> list[Moment]:
    return [(one.at_s, True, f"Agreed: “{one.text}”") for one in agreed]


def _room_given(turns: Sequence[Turn]) -> list[Moment]:
    long = [turn for turn in turns if turn.speaker is Speaker.CUSTOMER and turn.lasted_s >= ROOM_S]
    return [(turn.start_s, True, f"They kept the ball for {turn.lasted_s:.0f} s.") for turn in long]


def _purposes(signals: Sequence[Signal]) -> list[Moment]:
    """The first time that each purpose was voiced."""
    first: dict[str, Signal] = {}
    for signal in signals:
        if signal.kind is SignalKind.NEED and signal.detail:
            first.setdefault(signal.detail, signal)
    return [(s.at_s, True, f"They voiced {with_article(detail)}: “{s.quote or s.text}”") for detail, s in first.items()]
