"""Acknowledgement: the rep's next turn picks up what the customer voiced."""

from __future__ import annotations

import re
from typing import Protocol

from coaching.heard import SignalKind
from coaching.listeners.backchannel import is_acknowledging_only
from coaching.listeners.ear import Ear
from coaching.listeners.language import content_stems, stem
from coaching.listeners.questions import find_questions
from coaching.listeners.spoken import Spoken, alternatives, hear

ELSEWHERE = 0.5
"""Chance from which a reply is taken to go elsewhere; right in 87 % of pairs it was not trained on, and so are the others."""
NEW_CONTENT = 3
"""Content words after a polite word that carry on with something else than was asked for."""
FOLLOWS = 0.15
"""The same for a wish to change the subject, which a reply may seem to be about and yet go on with the plan."""

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
_GRANTS = re.compile(
    r"^"
    + alternatives(
        r"""
        of course|absolutely|sure|certainly|happy to|go ahead|by all means|please|yes|no problem|fair enough|i am all ears|okay
        let us (?:do|talk|start|go|look|switch|skip|leave|move)|we can|what would you like|what is on your mind|fire away|ask away|glad you
        """
    )
    + r"\b"
)
_POLITE_WORD = re.compile(r"(?:of course|absolutely|sure|certainly|yes|yeah|no problem|fair enough|okay|right|good| )+")
_CARRIES_ON = re.compile(
    r"\b(?:so (?:as|going|back|where|next|the next|how many|tell me|let me)|as i (?:was saying|said)|anyway|moving on|next slide|"
    r"going back to|back to my|first|just quickly|in a minute|but first|let me (?:tell|show) you (?:about|a|our|the))\b"
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


_GENERIC = frozenset(
    stem(word)
    for word in """people person team company business system thing time work year day week month good talk call question today sure
    okay great use start next""".split()
)


def acknowledges(signal: Voiced, reply: str, ear: Ear) -> bool:
    """Whether the rep's next turn picks `signal` up: its content, a question about it, an answer, or the feeling."""
    spoken = hear(reply)
    if not spoken.plain or (is_acknowledging_only(reply) and signal.kind is not SignalKind.STEER):
        return False
    if parks_openly(reply):
        return True
    if signal.kind is SignalKind.STEER:
        return _follows(signal, spoken, reply) or goes_elsewhere(signal, reply, ear) < FOLLOWS
    return goes_elsewhere(signal, reply, ear) < ELSEWHERE


def goes_elsewhere(signal: Voiced, reply: str, ear: Ear) -> float:
    """How likely the rep's reply leaves lying what the customer said, 0 to 1, rather than picking it up or parking it."""
    bond = ear.bond("picked-up", signal.text, reply)
    return bond["elsewhere"] / sum(bond.values())


def parks_openly(reply: str) -> bool:
    """Whether the rep says that it will be taken up later: "let me note that, first…"."""
    return bool(_PARKS.search(hear(reply).line))


def _follows(signal: Voiced, spoken: Spoken, reply: str) -> bool:
    """Whether the rep goes where the customer steers, and not back to the plan after a polite word."""
    if (content_stems(signal.quote or signal.text) - _GENERIC) & content_stems(reply):
        return True
    if _POLITE_WORD.fullmatch(spoken.line):
        return False  # what comes next will tell
    granted = _GRANTS.search(spoken.line)
    if not granted or _CARRIES_ON.search(spoken.line) or find_questions(reply):
        return False
    rest = _POLITE_WORD.sub("", spoken.line, count=1) if _POLITE_WORD.match(spoken.line) else spoken.line
    return bool(_GRANTS.search(rest)) or len(content_stems(rest)) < NEW_CONTENT
