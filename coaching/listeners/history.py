"""Bad history with the rep's company or offer, which deserves to be named (`elephant`)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coaching.listeners.clauses import clauses
from coaching.listeners.ear import Ear
from coaching.listeners.spoken import hear

LIKELY = 0.4
"""Chance from which it is bad history with them."""

_YOURS = re.compile(r"\b(you|your|yours|yourselves)\b")


def is_bad_history(text: str, ear: Ear, *, names: Sequence[str] = ()) -> bool:
    """Whether the customer brings up a bad experience, own or heard of, with the rep, their company or their offer.

    names: the company and the offer, as the prep card has them.
    """
    spoken = hear(text)
    parts = [_with_names_replaced(spoken.part(clause.start, clause.end), names) for clause in clauses(spoken)]
    return any(
        leaning["yours"] >= LIKELY and bool(_YOURS.search(part))
        for part, leaning in zip(parts, ear.leanings("history", parts), strict=True)
    )


_YOUR_SIDE = re.compile(r"\byour (?:mob|lot|crowd|outfit|bunch|people|folks|guys)\b")


def _with_names_replaced(words: str, names: Sequence[str]) -> str:
    words = _YOUR_SIDE.sub("your company", words)
    for name in names:
        plain = hear(name).line
        if plain:
            words = re.sub(rf"\b{re.escape(plain)}\b", "your company", words)
    return words
