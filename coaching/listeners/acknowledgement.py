"""Acknowledgement: the rep's next turn picks up what the customer voiced."""

from __future__ import annotations

import re
from typing import Protocol

from coaching.heard import SignalKind
from coaching.listeners.backchannel import is_acknowledging_only
from coaching.listeners.ear import Ear
from coaching.listeners.language import content_stems
from coaching.listeners.spoken import alternatives, hear
from coaching.listeners.steering import GENERIC, names_wanted

ELSEWHERE = 0.5
"""Chance from which a reply is taken to go elsewhere; right in 87 % of pairs it was not trained on, and so are the others."""
_PARKS = re.compile(
    r"\b"
    + alternatives(
        r"""
        (?:come|get|go|circle) (?:right )?(?:back )?to (?:that|it|this)|park (?:that|it|this)|hold that (?:thought|one)
        (?:note|write|jot|put) (?:that|it|this)(?: one)?(?: down)?|noted (?:that|it)|ma(?:k|d)e (?:myself )?a note|get there in a
        (?:cover|address|tackle|take|discuss|answer) (?:that|it|this)(?: up)? (?:next|later|after|right after|in a|at the end|before we|once)
        """
    )
    + r"\b"
)


class Voiced(Protocol):
    """What this needs of a signal, found (`FoundSignal`) or on the call clock (`coaching.heard.Signal`)."""

    @property
    def kind(self) -> SignalKind: ...
    @property
    def detail(self) -> str | None: ...
    @property
    def text(self) -> str: ...
    @property
    def quote(self) -> str: ...


def acknowledges(signal: Voiced, reply: str, ear: Ear) -> bool:
    """Whether the rep's next turn picks `signal` up: its content, a question about it, an answer, or the feeling."""
    if not reply or is_acknowledging_only(reply):
        return False
    if parks_openly(reply):
        return True
    if signal.kind is SignalKind.STEER:
        return names_wanted(signal.text, reply, ear)
    return reuses(signal, reply) or goes_elsewhere(signal, reply, ear) < ELSEWHERE


def reuses(signal: Voiced, reply: str) -> bool:
    """Whether the reply says again what they said: a word of meaning from it, of a worry from its own few words."""
    theirs = signal.quote if signal.kind is SignalKind.CONCERN and signal.quote else signal.text
    return bool((content_stems(theirs) - GENERIC) & content_stems(reply))


def goes_elsewhere(signal: Voiced, reply: str, ear: Ear) -> float:
    """How likely the rep's reply leaves lying what the customer said, 0 to 1, rather than picking it up or parking it."""
    bond = ear.bond("picked-up", signal.text, reply)
    return bond["elsewhere"] / sum(bond.values())


def parks_openly(reply: str) -> bool:
    """Whether the rep says that it will be taken up later: "let me note that, first…"."""
    return bool(_PARKS.search(hear(reply).line))
