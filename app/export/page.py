"""The review as one HTML file: no scripts, no links to anywhere, light and dark, fit for a phone and for paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from html import escape
from pathlib import Path
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
from app.export.timeline import strokes, timeline
from app.look import DARK, LIGHT, Palette
from app.wording import time
from coaching.habit import habit

Log = dict[str, Any]


def page(log: Log) -> str:
    """The whole review: one habit, how it went, the timeline, needs and questions, numbers, the words."""
    style = Path(__file__).with_name("page.css").read_text(encoding="utf-8")
    dark = f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {_variables(DARK)} }} }}"
    body = [
        f"<header><h1>{escape(title(log))}</h1><p>{escape(when(log))}</p></header>",
        "<main>",
        '<div class="top">',
        *_habit(log),
        *_how(log),
        "</div>",
        f'<section class="wide"><div class="scroll">{timeline(log)}</div></section>',
        '<div class="top">',
        *_words(log),
        "<div>",
        *_needs(log),
        *_questions(log),
        *_barriers(log),
        *_numbers(log),
        "</div></div>",
        "</main>",
    ]
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(title(log))}</title>\n"
        f"<style>\n:root {{ {_variables(LIGHT)} }}\n{dark}\n{style}</style>\n</head>\n<body>\n"
        + "\n".join(body)
        + "\n</body>\n</html>\n"
    )


def _variables(palette: Palette) -> str:
    return " ".join(f"--{name.replace('_', '-')}: {colour};" for name, colour in asdict(palette).items())


def _habit(log: Log) -> Iterator[str]:
    one = habit(log)
    yield '<section class="habit">'
    if one is None:
        yield "<h2>Nothing got in the way</h2><p>No rule had anything to say.</p></section>"
        return
    yield f'<h2>One habit for next time</h2><p class="title">{escape(one.title)}</p>'
    yield f"<p>{how_often(one)} {escape(one.why)}</p>"
    yield _quotes(one.nudge)
    if one.instead:
        yield f'<p class="instead"><span>Instead</span> <q>{escape(one.instead)}</q></p>'
    yield f'<p><a href="#n{log["nudges"].index(one.nudge)}">See the moment</a></p></section>'


def _quotes(nudge: dict[str, Any]) -> str:
    items = "".join(
        f'<li class="{said["speaker"]}"><span class="mark"></span><span class="at">{time(said["start"])}</span> '
        f"<q>{escape(said['text'])}</q></li>"
        for said in words_of(nudge)
    )
    return f'<ul class="quotes">{items}</ul>' if items else ""


def _how(log: Log) -> Iterator[str]:
    yield f"<section><h2>How it went</h2><p>{escape(how_it_went(log))}</p><table>"
    for key, name in PILLARS.items():
        pillar = log["pillars"][key]
        picture = strokes(pillar.get("moments", []), log["call"]["duration_s"], f"{name}: {pillar['why']}")
        yield f'<tr><th scope="row">{name}</th><td>{picture}</td></tr>'
    yield '</table><p class="small">Each stroke is a moment: up helped, hollow got in the way.</p></section>'


def _needs(log: Log) -> Iterator[str]:
    found = needs(log)
    name = who(log)
    yield f"<section><h2>What {'they need' if name == 'they' else escape(name) + ' needs'}</h2>"
    if not found:
        yield "<p>No need was heard.</p></section>"
        return
    yield "<table>"
    for signal in found:
        detail = escape(signal["detail"] or "need")
        yield (
            f'<tr><th scope="row">{detail}</th><td><q class="theirs">{escape(signal["text"])}</q></td>'
            f'<td class="at">{time(signal["at"])}</td></tr>'
        )
    yield "</table></section>"


def _questions(log: Log) -> Iterator[str]:
    if not log["questions"]:
        return
    yield '<section><h2>Your questions</h2><ul class="questions">'
    for question in log["questions"]:
        unasked = ", without being asked" if question["status"] == "answered" and not question["asked"] else ""
        at = "" if question["at"] is None else f" {time(question['at'])},"
        words = f'<br><q class="theirs">{escape(question["evidence"])}</q>' if question["evidence"] else ""
        state = f"<small>{at} {STATUS[question['status']]}{unasked}</small>"
        yield f'<li class="{question["status"]}">{escape(question["text"])}{state}{words}</li>'
    yield "</ul></section>"


def _barriers(log: Log) -> Iterator[str]:
    met = [key for key in BARRIERS if log["barriers"][key]["count"]]
    spared = [BARRIERS[key].lower() for key in BARRIERS if key not in met]
    yield "<section><h2>What got in the way</h2>"
    if met:
        yield "<table>"
        for key in met:
            barrier = log["barriers"][key]
            times, why = barrier["count"], escape(barrier["why"])
            yield f'<tr><th scope="row">{BARRIERS[key]}</th><td>{times}</td><td>{why}</td></tr>'
        yield "</table>"
    if spared:
        yield f'<p class="small">Not in this call: {", ".join(spared)}.</p>'
    yield "</section>"


def _numbers(log: Log) -> Iterator[str]:
    yield "<section><h2>The numbers</h2><table>"
    for number in numbers(log):
        yield (
            f'<tr><th scope="row">{number.label}</th><td class="value">{number.value}</td><td>{number.source}</td></tr>'
        )
    yield "</table></section>"


def _words(log: Log) -> Iterator[str]:
    """Turns and nudges as they came."""
    yield '<section><h2>The words</h2><ol class="words">'
    said = [(turn["start"], 0, _turn(number, turn)) for number, turn in enumerate(log["turns"])]
    said += [(nudge["at"], 1, _nudge(number, nudge)) for number, nudge in enumerate(log["nudges"])]
    for _, _, item in sorted(said):
        yield item
    yield "</ol></section>"


def _turn(number: int, turn: dict[str, Any]) -> str:
    return (
        f'<li id="t{number}" class="{turn["speaker"]}"><span class="at">{time(turn["start"])}</span>'
        f'<span class="mark"></span><p>{escape(turn["text"])}</p></li>'
    )


def _nudge(number: int, nudge: dict[str, Any]) -> str:
    held = "" if nudge["shown"] else " <small>(held back)</small>"
    return (
        f'<li id="n{number}" class="nudge"><span class="at">{time(nudge["at"])}</span>'
        f'<span class="mark {"shown" if nudge["shown"] else "held"}"></span>'
        f"<p><strong>{escape(said_by_coach(nudge))}</strong>{held} <small>{escape(nudge['why'])}</small></p></li>"
    )
