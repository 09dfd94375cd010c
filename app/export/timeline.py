"""The call as a picture: the court unrolled in time, as inline SVG. Far is up, near is down.

Colours are CSS classes; the page that holds the picture gives them their values for light and dark.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from app.export.moments import Kind, Moment, moments
from app.export.story import what_was, who
from app.wording import time

Log = dict[str, Any]

LEFT, RIGHT = 92.0, 24.0
PLOT_WIDTH = 960.0
SIGNAL_Y, FAR_Y, BALL_FAR_Y, NET_Y, BALL_NEAR_Y, NEAR_Y, NUDGE_Y, AXIS_Y = 16, 40, 78, 85, 92, 102, 146, 188
LANE = 26
HEIGHT = 196
LABEL = "The call on a timeline: their speech above, yours below, nudges under it"
CHARACTER = 6.6
"""Width of a letter at 12 px, wide enough that labels never touch."""
MINUTES = (1, 2, 5, 10, 15, 30, 60, 120, 240)
MAX_TICKS = 9


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where a moment stands across the picture."""

    end_s: float
    plot_width: float

    def x(self, at_s: float) -> float:
        return LEFT + at_s * self.plot_width / self.end_s

    @property
    def right(self) -> float:
        return LEFT + self.plot_width

    @property
    def width(self) -> float:
        return self.right + RIGHT


def timeline(log: Log, plot_width: float = PLOT_WIDTH) -> str:
    """The picture as one `<svg>` element; turns, nudges and bookmarks link to `#m…` on the page, by their number.

    plot_width: of the stretch that stands for the call, in units in which letters are 12 high.
    """
    happened = list(enumerate(moments(log)))
    end_s = max([1.0, log["call"]["duration_s"], *(moment.end_s for _, moment in happened)])
    frame = _Frame(end_s, plot_width)
    turns = [(number, moment) for number, moment in happened if moment.kind.is_turn]
    below = [(number, moment) for number, moment in happened if moment.kind in _SIGNS]
    parts = [
        *_axis(frame),
        *_lanes(turns, frame),
        _ball([turn for _, turn in turns], frame),
        *_signals([moment for _, moment in happened if moment.kind is Kind.SIGNAL], frame),
        *_below(below, frame),
        *_labels(log),
    ]
    return f'<svg class="timeline" viewBox="0 0 {frame.width:g} {HEIGHT}">' + "".join(parts) + "</svg>"


def strokes(moments: Sequence[dict[str, Any]], duration_s: float, label: str) -> str:
    """A pillar's moments on a line of time: up helped, hollow below got in the way."""
    scale = 300 / max(duration_s, 1.0)
    marks = []
    for moment in moments:
        x = min(moment["at"] * scale, 296)
        shape = f'x="{x:.1f}" y="{2 if moment["helped"] else 15}" width="4" height="11"'
        kind = "helped" if moment["helped"] else "hindered"
        marks.append(f'<rect class="{kind}" {shape}>{_title(moment["at"], what_was(moment))}</rect>')
    line = '<line class="rule" x1="0" y1="14" x2="300" y2="14"/>'
    inside = line + "".join(marks)
    return f'<svg class="strokes" viewBox="0 0 300 28" role="img" aria-label="{escape(label)}">{inside}</svg>'


def _axis(frame: _Frame) -> list[str]:
    step = next((m for m in MINUTES if frame.end_s / 60 / m <= MAX_TICKS * frame.plot_width / PLOT_WIDTH), MINUTES[-1])
    parts = []
    for minute in range(0, int(frame.end_s // 60) + 1, step):
        x = frame.x(minute * 60)
        parts.append(f'<line class="grid" x1="{x:.1f}" y1="30" x2="{x:.1f}" y2="{NUDGE_Y - 12}"/>')
        if x < frame.right - 40 or minute == 0:
            text = "0 min" if minute == 0 else str(minute)
            parts.append(f'<text class="small" x="{x:.1f}" y="{AXIS_Y}">{text}</text>')
    parts.append(f'<text class="small end" x="{frame.right:.1f}" y="{AXIS_Y}">{time(frame.end_s)}</text>')
    return parts


def _lanes(turns: Sequence[tuple[int, Moment]], frame: _Frame) -> list[str]:
    parts = []
    for number, turn in turns:
        near = turn.kind is Kind.REP
        x = frame.x(turn.at_s)
        width = max(frame.x(turn.end_s) - x - 1, 1.5)
        shape = f'x="{x:.1f}" y="{NEAR_Y if near else FAR_Y}" width="{width:.1f}" height="{LANE}"'
        round_off = "" if near else f' rx="{min(4, width / 2):.1f}"'
        kind = "rep" if near else "customer"
        title = _title(turn.at_s, turn.text)
        parts.append(f'<a href="#m{number}"><rect class="{kind}" {shape}{round_off}>{title}</rect></a>')
    return parts


def _ball(turns: Sequence[Moment], frame: _Frame) -> str:
    """Whose court the ball is in, turn by turn."""
    net = f'<line class="net" x1="{LEFT:g}" y1="{NET_Y}" x2="{frame.right:g}" y2="{NET_Y}"/>'
    points = []
    for turn in turns:
        y = BALL_NEAR_Y if turn.kind is Kind.REP else BALL_FAR_Y
        points += [f"{frame.x(turn.at_s):.1f},{y}", f"{frame.x(turn.end_s):.1f},{y}"]
    return net + (f'<polyline class="ball" points="{" ".join(points)}"/>' if points else "")


def _signals(signals: Sequence[Moment], frame: _Frame) -> list[str]:
    parts, free_x = [], 0.0
    for signal in signals:
        x = frame.x(signal.at_s)
        title = _title(signal.at_s, f"{signal.detail}: {signal.text}")
        parts.append(f'<line class="signal" x1="{x:.1f}" y1="{SIGNAL_Y + 6}" x2="{x:.1f}" y2="{FAR_Y}">{title}</line>')
        label, free_x = _label(frame, x, SIGNAL_Y, signal.label, free_x, "small ink")
        parts += label
    return parts


def _below(marked: Sequence[tuple[int, Moment]], frame: _Frame) -> list[str]:
    """Nudges and bookmarks; what was held back has no label."""
    parts, free_x = [], 0.0
    for number, moment in marked:
        x, y = frame.x(moment.at_s), NUDGE_Y
        kind, drawn = _SIGNS[moment.kind]
        sign = f'<path class="{kind}" d="M{x:.1f} {y - 9}{drawn}">{_title(moment.at_s, moment.text)}</path>'
        parts.append(f'<a href="#m{number}">{sign}</a>')
        if moment.label and moment.kind is not Kind.HELD_BACK:
            label, free_x = _label(frame, x, y + 16, moment.label, free_x, "small")
            parts += label
    return parts


_SIGNS = {
    Kind.SHOWN: ("shown", "l5 9h-10z"),
    Kind.HELD_BACK: ("held", "l5 9h-10z"),
    Kind.BOOKMARK: ("held", "m-3.5 -1h7v11l-3.5 -3.5l-3.5 3.5z"),
}
"""The CSS class of what stands below the lanes, and its shape from its top."""


def _label(frame: _Frame, x: float, y: float, text: str, free_x: float, kind: str) -> tuple[list[str], float]:
    """The text, where no label before it stands in the way, and where the next may begin."""
    if x < free_x or x + len(text) * CHARACTER > frame.width:
        return [], free_x
    return [f'<text class="{kind}" x="{x:.1f}" y="{y}">{escape(text)}</text>'], x + len(text) * CHARACTER + 8


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
