"""Whom the rep speaks of: I and we against you."""

from __future__ import annotations

from dataclasses import dataclass

from coaching.listeners.language import tokens

_OWN = frozenset("""i me my mine myself we us our ours ourselves i'm i've i'd i'll we're we've we'd we'll""".split())
_THEIRS = frozenset("""you your yours yourself yourselves you're you've you'd you'll""".split())
# "we" that includes the customer: something done together, or proposed to be
_TOGETHER_BEFORE = frozenset("shall should could can if when once before after until let's that what how where".split())
_TOGETHER_AFTER = frozenset(
    "both together could can should shall talk meet speak discuss look start agree cover need want".split()
)


@dataclass(frozen=True, slots=True)
class Pronouns:
    """How often one sentence says I/we (own) and you (theirs)."""

    own: int
    theirs: int


def count_pronouns(text: str) -> Pronouns:
    """Counts I/me/my/we/our/us and you/your, contractions too; a "we" that means both sides is left out."""
    words = tokens(text)
    own = sum(1 for at, word in enumerate(words) if word in _OWN and not _includes_you(words, at))
    return Pronouns(own, sum(1 for word in words if word in _THEIRS))


def _includes_you(words: list[str], at: int) -> bool:
    if words[at] not in ("we", "us", "our", "we'll", "we're"):
        return False
    before = words[at - 1] if at else ""
    after = words[at + 1 : at + 4]
    if "together" in words or "both" in after or words[max(0, at - 3) : at] == ["the", "two", "of"]:
        return True
    if words[at] == "us":
        return before in ("of", "for", "let", "between") and ("both" in words or "two" in words)
    asks_to_do = bool(after) and after[0] in _TOGETHER_AFTER
    return before in _TOGETHER_BEFORE and asks_to_do
