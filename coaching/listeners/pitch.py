"""Pitches: the rep describes or promotes the offer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coaching.listeners.clauses import clauses
from coaching.listeners.ear import Ear
from coaching.listeners.spoken import hear

THRESHOLDS = {True: 0.55, False: 0.6}
"""By meaning, or by words alone. Set on `tests/coaching/cases/pitch`, which share no sentence with the examples."""

_INTRODUCTION = re.compile(
    r"^((hi|hello|hey|good (morning|afternoon|evening)|thanks|thank you|so|yes|okay|and|well|there|[a-z]+) ){0,4}"
    r"((my|the) name is|this is [a-z]+( [a-z]+)? (from|with|at|calling|over at|here)|i am [a-z]+( [a-z]+)? "
    r"(from|with|at|and i|over at|calling|here)|i am (the|an?|your|with|from|calling|responsible|in charge)\b|"
    r"i (work|look after|lead|run|head|handle|cover|am with|represent)\b|[a-z]+( [a-z]+)? here\b|i am on the )"
)
_QUESTION = re.compile(
    r"^((and|so|but|okay|now|then|well|yes|or|right|also) )*"
    r"(what|how|who|whom|whose|when|where|why|which|do|does|did|are|is|was|were|have|has|had|can|could|will|would|"
    r"should|shall|may|tell me|walk me|help me|talk me|describe)\b(?! (we do|we offer|we have|i mean|i do|you get|makes|sets))"
)
_SHOW = re.compile(
    r"\b(let me|i will|i can|can i|could i|may i|i would (love|like) to|i want to|want me to) "
    r"(just |quickly |now )?(show you|share my screen|pull up|demo|give you a (quick )?(tour|demo|overview)|walk you through (our|the|how our))"
)
_SUMMARY = re.compile(
    r"\b(you (just )?(said|told|mentioned|were saying|described)|what i (am hearing|hear|heard)|if i understand|"
    r"let me (make sure|recap|summari[sz]e|check)|did i get|sounds like you|you have (got|told|said|mentioned))\b"
)
_ASKS_OFFER = re.compile(
    r"\b(what (exactly )?(do|does|can|would|could) (you|your|it|this|that|the) ?([a-z]+ ){0,3}(do|sell|offer|make|provide|have|cover|include)\b|"
    r"what (is|are) (it )?(you|your|this|that) ?([a-z]+ ){0,3}(selling|offering|doing|about|do|sell|offer|product|service|pitch)\b|"
    r"what is it (that )?you|what have you got|what would you (suggest|recommend|propose|do for)|"
    r"how (does|do|would|could|can|is|will) (it|this|that|you|your|the)\b|"
    r"(tell|show|walk|talk|give) me ([a-z]+ ){0,4}(your|you (do|offer|sell|have|guys)|it works|the (product|system|tool|platform|software|service|offer|demo|pitch))|"
    r"(show me|can i see|can you show|could you show|i would (like|love) to see|let us see it)\b|"
    r"(do|does|can|could|will|would|is|are|has|have) (it|your|this|the (system|tool|platform|software|product|app|service|plan|policy))\b|"
    r"(do|can|could|would) you (also )?(offer|provide|sell|do|have|support|handle|help|cover|deliver|integrate|guarantee|give|work)\b|"
    r"what (makes|sets) you|why should (i|we)|how are you (different|better)|what is (the|your) (difference|advantage|pitch|angle)|"
    r"how (much|long|soon|quickly) (is|does|would|will|do you|are you|could|can) )"
)


@dataclass(frozen=True, slots=True)
class FoundPitch:
    """The clauses that pitch, from the first to the last: a slice of `text.split()` and its words."""

    start_word: int
    end_word: int
    text: str


def find_pitch(text: str, ear: Ear, *, offer: Sequence[str] = ()) -> FoundPitch | None:
    """Where the rep pitches in `text`, or None.

    offer: the names of what is sold, from the prep card.
    """
    spoken = hear(text)
    whole = clauses(spoken)
    said = [_with_names_replaced(spoken.part(clause.start, clause.end), offer) for clause in whole]
    leanings = ear.leanings("pitch", said)
    pitching = [
        clause
        for clause, words, leaning in zip(whole, said, leanings, strict=True)
        if _pitches(words, leaning["pitch"], THRESHOLDS[ear.by_meaning])
    ]
    if not pitching:
        return None
    start, end = spoken.places[pitching[0].start], spoken.places[pitching[-1].end - 1] + 1
    return FoundPitch(start, end, " ".join(spoken.written[start:end]))


def is_pitch(text: str, ear: Ear, *, offer: Sequence[str] = ()) -> bool:
    """Whether the rep describes or promotes the offer in `text`."""
    return find_pitch(text, ear, offer=offer) is not None


def is_introduction(text: str) -> bool:
    """Whether `text` says who the speaker is, in one sentence: "hi, I'm Sam from Courier Cloud"."""
    return bool(_INTRODUCTION.match(hear(text).line))


def asks_about_offer(text: str) -> bool:
    """Whether the customer asks what the rep sells, how it works or what it can do."""
    return bool(_ASKS_OFFER.search(hear(text).line))


def _pitches(words: str, score: float, threshold: float) -> bool:
    if _SHOW.search(words):
        return True
    if _QUESTION.match(words) or _INTRODUCTION.match(words) or _SUMMARY.search(words):
        return False
    return score >= threshold


def _with_names_replaced(words: str, offer: Sequence[str]) -> str:
    """The clause with the offer's names as "our product", which is how the examples speak of it."""
    for name in offer:
        plain = hear(name).line
        if plain:
            words = re.sub(rf"\b(the |our )?{re.escape(plain)}\b", "our product", words)
    return words
