"""What a summary of a call holds, part by part and in the order in which it is read, whatever it is written in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from app.export.moments import Moment, moments
from app.export.story import (
    BARRIERS,
    PILLARS,
    STATUS,
    Number,
    habit_words,
    how_it_went,
    how_many,
    how_often,
    needs,
    numbers,
    title,
    when,
    who,
)
from coaching.habit import Habit, habit
from coaching.instead import PRACTICES

Log = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """Words and when they were said. speaker: "rep" or "customer". label: what they were, or ""."""

    at_s: float
    speaker: str
    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class OneHabit:
    """why: how often, and what happened. moment: where in `Contents.moments` it showed first."""

    title: str
    why: str
    words: tuple[Line, ...]
    instead: str
    moment: int


@dataclass(frozen=True, slots=True)
class Pillar:
    """moments: as in the session log."""

    name: str
    why: str
    moments: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Planned:
    """A planned question. status: as in the log. state: the same in words. answer: the customer's words, or ""."""

    text: str
    status: str
    state: str
    at_s: float | None
    answer: str


@dataclass(frozen=True, slots=True)
class Met:
    """A barrier that was met."""

    name: str
    times: int
    why: str


@dataclass(frozen=True, slots=True)
class Contents:
    """they: the customer's first name, or "They". habit: None when nothing got in the way."""

    title: str
    when: str
    they: str
    habit: OneHabit | None
    how_it_went: str
    pillars: tuple[Pillar, ...]
    needs_heading: str
    needs: tuple[Line, ...]
    questions: tuple[Planned, ...]
    met: tuple[Met, ...]
    spared: tuple[str, ...]
    numbers: tuple[Number, ...]
    moments: tuple[Moment, ...]
    duration_s: float


NOTHING = "Nothing got in the way"
NOTHING_WHY = "No rule had anything to say."


def contents(log: Log) -> Contents:
    """Everything that a summary of this call tells."""
    name, barriers = who(log), log["barriers"]
    they = "They" if name == "they" else name
    happened = tuple(moments(log))
    return Contents(
        title=title(log),
        when=when(log),
        they=they,
        habit=_habit(log, happened),
        how_it_went=how_it_went(log),
        pillars=tuple(
            Pillar(name, log["pillars"][key]["why"], tuple(log["pillars"][key].get("moments", ())))
            for key, name in PILLARS.items()
        ),
        needs_heading="What they need" if they == "They" else f"What {they} needs",
        needs=tuple(Line(s["at"], "customer", s["text"], s["detail"] or "need") for s in needs(log)),
        questions=tuple(_planned(question) for question in log["questions"]),
        met=tuple(
            Met(name, barriers[key]["count"], _met_by(log, key))
            for key, name in BARRIERS.items()
            if barriers[key]["count"]
        ),
        spared=tuple(name.lower() for key, name in BARRIERS.items() if not barriers[key]["count"]),
        numbers=tuple(numbers(log)),
        moments=happened,
        duration_s=log["call"]["duration_s"],
    )


def _habit(log: Log, happened: tuple[Moment, ...]) -> OneHabit | None:
    one = _named_habit(log)
    if one is None:
        return None
    words = tuple(Line(said["start"], said["speaker"], said["text"]) for said in habit_words(one))
    where = next(
        at for at, moment in enumerate(happened) if moment.nudge_id == one.nudge.get("id") and moment.kind.is_nudge
    )
    return OneHabit(one.title, f"{how_often(one)} {one.why}", words, one.instead, where)


def _named_habit(log: Log) -> Habit | None:
    """As the review names it, knowing the calls before; of a log that does not say, from this call alone."""
    if "habit" not in log:
        return habit(log)
    return None if log["habit"] is None else Habit(**log["habit"])


def _met_by(log: Log, barrier: str) -> str:
    """ "Passed something by, twice; left no room. 1 held back." """
    nudges = [nudge for nudge in log["nudges"] if nudge["barrier"] == barrier]
    times = Counter(PRACTICES[n["rule"]].slip if n["rule"] in PRACTICES else n["rule"] for n in nudges)
    said = "; ".join(slip if count == 1 else f"{slip}, {how_many(count)}" for slip, count in times.items())
    held_back = sum(not nudge["shown"] for nudge in nudges)
    return f"{said[0]}{said[1:].lower()}." + (f" {held_back} held back." if held_back else "")


def _planned(question: dict[str, Any]) -> Planned:
    unasked = ", without being asked" if question["status"] == "answered" and not question["asked"] else ""
    state = f"{STATUS[question['status']]}{unasked}"
    return Planned(question["text"], question["status"], state, question["at"], question["evidence"])
