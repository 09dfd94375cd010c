"""A summary worth reading, as Markdown: one habit, how it went, the moments, the words' needs, the numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from app.export.story import (
    BARRIERS,
    PILLARS,
    STATUS,
    how_it_went,
    how_often,
    needs,
    numbers,
    said_by_coach,
    title,
    when,
    who,
    words_of,
)
from app.wording import time
from coaching.habit import habit

Log = dict[str, Any]


def markdown(log: Log) -> str:
    """The summary of a call. Speech is quoted and escaped: nothing said can become markup."""
    parts = [
        f"# {escaped(title(log))}",
        escaped(when(log)),
        *_habit(log),
        "## How it went",
        escaped(how_it_went(log)),
        *_section("The moments", _moments(log)),
        *_section(f"What {'they need' if who(log) == 'they' else who(log) + ' needs'}", _needs(log)),
        *_section("Your questions", _questions(log)),
        "## What held it up, what got in the way",
        *_pillars(log),
        "## The numbers",
        _numbers(log),
        *_section("The words", _words(log)),
    ]
    return "\n\n".join(parts) + "\n"


def _habit(log: Log) -> Iterator[str]:
    one = habit(log)
    if one is None:
        yield "## Nothing got in the way"
        yield "No rule had anything to say. Keep doing what you did."
        return
    yield f"## One habit for next time: {escaped(one.title)}"
    yield f"{how_often(one)} {escaped(one.why)}"
    yield from _quotes(one.nudge)
    if one.instead:
        yield f"Instead: “{escaped(one.instead)}”"


def _section(heading: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield f"## {escaped(heading)}"
        yield "\n".join(lines)


def _moments(log: Log) -> list[str]:
    lines = []
    for nudge in log["nudges"]:
        held = "" if nudge["shown"] else " (held back)"
        lines.append(f"- **{time(nudge['at'])}** {escaped(said_by_coach(nudge))}{held} {escaped(nudge['why'])}")
        lines += [
            f"  - {_speaker(log, said['speaker'])} {time(said['start'])}: “{escaped(said['text'])}”"
            for said in words_of(nudge)
        ]
    return lines


def _quotes(nudge: dict[str, Any]) -> Iterator[str]:
    lines = [f"> “{escaped(said['text'])}” ({time(said['start'])})" for said in words_of(nudge)]
    if lines:
        yield "\n>\n".join(lines)


def _needs(log: Log) -> list[str]:
    return [
        f"- {signal['detail'] or 'need'}: “{escaped(signal['text'])}” ({time(signal['at'])})" for signal in needs(log)
    ]


def _questions(log: Log) -> list[str]:
    lines = []
    for question in log["questions"]:
        mark = "x" if question["status"] == "answered" else " "
        unasked = ", without being asked" if question["status"] == "answered" and not question["asked"] else ""
        at = "" if question["at"] is None else f", {time(question['at'])}"
        words = f": “{escaped(question['evidence'])}”" if question["evidence"] else ""
        status = STATUS[question["status"]]
        lines.append(f"- [{mark}] {escaped(question['text'])} ({status}{unasked}{at}){words}")
    return lines


def _pillars(log: Log) -> Iterator[str]:
    yield "\n".join(f"- {name}: {escaped(log['pillars'][key]['why'])}" for key, name in PILLARS.items())
    met = [key for key in BARRIERS if log["barriers"][key]["count"]]
    if met:
        yield "\n".join(
            f"- {BARRIERS[key]}, {log['barriers'][key]['count']}: {escaped(log['barriers'][key]['why'])}" for key in met
        )
    spared = [BARRIERS[key].lower() for key in BARRIERS if key not in met]
    if spared:
        yield f"Not in this call: {', '.join(spared)}."


def _numbers(log: Log) -> str:
    rows = [f"| {number.label} | {number.value} | {number.source} |" for number in numbers(log)]
    return "\n".join(["| What | This call | Where it comes from |", "| --- | ---: | --- |", *rows])


def _words(log: Log) -> list[str]:
    return [
        f"- **{time(turn['start'])} {_speaker(log, turn['speaker'])}** {escaped(turn['text'])}" for turn in log["turns"]
    ]


def _speaker(log: Log, speaker: str) -> str:
    if speaker == "rep":
        return "You"
    return "They" if who(log) == "they" else escaped(who(log))


def escaped(text: str) -> str:
    """Text that stays text: what Markdown or HTML would read as markup is escaped."""
    return re.sub(r"([\\`*_\[\]<>#|~])", r"\\\1", text)
