"""The moments of a call that can be looked at: what stands on the timeline and between the words. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from app.export.story import INTEREST, said_by_coach, words_of
from coaching.instead import PRACTICES

Log = dict[str, Any]


class Kind(Enum):
    REP = auto()
    CUSTOMER = auto()
    SIGNAL = auto()
    SHOWN = auto()
    HELD_BACK = auto()
    BOOKMARK = auto()

    @property
    def is_turn(self) -> bool:
        return self in (Kind.REP, Kind.CUSTOMER)

    @property
    def is_nudge(self) -> bool:
        return self in (Kind.SHOWN, Kind.HELD_BACK)


@dataclass(frozen=True, slots=True)
class Moment:
    """label: a word or two for the timeline. text: what was said or shown. detail: why, for a nudge.
    nudge_id: None for everything else. ended_s: when a nudge left the screen. words: what a nudge rests on."""

    kind: Kind
    at_s: float
    end_s: float
    label: str
    text: str
    detail: str = ""
    nudge_id: int | None = None
    ended_s: float | None = None
    words: tuple[dict[str, Any], ...] = ()


def moments(log: Log) -> list[Moment]:
    """Every moment of the call, by time; of moments at the same time, turns first."""
    found = [*_turns(log), *_signals(log), *_nudges(log), *_bookmarks(log)]
    return sorted(found, key=lambda moment: (moment.at_s, not moment.kind.is_turn))


def _turns(log: Log) -> list[Moment]:
    return [
        Moment(Kind.REP if turn["speaker"] == "rep" else Kind.CUSTOMER, turn["start"], turn["end"], "", turn["text"])
        for turn in log["turns"]
    ]


def _signals(log: Log) -> list[Moment]:
    return [
        Moment(Kind.SIGNAL, s["at"], s.get("end", s["at"]), _signal_label(s), s["text"], s["kind"])
        for s in log["signals"]
    ]


def _signal_label(signal: dict[str, Any]) -> str:
    """ "problem", "interest: the price", "price worry", "bad history", "another topic"."""
    if signal["kind"] == "need":
        return str(signal["detail"] or "need")
    if signal["detail"] == "history":
        return "bad history"
    if signal["kind"] == "concern":
        return f"{signal['detail']} worry"
    if signal["kind"] == "steer":
        return "another topic"
    about = INTEREST.get(signal["detail"] or "")
    return f"interest: {about}" if about else str(signal["kind"])


def _nudges(log: Log) -> list[Moment]:
    return [
        Moment(
            Kind.SHOWN if nudge["shown"] else Kind.HELD_BACK,
            nudge["at"],
            nudge["at"],
            _nudge_label(nudge),
            said_by_coach(nudge),
            nudge["why"],
            nudge.get("id"),
            nudge.get("ended"),
            tuple(words_of(nudge)),
        )
        for nudge in log["nudges"]
    ]


def _nudge_label(nudge: dict[str, Any]) -> str:
    text = str(nudge["text"]).split(": “")[0].split(". ")[0].rstrip(".:")
    practice = PRACTICES.get(nudge["rule"])
    return text if len(text) <= 30 or practice is None else practice.slip


def _bookmarks(log: Log) -> list[Moment]:
    return [
        Moment(Kind.BOOKMARK, mark["at"], mark["at"], mark["note"], mark["note"] or "You marked this.")
        for mark in log.get("bookmarks", ())
    ]
