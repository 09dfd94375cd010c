"""Report it back: what was said and agreed, for both sides' managers. No scores, no coaching, no colours of sides."""

from __future__ import annotations

from dataclasses import dataclass, fields
from html import escape
from typing import Any

from app.export.markdown import escaped
from app.export.story import day, first_voiced, needs, who
from app.look import LIGHT
from coaching.moments import with_article

Log = dict[str, Any]

MAX_QUOTES = 5
_ORDER = ("goal", "problem", "opportunity", "change", "risk")


@dataclass(frozen=True, slots=True)
class Report:
    """What the rep sees, edits and sends. Quotes are the customer's words; everything else is ours.

    about: who spoke and when. why: the purpose, in a sentence that ends in their words. agreed: what else was,
    beside the next step.
    """

    about: str
    title: str
    why: str
    understood: tuple[str, ...]
    agreed: tuple[str, ...]
    next_step: str
    still_open: tuple[str, ...]


def report(log: Log) -> Report:
    """The report of a call: as the rep last put it, or as far as the call itself tells it.

    What was not heard is left empty, to be written.
    """
    if edited := log.get("report"):
        last = edited[-1]
        return Report(**{field.name: _kept(last[field.name]) for field in fields(Report)})
    call = log["call"]
    voiced = needs(log)
    purpose = first_voiced(voiced, _ORDER)
    others = tuple(signal["text"] for signal in voiced if signal is not purpose)
    name = call.get("customer", "").split(",")[0].strip() or "The customer"
    steps = log.get("next_steps", [])
    fixed = next((step for step in reversed(steps) if step["when"]), None)
    return Report(
        about=", ".join(part for part in (call.get("company", ""), day(log)) if part),
        title="What we talked about" if who(log) == "they" else f"What we talked about with {who(log)}",
        why=f"{name} named {with_article(purpose['detail'])}: “{purpose['text']}”" if purpose else "",
        understood=(others or tuple(signal["text"] for signal in voiced))[:MAX_QUOTES],
        agreed=tuple(dict.fromkeys(f"“{step['text']}”" for step in steps if step["text"] != (fixed or {}).get("text"))),
        next_step=f"“{fixed['text']}”" if fixed else "",
        still_open=tuple(q["text"] for q in log["questions"] if q["status"] != "answered"),
    )


def _kept(value: str | list[str] | tuple[str, ...]) -> Any:
    return value if isinstance(value, str) else tuple(value)


def report_markdown(made: Report) -> str:
    """The report as Markdown, empty parts left out."""
    parts = [escaped(made.about), f"# {escaped(made.title)}"]
    for heading, lines in _sections(made):
        parts.append(f"## {heading}")
        parts += [f"> {line}" if heading == UNDERSTOOD else line for line in map(escaped, lines)]
    return "\n\n".join(parts) + "\n"


def report_html(made: Report) -> str:
    """The report as one HTML file that looks like a letter, in any mail program and on a phone."""
    rows = "".join(
        f"<section><h2>{heading}</h2><div{' class=said' if heading == UNDERSTOOD else ''}>"
        + "".join(f"<p>{escape(line)}</p>" for line in lines)
        + "</div></section>"
        for heading, lines in _sections(made)
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(made.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<p class=about>{escape(made.about)}</p><h1>{escape(made.title)}</h1>{rows}\n</body>\n</html>\n"
    )


UNDERSTOOD = "What we understood"


def _sections(made: Report) -> list[tuple[str, tuple[str, ...]]]:
    understood = tuple(f"“{quote}”" for quote in made.understood)
    all_parts = [
        ("Why we spoke", (made.why,)),
        (UNDERSTOOD, understood),
        ("What we agreed", made.agreed),
        ("Next step", (made.next_step,)),
        ("Still open", made.still_open),
    ]
    return [(heading, lines) for heading, lines in all_parts if any(lines)]


_STYLE = f"""
body {{ max-width: 680px; margin: 0 auto; padding: 40px 24px; background: {LIGHT.panel}; color: {LIGHT.ink};
  font: 400 16px/24px Inter, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }}
h1 {{ font-size: 28px; line-height: 34px; font-weight: 600; margin: 0 0 24px; }}
h2, .about {{ font-size: 14px; line-height: 20px; font-weight: 400; color: {LIGHT.ink2}; margin: 0 0 4px; }}
section {{ display: grid; grid-template-columns: 160px 1fr; gap: 4px 24px; padding: 20px 0;
  border-top: 1px solid {LIGHT.line}; }}
p {{ margin: 0 0 8px; }}
.said p {{ font: 400 20px/28px "Source Serif 4", Georgia, serif; }}
@media (max-width: 560px) {{ section {{ grid-template-columns: 1fr; }} }}
"""
