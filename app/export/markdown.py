"""A summary worth reading, as Markdown: one habit, how it went, the moments, the words' needs, the numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from app.export.contents import NOTHING, NOTHING_WHY, Contents, Line, contents
from app.export.moments import Kind, Moment
from app.wording import time


def markdown(log: dict[str, Any]) -> str:
    """The summary of a call. Speech is quoted and escaped: nothing said can become markup."""
    told = contents(log)
    parts = [
        f"# {escaped(told.title)}",
        escaped(told.when),
        *_habit(told),
        "## How it went",
        escaped(told.how_it_went),
        *_section("The moments", _moments(told)),
        *_section(told.needs_heading, _needs(told.needs)),
        *_section("Your questions", _questions(told)),
        "## What held it up, what got in the way",
        *_pillars(told),
        "## The numbers",
        _numbers(told),
        *_section("The words", _words(told)),
    ]
    return "\n\n".join(parts) + "\n"


def _habit(told: Contents) -> Iterator[str]:
    one = told.habit
    if one is None:
        yield f"## {NOTHING}"
        yield f"{NOTHING_WHY} Keep doing what you did."
        return
    yield f"## One habit for next time: {escaped(one.title)}"
    yield escaped(one.why)
    if one.words:
        yield "\n>\n".join(f"> {_quoted(line.text)} ({time(line.at_s)})" for line in one.words)
    if one.instead:
        yield f"Instead: {_quoted(one.instead)}"


def _section(heading: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield f"## {escaped(heading)}"
        yield "\n".join(lines)


def _moments(told: Contents) -> list[str]:
    """Nudges with the words they rest on, and bookmarks, as they came."""
    lines = []
    for moment in told.moments:
        if moment.kind is Kind.BOOKMARK:
            lines.append(f"- **{time(moment.at_s)}** Bookmark: {escaped(moment.text)}")
        elif moment.kind.is_nudge:
            held = " (held back)" if moment.kind is Kind.HELD_BACK else ""
            lines.append(f"- **{time(moment.at_s)}** {escaped(moment.text)}{held} {escaped(moment.detail)}")
            lines += [
                f"  - {_name(told, said['speaker'] == 'rep')} {time(said['start'])}: {_quoted(said['text'])}"
                for said in moment.words
            ]
    return lines


def _needs(needs: Sequence[Line]) -> list[str]:
    return [f"- {need.label}: {_quoted(need.text)} ({time(need.at_s)})" for need in needs]


def _questions(told: Contents) -> list[str]:
    lines = []
    for question in told.questions:
        mark = "x" if question.status == "answered" else " "
        at = "" if question.at_s is None else f", {time(question.at_s)}"
        words = f": {_quoted(question.answer)}" if question.answer else ""
        lines.append(f"- [{mark}] {escaped(question.text)} ({question.state}{at}){words}")
    return lines


def _pillars(told: Contents) -> Iterator[str]:
    yield "\n".join(f"- {pillar.name}: {escaped(pillar.why)}" for pillar in told.pillars)
    if told.met:
        yield "\n".join(f"- {met.name}, {met.times}: {escaped(met.why)}" for met in told.met)
    if told.spared:
        yield f"Not in this call: {', '.join(told.spared)}."


def _numbers(told: Contents) -> str:
    rows = [f"| {number.label} | {number.value} | {number.source} |" for number in told.numbers]
    return "\n".join(["| What | This call | Where it comes from |", "| --- | ---: | --- |", *rows])


def _words(told: Contents) -> list[str]:
    return [_turn(told, moment) for moment in told.moments if moment.kind.is_turn]


def _turn(told: Contents, turn: Moment) -> str:
    return f"- **{time(turn.at_s)} {_name(told, turn.kind is Kind.REP)}** {escaped(turn.text)}"


def _name(told: Contents, rep: bool) -> str:
    return "You" if rep else escaped(told.they)


def _quoted(text: str) -> str:
    return f"“{escaped(text)}”"


def escaped(text: str) -> str:
    """Text that stays text: what Markdown or HTML would read as markup is escaped."""
    return re.sub(r"([\\`*_\[\]<>#|~])", r"\\\1", text)
