"""Pitches: the rep describes or promotes the offer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coaching.listeners.clauses import clauses
from coaching.listeners.ear import Ear
from coaching.listeners.next_step import sounds_like_next_step
from coaching.listeners.offer_question import asks_about_offer
from coaching.listeners.spoken import alternatives, hear

__all__ = ["FoundPitch", "asks_about_offer", "find_pitch", "is_introduction", "is_pitch"]

OF_THE_OFFER = {True: 0.5, False: 0.35}
"""Chance from which a clause that speaks of the rep's own side or of the offer pitches: by meaning, by words alone."""
OF_US = 0.65
"""The same for one that only says "we" and names nothing of the offer: "we" does and did many things."""
OF_SOMETHING = {True: 0.96, False: 0.5}
"""The same for one that claims something of "it", or for "you"."""
OF_IT_AGAIN = 0.5
"""The same for "it" once the offer has been described."""
OF_WHATEVER = 0.96
"""The same for any other. All set on `tests/coaching/cases/pitch`, from which no example was made, and on
consultations, in which nobody sells."""

SURELY = 0.7
"""Chance from which what sounds like a next step ("you would get a rep of your own") is none."""

CONTEXT = 0.5
"""How much the clause with its neighbours counts beside the clause alone."""
BREATH_WORDS = 30
MIN_WORDS = 4
"""Shorter clauses promote nothing."""

_LEAD = r"^(?:(?:and|so|but|okay|now|then|well|yes|or|right|also|plus) )*"
_OURS = re.compile(r"\b(?:we|our|ours|us)\b")
_THE_OFFER = re.compile(
    r"\b(?:we|our|ours|us)\b|\b(?:the|this|that) (?:\w+ )?(?:platform|system|tool|software|app|solution|service|product|"
    r"dashboard|feature|module|package|engine|technology|plan|policy|programme|program|device|kit)s?\b"
)
_ONLY_WE = re.compile(r"\b(?:we|us)\b")
_IT = re.compile(_LEAD + r"(?:it|they) (?:is|are|has|have|will|can|also|even|does|do|\w+s)\b")
_SOMETHING = re.compile(
    r"\b(?:it|this|that|they|everything|imagine|clients|customers|people)\b|\byou (?:would|will|get|can|could|save|see|pay|"
    r"never|only|have|do not)\b|\bsaves?\b"
)
_NO_PROMOTION = re.compile(
    r"\b(?:our (?:own )?(?:fault|mistake)|sorry|apolog\w+|let you down|went (?:down|wrong)|(?:we|our \w+) (?:\w+ )?(?:failed|broke|"
    r"messed|lost|double booked|should have|should not have))\b|\b(?:from|with|at|of) our product$|\bnote (?:that|this|it) down\b"
)
_INTRODUCTION = re.compile(
    r"^(?:[a-z]+ ){0,4}"
    + alternatives(
        r"""
        my name is|my name's|the name is|name's|i work (?:for|with|at)|i look after|i am (?:with|from|calling|responsible|in charge)
        this is [a-z]+(?: [a-z]+)? (?:from|with|at|calling|over|here)|it is [a-z]+ (?:from|with|calling|here)
        i am (?!sorry|not|sure|glad|happy|afraid|just|going|curious|looking)[a-z]+(?: [a-z]+)? (?:from|with|at|and i|over|calling|here|i)
        i (?:lead|run|head|handle|cover|represent) (?:the|our|all|a)
        [a-z]+ from [a-z]+|it is [a-z]+ (?:you have|we|i have|again)
        """
    )
    + r"\b"
)
_GREETING = re.compile(r"^(?:hi|hello|hey|good (?:morning|afternoon|evening))\b")
_QUESTION = re.compile(
    _LEAD + r"(?:what|how|who|whom|whose|when|where|why|which|do|does|did|are|is|was|were|have|has|had|can|could|will|"
    r"would|should|shall|may|tell me|walk me|take me|help me|talk me|describe)\b"
    r"(?! (?:we do|we offer|we have|i mean|i do|you get|makes|sets|our customers do))"
)
_SHOW = re.compile(
    r"\b(?:let me|i will|i can|can i|could i|may i|i would (?:love|like) to|i want to|want me to) (?:just |quickly |now )?"
    + alternatives(
        r"""
        show you (?!to|out)|share my screen|pull up (?:our|the|a|my)|give you a (?:quick |short )?(?:tour|demo|overview)
        walk you through (?:our|the (?:product|platform|tool|demo|features)|how our)
        """
    )
)
_SUMMARY = re.compile(
    r"\b(?:you (?:just )?(?:said|told|mentioned|were saying|described)|what i (?:am hearing|hear|heard)|if i understand|"
    r"let me (?:make sure|recap|summari[sz]e|check)|did i get|sounds like you|you have (?:got|told|said|mentioned))\b"
)
_ABOUT_OTHERS = re.compile(
    r"\b(?:i (?:spoke|talked|speak|talk) (?:with|to)|(?:told|tells|tell) me|i (?:know|knew|met|read|heard|saw)|a study|research)\b"
)


