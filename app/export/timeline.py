"""The call as a picture: the court unrolled in time, as inline SVG. Far is up, near is down.

Colours are CSS classes; the page that holds the picture gives them their values for light and dark.
"""

from __future__ import annotations

from html import escape
from typing import Any

from app.export.story import who
from app.wording import time

Log = dict[str, Any]

LEFT, PLOT, RIGHT = 92.0, 960.0, 24.0
WIDTH = LEFT + PLOT + RIGHT
SIGNAL_Y, FAR_Y, BALL_FAR_Y, NET_Y, BALL_NEAR_Y, NEAR_Y, NUDGE_Y, AXIS_Y = 16, 40, 78, 85, 92, 102, 146, 188
LANE = 26
HEIGHT = 196
CHARACTER = 6.6
"""Width of a letter at 12 px, wide enough that labels never touch."""
MINUTES = (1, 2, 5, 10, 15, 30, 60, 120, 240)
MAX_TICKS = 9


def timeline(log: Log) -> str:
    """The picture as one `<svg>` element; turns, signals and nudges link to `#t…` and `#n…` on the page."""
    end_s = max([1.0, log["call"]["duration_s"], *(turn["end"] for turn in log["turns"])])
    scale = PLOT / end_s
    parts = [
        *_axis(end_s, scale),
        *_lanes(log, scale),
        _ball(log, scale),
        *_signals(log, scale),
        *_nudges(log, scale),
        *_labels(log),
    ]
    label = "The call on a timeline: their speech above, yours below, nudges under it"
    return (
        f'<svg class="timeline" viewBox="0 0 {WIDTH:g} {HEIGHT}" role="group" aria-label="{label}">'
        + "".join(parts)
        + "</svg>"
    )


def strokes(moments: list[dict[str, Any]], duration_s: float, label: str) -> str:
    """A pillar's moments on a line of time: up helped, hollow below got in the way."""
    scale = 300 / max(duration_s, 1.0)
    marks = []
    for moment in moments:
        x = min(moment["at"] * scale, 296)
        shape = f'x="{x:.1f}" y="{2 if moment["helped"] else 15}" width="4" height="11"'
        kind = "helped" if moment["helped"] else "hindered"
        marks.append(f'<rect class="{kind}" {shape}>{_title(moment["at"], moment["what"])}</rect>')
    line = '<line class="rule" x1="0" y1="14" x2="300" y2="14"/>'
    inside = line + "".join(marks)
    return f'<svg class="strokes" viewBox="0 0 300 28" role="img" aria-label="{escape(label)}">{inside}</svg>'


def _axis(end_s: float, scale: float) -> list[str]:
    step = next((m for m in MINUTES if end_s / 60 / m <= MAX_TICKS), MINUTES[-1])
    parts = []
    for minute in range(0, int(end_s // 60) + 1, step):
        x = LEFT + minute * 60 * scale
        parts.append(f'<line class="grid" x1="{x:.1f}" y1="30" x2="{x:.1f}" y2="{NUDGE_Y - 12}"/>')
        if x < LEFT + PLOT - 40 or minute == 0:
            text = "0 min" if minute == 0 else str(minute)
            parts.append(f'<text class="small" x="{x:.1f}" y="{AXIS_Y}">{text}</text>')
    parts.append(f'<text class="small end" x="{LEFT + PLOT:.1f}" y="{AXIS_Y}">{time(end_s)}</text>')
    return parts


def _lanes(log: Log, scale: float) -> list[str]:
    parts = []
    for number, turn in enumerate(log["turns"]):
        near = turn["speaker"] == "rep"
        x, width = LEFT + turn["start"] * scale, max((turn["end"] - turn["start"]) * scale - 1, 1.5)
        shape = f'x="{x:.1f}" y="{NEAR_Y if near else FAR_Y}" width="{width:.1f}" height="{LANE}"'
        round_off = "" if near else f' rx="{min(4, width / 2):.1f}"'
        kind = "rep" if near else "customer"
        title = _title(turn["start"], turn["text"])
        parts.append(f'<a href="#t{number}"><rect class="{kind}" {shape}{round_off}>{title}</rect></a>')
    return parts


def _ball(log: Log, scale: float) -> str:
    """Whose court the ball is in, turn by turn."""
    net = f'<line class="net" x1="{LEFT:g}" y1="{NET_Y}" x2="{LEFT + PLOT:g}" y2="{NET_Y}"/>'
    points = []
    for turn in log["turns"]:
        y = BALL_NEAR_Y if turn["speaker"] == "rep" else BALL_FAR_Y
        points += [f"{LEFT + turn['start'] * scale:.1f},{y}", f"{LEFT + turn['end'] * scale:.1f},{y}"]
    return net + (f'<polyline class="ball" points="{" ".join(points)}"/>' if points else "")


def _signals(log: Log, scale: float) -> list[str]:
    parts, free_x = [], 0.0
    for signal in log["signals"]:
        x, label = LEFT + signal["at"] * scale, str(signal["detail"] or signal["kind"])
        title = _title(signal["at"], f"{signal['kind']}: {signal['text']}")
        parts.append(f'<line class="signal" x1="{x:.1f}" y1="{SIGNAL_Y + 6}" x2="{x:.1f}" y2="{FAR_Y}">{title}</line>')
        if x >= free_x and x + len(label) * CHARACTER <= WIDTH:
            parts.append(f'<text class="small ink" x="{x:.1f}" y="{SIGNAL_Y}">{escape(label)}</text>')
            free_x = x + len(label) * CHARACTER + 8
    return parts


def _nudges(log: Log, scale: float) -> list[str]:
    parts, free_x = [], 0.0
    for number, nudge in enumerate(log["nudges"]):
        x, y = LEFT + nudge["at"] * scale, NUDGE_Y
        kind = "shown" if nudge["shown"] else "held"
        triangle = f'<path class="{kind}" d="M{x:.1f} {y - 9}l5 9h-10z">{_title(nudge["at"], nudge["text"])}</path>'
        parts.append(f'<a href="#n{number}">{triangle}</a>')
        label = nudge["text"].rstrip(".:")
        if nudge["shown"] and x >= free_x and x + len(label) * CHARACTER <= WIDTH:
            parts.append(f'<text class="small" x="{x:.1f}" y="{y + 16}">{escape(label)}</text>')
            free_x = x + len(label) * CHARACTER + 8
    return parts


def _labels(log: Log) -> list[str]:
    name = who(log)
    they = "They" if name == "they" else name
    rows = [(f"{they} said", SIGNAL_Y), ("the ball", NET_Y + 4), ("Nudges", NUDGE_Y)]
    rows += [(they, FAR_Y + 17), ("You", NEAR_Y + 17)]
    parts = []
    for text, y in rows:
        indent = 16 if text in (they, "You") else 0
        shown = text if len(text) <= 11 else text[:10] + "…"
        parts.append(f'<text class="small" x="{indent}" y="{y}">{escape(shown)}</text>')
    parts.append(f'<circle class="customer" cx="6" cy="{FAR_Y + 13}" r="4"/>')
    parts.append(f'<circle class="rep" cx="6" cy="{NEAR_Y + 13}" r="4.5"/>')
    return parts


def _title(at_s: float, text: str) -> str:
    short = text if len(text) <= 160 else text[:159] + "…"
    return f"<title>{time(at_s)} {escape(short)}</title>"
