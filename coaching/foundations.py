"""The two foundations of a call, caring and knowing, each told from its moments (COACHING.md)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from audio.frames import Speaker
from coaching.listeners.ear import Ear
from coaching.listeners.mentions import mentions
from coaching.listeners.outcomes import named_outcomes
from coaching.listeners.pronouns import count_pronouns
from coaching.made_of import Piece

CUT_CHARACTERS = 90


@dataclass(frozen=True, slots=True)
class Foundation:
    """sentence: what the product shows for it. pieces: the moments it is made of, by time."""

    name: str
    sentence: str
    pieces: tuple[Piece, ...]


def foundations(log: dict[str, Any], ear: Ear | None = None) -> list[Foundation]:
    """Caring and knowing, from a session log. ear: by words alone unless another is given."""
    return [_caring(log), _knowing(log, ear or Ear())]


def _caring(log: dict[str, Any]) -> Foundation:
    turns = [turn for turn in log["turns"] if turn["speaker"] == "rep"]
    counted = [(turn, count_pronouns(turn["text"])) for turn in turns]
    own, theirs = sum(c.own for _, c in counted), sum(c.theirs for _, c in counted)
    said = "No “you”, “I” or “we” was heard from you."
    if own and theirs:
        said = f"You said “you” {theirs / own:.1f} times for each “I” or “we” ({theirs} and {own})."
    elif own or theirs:
        said = f"You said “you” {_times(theirs)}, “I” or “we” {_times(own)}."
    picked_up = sum(
        moment["helped"] and moment["what"].startswith("You picked up")
        for name in ("genuine", "productive")
        for moment in log["pillars"][name]["moments"]
    )
    voiced = len(log["signals"])
    taken = f" You picked up {picked_up} of the {voiced} things they voiced." if voiced else ""
    pieces = [_piece(turn, f"you {c.theirs}, we {c.own}") for turn, c in counted if c.own or c.theirs]
    return Foundation("Caring", said + taken, tuple(pieces))


def _knowing(log: dict[str, Any], ear: Ear) -> Foundation:
    own = [turn for turn in log["turns"] if turn["speaker"] == "rep"]
    facts = log["prep"]["facts"]
    used = [(turn, fact) for fact in facts if (turn := _first(own, fact, ear)) is not None]
    pitching = [turn for turn in own if any(turn["start"] <= p["at"] <= turn["end"] for p in log["pitches"])]
    tied = [(turn, ", ".join(sorted(named))) for turn in pitching if (named := named_outcomes(turn["text"], ear))]
    said = f"{len(used)} of {len(facts)} prepared facts used." if facts else "No facts were on the card."
    if pitching and tied:
        outcomes = ", ".join(dict.fromkeys(named for _, named in tied))
        said += f" The offer was tied to {outcomes}."
    elif pitching:
        said += " The offer was tied to no business outcome."
    else:
        said += " The offer was not described."
    pieces = [_piece(turn, fact) for turn, fact in used] + [_piece(turn, named) for turn, named in tied]
    return Foundation("Knowing", said, tuple(sorted(pieces, key=lambda piece: piece.start_s)))


def _first(turns: list[dict[str, Any]], fact: str, ear: Ear) -> dict[str, Any] | None:
    return next((turn for turn in turns if mentions(fact, turn["text"], ear)), None)


def _piece(turn: dict[str, Any], value: str) -> Piece:
    text = turn["text"]
    cut = text if len(text) <= CUT_CHARACTERS else text[:CUT_CHARACTERS].rpartition(" ")[0] + "…"
    return Piece(turn["start"], turn["end"], Speaker(turn["speaker"]), value, cut)


def _times(count: int) -> str:
    return "never" if not count else "once" if count == 1 else f"{count} times"