@dataclass(frozen=True, slots=True)
class FoundPitch:
    """The clauses that pitch, from the first to the last: a slice of `text.split()` and its words."""

    start_word: int
    end_word: int
    text: str


def find_pitch(text: str, ear: Ear, *, offer: Sequence[str] = (), again: bool = False) -> FoundPitch | None:
    """Where the rep pitches in `text`, or None.

    offer: the names of what is sold, from the prep card. again: the offer has been described before.
    """
    spoken = hear(text)
    whole = [clause for clause in clauses(spoken) if clause.end - clause.start >= MIN_WORDS]
    of_others = bool(_ABOUT_OTHERS.search(spoken.line))
    said = [_with_names_replaced(spoken.part(clause.start, clause.end), offer) for clause in whole]
    alone = [leaning["pitch"] for leaning in ear.leanings("pitch", said)]
    around = [leaning["pitch"] for leaning in ear.leanings("pitch", [_around(said, at) for at in range(len(said))])]
    chances = [(1 - CONTEXT) * one + CONTEXT * other for one, other in zip(alone, around, strict=True)]
    rather = [max(leaning.values()) for leaning in ear.leanings("rep", said)]
    pitching = [
        clause
        for clause, words, chance, other in zip(whole, said, chances, rather, strict=True)
        if chance >= other
        and _pitches(words, chance, ear.by_meaning, again)
        and not (of_others and not _OURS.search(words))
    ]
    if not pitching:
        return None
    start, end = spoken.places[pitching[0].start], spoken.places[pitching[-1].end - 1] + 1
    return FoundPitch(start, end, " ".join(spoken.written[start:end]))


def _around(said: Sequence[str], at: int) -> str:
    """The clause with its neighbours: about as much as an example holds."""
    start, end = at, at + 1
    while True:
        longer = [(low, high) for low, high in ((start - 1, end), (start, end + 1)) if low >= 0 and high <= len(said)]
        longer = [each for each in longer if sum(len(one.split()) for one in said[each[0] : each[1]]) <= BREATH_WORDS]
        if not longer:
            return " ".join(said[start:end])
        start, end = longer[0]


def is_pitch(text: str, ear: Ear, *, offer: Sequence[str] = ()) -> bool:
    """Whether the rep describes or promotes the offer in `text`."""
    return find_pitch(text, ear, offer=offer) is not None


def is_introduction(text: str) -> bool:
    """Whether `text` says who the speaker is, in one sentence: "hi, I'm Sam from Courier Cloud"."""
    return bool(_INTRODUCTION.match(hear(text).line))


def _pitches(words: str, chance: float, by_meaning: bool, again: bool) -> bool:
    if _SHOW.search(words):
        return True
    if (
        _GREETING.match(words)
        or _QUESTION.match(words)
        or _INTRODUCTION.match(words)
        or _SUMMARY.search(words)
        or _NO_PROMOTION.search(words)
    ):
        return False
    offer = _THE_OFFER.search(words)
    if offer is not None:
        only_we = _ONLY_WE.fullmatch(offer[0]) and not _THE_OFFER.search(_ONLY_WE.sub(" ", words))
        threshold = OF_US if only_we else OF_THE_OFFER[by_meaning]
    elif again and _IT.match(words):
        threshold = OF_IT_AGAIN
    elif _SOMETHING.search(words):
        threshold = OF_SOMETHING[by_meaning]
    elif by_meaning:
        threshold = OF_WHATEVER
    else:
        return False
    return chance >= threshold and (chance >= SURELY or sounds_like_next_step(words) is None)


def _with_names_replaced(words: str, offer: Sequence[str]) -> str:
    """The clause with the offer's names as "our product", which is how the examples speak of it."""
    for name in offer:
        plain = hear(name).line
        if plain:
            words = re.sub(
                rf"\b(?<!from )(?<!with )(?<!at )(?<!by )(the |our )?{re.escape(plain)}\b", "our product", words
            )
    return words
