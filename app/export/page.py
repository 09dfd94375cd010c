"""The review as one HTML file: no scripts, no links to anywhere, light and dark, fit for a phone and for paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from html import escape
from pathlib import Path
from typing import Any

from app.export.contents import NOTHING, NOTHING_WHY, Contents, Line, contents
from app.export.moments import Kind, Moment
from app.export.timeline import LABEL, strokes, timeline
from app.look import DARK, LIGHT, Palette
from app.wording import time


def page(log: dict[str, Any]) -> str:
    """The whole review: one habit, how it went, the timeline, needs and questions, numbers, the words."""
    told = contents(log)
    style = Path(__file__).with_name("page.css").read_text(encoding="utf-8")
    dark = f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {_variables(DARK)} }} }}"
    body = [
        f"<header><h1>{escape(told.title)}</h1><p>{escape(told.when)}</p></header>",
        "<main>",
        '<div class="top">',
        *_habit(told),
        *_how(told),
        "</div>",
        f'<div class="scroll" role="group" aria-label="{LABEL}">{timeline(log)}</div>',
        '<div class="top">',
        *_words(told.moments),
        "<div>",
        *_needs(told),
        *_questions(told),
        *_barriers(told),
        *_numbers(told),
        "</div></div>",
        "</main>",
    ]
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(told.title)}</title>\n"
        f"<style>\n:root {{ {_variables(LIGHT)} }}\n{dark}\n{style}</style>\n</head>\n<body>\n"
        + "\n".join(body)
        + "\n</body>\n</html>\n"
    )


def _variables(palette: Palette) -> str:
    return " ".join(f"--{name.replace('_', '-')}: {colour};" for name, colour in asdict(palette).items())


def _habit(told: Contents) -> Iterator[str]:
    one = told.habit
    yield '<section class="habit">'
    if one is None:
        yield f"<h2>{NOTHING}</h2><p>{NOTHING_WHY}</p></section>"
        return
    yield f'<h2>One habit for next time</h2><p class="title">{escape(one.title)}</p>'
    yield f"<p>{escape(one.why)}</p>"
    yield _quotes(one.words)
    if one.instead:
        yield f'<p class="instead"><span>Instead</span> <q>{escape(one.instead)}</q></p>'
    yield f'<p><a href="#m{one.moment}">See the moment</a></p></section>'


def _quotes(words: Sequence[Line]) -> str:
    items = "".join(
        f'<li class="{said.speaker}"><span class="mark"></span><span class="at">{time(said.at_s)}</span> '
        f"<q>{escape(said.text)}</q></li>"
        for said in words
    )
    return f'<ul class="quotes">{items}</ul>' if items else ""


def _how(told: Contents) -> Iterator[str]:
    yield f"<section><h2>How it went</h2><p>{escape(told.how_it_went)}</p><table>"
    for pillar in told.pillars:
        picture = strokes(pillar.moments, told.duration_s, f"{pillar.name}: {pillar.why}")
        yield f'<tr><th scope="row">{pillar.name}</th><td>{picture}</td></tr>'
    yield '</table><p class="small">Each stroke is a moment: up helped, hollow got in the way.</p></section>'


def _needs(told: Contents) -> Iterator[str]:
    yield f"<section><h2>{escape(told.needs_heading)}</h2>"
    if not told.needs:
        yield "<p>No need was heard.</p></section>"
        return
    yield "<table>"
    for need in told.needs:
        yield (
            f'<tr><th scope="row">{escape(need.label)}</th><td><q class="theirs">{escape(need.text)}</q></td>'
            f'<td class="at">{time(need.at_s)}</td></tr>'
        )
    yield "</table></section>"


def _questions(told: Contents) -> Iterator[str]:
    if not told.questions:
        return
    yield '<section><h2>Your questions</h2><ul class="questions">'
    for question in told.questions:
        at = "" if question.at_s is None else f" {time(question.at_s)},"
        words = f'<br><q class="theirs">{escape(question.answer)}</q>' if question.answer else ""
        state = f"<small>{at} {question.state}</small>"
        yield f'<li class="{question.status}">{escape(question.text)}{state}{words}</li>'
    yield "</ul></section>"


def _barriers(told: Contents) -> Iterator[str]:
    yield "<section><h2>What got in the way</h2>"
    if told.met:
        yield "<table>"
        for met in told.met:
            yield f'<tr><th scope="row">{met.name}</th><td>{met.times}</td><td>{escape(met.why)}</td></tr>'
        yield "</table>"
    if told.spared:
        yield f'<p class="small">Not in this call: {", ".join(told.spared)}.</p>'
    yield "</section>"


def _numbers(told: Contents) -> Iterator[str]:
    yield "<section><h2>The numbers</h2><table>"
    for number in told.numbers:
        yield (
            f'<tr><th scope="row">{number.label}</th><td class="value">{number.value}</td><td>{number.source}</td></tr>'
        )
    yield "</table></section>"


def _words(moments: Sequence[Moment]) -> Iterator[str]:
    """Turns, nudges and bookmarks as they came."""
    yield '<section><h2>The words</h2><ol class="words">'
    for number, moment in enumerate(moments):
        if moment.kind is not Kind.SIGNAL:
            yield _turn(number, moment) if moment.kind.is_turn else _between(number, moment)
    yield "</ol></section>"


def _turn(number: int, turn: Moment) -> str:
    return (
        f'<li id="m{number}" class="{"rep" if turn.kind is Kind.REP else "customer"}">'
        f'<span class="at">{time(turn.at_s)}</span><span class="mark"></span><p>{escape(turn.text)}</p></li>'
    )


def _between(number: int, moment: Moment) -> str:
    """A nudge or a bookmark."""
    mark = {Kind.SHOWN: "shown", Kind.HELD_BACK: "held", Kind.BOOKMARK: "bookmark"}[moment.kind]
    held = " <small>(held back)</small>" if moment.kind is Kind.HELD_BACK else ""
    why = f" <small>{escape(moment.detail)}</small>" if moment.detail else ""
    return (
        f'<li id="m{number}" class="nudge"><span class="at">{time(moment.at_s)}</span>'
        f'<span class="mark {mark}"></span><p><strong>{escape(moment.text)}</strong>{held}{why}</p></li>'
    )
