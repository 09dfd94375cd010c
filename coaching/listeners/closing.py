"""Closing language: asking for the signature, or pressing with a deadline or scarcity."""

from __future__ import annotations

import re
from enum import StrEnum

from coaching.listeners.clauses import clauses
from coaching.listeners.ear import Ear
from coaching.listeners.lexicon import word_classes
from coaching.listeners.spoken import hear

LIKELY = 0.5
"""Chance from which a clause presses."""
_ASKS_THEM = re.compile(r"(?:\w+ ){0,3}?(?:what|how|who|when|where|why|which)\b(?! (?:would|will|does) it take)")
"""They are asked for something to know, not for a decision."""
_LIMIT = re.compile(
    r"\b(?:only|until|till|before|by (?:the|this|next|end|[a-z]+day|tomorrow|tonight|noon|midnight)|today|tomorrow|tonight|this (?:week|month|"
    r"quarter|year|afternoon|morning)|end of|ends?|expires?|closes?|left|last|gone|runs? out|while|unless|now|deadline|soon|wait|filling|fast|quickly|"
    r"[a-z]+day)\b"
)
"""What runs out, or by when: without it, to hold a price is a promise."""
MIN_WORDS = 4
"""Shorter clauses press for nothing."""


_DEAL = re.compile(
    r"\b(?:prices?|pricing|quote|discount|deal|contract|agreement|paperwork|order form|purchase|buy|invoice|"
    r"sign(?:ed|ing)? (?:up|today|now|here|it|this|the|off|before|by)|your business|get (?:this|it) done|"
    r"(?:what|how) (?:would|will|does) it take|go ahead|lock (?:it|this|that) in|offers? (?:ends?|expires?|closes?))\b"
)


class Closing(StrEnum):
    CLOSE = "close"
    """Asks for the signature or the order now."""
    URGENCY = "urgency"
    """A deadline or scarcity made to press. Alone enough for `closing-pressure`."""


_NEEDS_A_WORD_OF = {Closing.CLOSE: "commit", Closing.URGENCY: "press"}
"""Nobody presses without a word for the deal or for what is running out."""


def names_a_deal(text: str) -> bool:
    """Whether `text` itself speaks of buying: a price, a contract, a signature, "what would it take"."""
    return _DEAL.search(hear(text).line) is not None


def closing_language(text: str, ear: Ear) -> Closing | None:
    """How the rep presses for a decision in `text`; the customer's own deadlines and next steps do not press."""
    spoken = hear(text)
    parts = [spoken.part(each.start, each.end) for each in clauses(spoken) if each.end - each.start >= MIN_WORDS]
    if len(parts) > 1:
        parts.append(spoken.line)
    heard = [
        (score, Closing(label))
        for part, leaning in zip(parts, ear.leanings("closing", parts), strict=True)
        for label, score in leaning.items()
        if score >= LIKELY
        and _NEEDS_A_WORD_OF[Closing(label)] in word_classes(hear(part))
        and not _ASKS_THEM.match(part)
        and (label == Closing.CLOSE or _LIMIT.search(part))
    ]
    return max(heard)[1] if heard else None
