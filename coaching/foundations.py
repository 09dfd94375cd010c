"""The two foundations of a call, caring and knowing, each told from its moments (COACHING.md)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from audio.frames import Speaker
from coaching.listeners.ear import Ear
from coaching.listeners.mentions import mentions
from coaching.listeners.outcomes import named_outcomes
from coaching.listeners.pronouns import count_pronouns
from coaching.made_of import Piece

CUT_CHARACTERS = 90

Log = dict[str, Any]
Turn = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that the product shows for a foundation, and the moments it is made of, by time."""

    sentence: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Foundation:
    name: str
    told: tuple[Told, ...]


def foundations(log: Log, ear: Ear | None = None) -> list[Foundation]:
    """Caring and knowing, from a session log. ear: by words alone unless another is given."""
    own = [turn for turn in log["turns"] if turn["speaker"] == "rep"]
    caring = (_pronouns(own), *_customer_led(log), *_acknowledged(log))
    knowing = (_facts(log, own, ear or Ear()), _offer(log, own, ear or Ear()))
    return [Foundation("Caring", caring), Foundation("Knowing", knowing)]


def _pronouns(turns: Sequence[Turn]) -> Told:
    counted = [(turn, count_pronouns(turn["text"])) for turn in turns]
    own, theirs = sum(c.own for _, c in counted), sum(c.theirs for _, c in counted)
    said = "No “you”, “I” or “we” was heard from you."
    if own and theirs:
        said = f"You said “you” {theirs / own:.1f} times for each “I” or “we” ({theirs} and {own})."
    elif own or theirs:
        said = f"You said “you” {_times(theirs)}, “I” or “we” {_times(own)}."
    return Told(said, tuple(_piece(turn, f"you {c.theirs}, we {c.own}") for turn, c in counted if c.own or c.theirs))


def _customer_led(log: Log) -> list[Told]:
    """How long the customer had the ball, pauses in their turns included."""
    turns = [turn for turn in log["turns"] if turn["speaker"] == "customer"]
    if not turns:
        return []
    led_s = sum(turn["end"] - turn["start"] for turn in turns)
    said = f"They had the ball for {_clock(led_s)} of {_clock(log['call']['duration_s'])}."
    return [Told(said, tuple(_piece(turn, f"{turn['end'] - turn['start']:.0f} s") for turn in turns))]


def _acknowledged(log: Log) -> list[Told]:
    """What the customer voiced, and what of it the rep went into, as the pillars count it."""
    voiced = log["signals"]
    if not voiced:
        return []
    moments = [*log["pillars"]["genuine"]["moments"], *log["pillars"]["productive"]["moments"]]
    taken = {(moment["at"], moment["what"].partition(":")[0]) for moment in moments if moment["helped"]}
    pieces = [
        Piece(
            signal["at"],
            signal.get("end", signal["at"]),
            Speaker.CUSTOMER,
            "picked up" if (signal["at"], _picked_up(signal)) in taken else "left lying",
            _cut(signal["text"]),
        )
        for signal in voiced
    ]
    count = sum(piece.value == "picked up" for piece in pieces)
    return [Told(f"You picked up {count} of the {len(voiced)} things they voiced.", tuple(pieces))]


def _picked_up(signal: dict[str, Any]) -> str:
    """How the pillars name it when it was (`moments.py`)."""
    return "You picked up their " + " ".join(filter(None, (signal["detail"], signal["kind"])))


def _facts(log: Log, own: Sequence[Turn], ear: Ear) -> Told:
    facts = log["prep"]["facts"]
    used = [(turn, fact) for fact in facts if (turn := _first(own, fact, ear)) is not None]
    said = f"{len(used)} of {len(facts)} prepared facts used." if facts else "No facts were on the card."
    return Told(said, _by_time(used))


def _offer(log: Log, own: Sequence[Turn], ear: Ear) -> Told:
    pitching = [turn for turn in own if any(turn["start"] <= p["at"] <= turn["end"] for p in log["pitches"])]
    tied = [(turn, ", ".join(sorted(named))) for turn in pitching if (named := named_outcomes(turn["text"], ear))]
    if tied:
        outcomes = ", ".join(dict.fromkeys(named for _, named in tied))
        return Told(f"The offer was tied to {outcomes}.", _by_time(tied))
    if pitching:
        untied = [(turn, "no outcome") for turn in pitching]
        return Told("The offer was tied to no business outcome.", _by_time(untied))
    return Told("The offer was not described.", ())


def _first(turns: Sequence[Turn], fact: str, ear: Ear) -> Turn | None:
    return next((turn for turn in turns if mentions(fact, turn["text"], ear)), None)


def _by_time(valued: Sequence[tuple[Turn, str]]) -> tuple[Piece, ...]:
    return tuple(sorted((_piece(turn, value) for turn, value in valued), key=lambda piece: piece.start_s))


def _piece(turn: Turn, value: str) -> Piece:
    return Piece(turn["start"], turn["end"], Speaker(turn["speaker"]), value, _cut(turn["text"]))


def _cut(text: str) -> str:
    return text if len(text) <= CUT_CHARACTERS else text[:CUT_CHARACTERS].rpartition(" ")[0] + "…"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _times(count: int) -> str:
    return "never" if not count else "once" if count == 1 else f"{count} times"
