"""Next steps: an action, who does it, and when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from coaching.listeners.clauses import clauses
from coaching.listeners.ear import Ear
from coaching.listeners.replies import accepts, declines
from coaching.listeners.spoken import alternatives, hear
from coaching.listeners.when import named_time

__all__ = ["NextStep", "Who", "accepts", "declines", "proposes_next_step", "sounds_like_next_step", "states_next_step"]


HARDLY, SURELY = 0.05, 0.6
"""Chance of a next step below which there is none whatever the patterns say, and from which it needs none of them.
Read on `tests/coaching/calls/dev2` to `dev6`: 44 of the reps' lines that a pattern takes for one stand below, nearly all
wrongly taken; of 30 above that no pattern takes, one is none, a deadline.
"""


class Who(StrEnum):
    """Who is to do it, seen from whoever says it."""

    SPEAKER = "speaker"
    LISTENER = "listener"
    BOTH = "both"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class NextStep:
    """An action proposed or promised, in plain words. when: the words that fix it, or None while they are open."""

    action: str
    who: Who
    when: str | None


_ACTION = re.compile(
    r"\b"
    + alternatives(
        r"""
        meet(?:ing)?|call|ring|phone|send|e?mail|talk|speak|chat|demo|show|review|present
        set (?:up|it up|that up|something up)|schedule|book|arrange|organi[sz]e|plan|pencil|follow up
        catch up|touch base|reconnect|regroup|get back|circle back|check (?:in|with)|introduce|loop
        bring|invite|join|visit|tour|come (?:by|out|over|back|in|round|up|down|to|and)
        (?:stop|drop|swing|pop) (?:by|in|over)|walk|go (?:over|through)|look (?:at|over)|sit down
        get together|share|forward|draft|prepare|put (?:together|something|it|that|you|a)|write
        give (?:you|me|him|her|them)|get (?:you|him|her|them|it|that|everyone|us|me|the|a|this)
        have (?:you|the|a|my|our|numbers|something|another)|start|begin|try|pilot|trial|test|session
        workshop|visit|proposal|quote|calendar|invite|let you know|confirm
        find (?:a|some) (?:time|slot|date)|fix a|agree|ask|run it|take it
        do (?:a|that|it|the|another|this)
        """
    )
    + r"\b"
)
_BOTH = re.compile(
    r"\b"
    + alternatives(
        r"""
        shall we|let us|(?:can|could|should|may) we|we (?:could|can|should|are going to|will)
        why do not (?:we|you and i)|how about|what about|how is|how does|would it make sense|see you
        talk to you|do you want to|would you (?:like|be open|be willing|be up)
        are you (?:free|available|around|in)
        (?:does|would|will|do|could) .{0,40}\b(?:work|suit|fit|be (?:good|okay|useful|convenient))
        (?:i would )?(?:suggest|propose) (?:that )?(?:we|the)|you and i|the (?:two|three|four) of us
        """
    )
    + r"\b"
)
_SPEAKER = re.compile(
    r"\b(?:i (?:will|can|could|am going to|am happy to|would be happy to|would (?:suggest|propose|like to|love to))|"
    r"let me|what if i|why do not i|shall i|should i|want me to)\b"
)
_LISTENER = re.compile(
    r"\b(?:you (?:will (?:have|get|hear|see)|send|could|can|would)|(?:can|could|would|will) you|please)\b|"
    r"^(?:and |so |okay |then |just )*(?:come|call|send|ring|bring|email|drop|stop|give|ask|talk)\b"
)
_OTHER = re.compile(
    r"\b(?:(?:my|our|your|the) [a-z]+(?: [a-z]+)?|he|she|they|[a-z]+ and i) (?:will|can|could|is going to|are going to)\b"
)
_MINE = re.compile(r"\b(?:i|we|you|me|us|my|our|your)\b")
_VAGUE = re.compile(r"\b(?:sometime|some time|at some point|some day|one day|eventually|whenever|would help|might)\b")
_PAST = re.compile(
    r"\b(?:(?:i|we|they|he|she) [a-z]+ed|yesterday|last (?:week|month|year|time|[a-z]+day)|ago|already|did|was|were|met|sent|called|spoke|"
    r"talked|went|had|told|said|showed)\b"
)
_HABIT = re.compile(r"\b(?:every|each|usually|normally|always|often|typically|most)\b")
_ASKS_FACT = re.compile(r"^(?:and |so |but |okay )*(?:what (?!about|if)|who |how (?!about|is |does )|where |which )")
_AIM = re.compile(
    r"\b(?:we|i) (?:want|hope|need|have) to\b|\b(?:lose|miss|fail|honest|ask you (?:about|something|a|one|if|how|what)|"
    r"tell you (?:about|what|how)|show you (?:how|what|this|our|the)|make sure|see if i|run out|be fined|fine us)\b"
)


def proposes_next_step(text: str, ear: Ear) -> NextStep | None:
    """The next step that `text` proposes or promises, by either side; its `when` may still be open.

    Told by patterns; by meaning, those that are surely none are left out, and what surely is one needs no pattern.
    """
    chance = ear.leaning("rep", text)["next-step"] if ear.by_meaning else None
    if chance is not None and chance < HARDLY:
        return None
    step = sounds_like_next_step(text)
    if step is None and chance is not None and chance >= SURELY:
        plain = hear(text).line
        return NextStep(plain, _who(plain) or Who.BOTH, named_time(plain))
    return step


def sounds_like_next_step(text: str) -> NextStep | None:
    """The same by patterns alone, which take some offers and promises of other kinds for one, too."""
    spoken = hear(text)
    parts = [spoken.part(clause.start, clause.end) for clause in clauses(spoken)]
    steps = [step for step in map(_step_in, [*parts, *_joined(parts)]) if step is not None]
    return next((step for step in steps if step.when is not None), steps[0] if steps else None)


def states_next_step(text: str, ear: Ear) -> NextStep | None:
    """The next step that `text` fixes: action, who and when, all three."""
    found = proposes_next_step(text, ear)
    return found if found is not None and found.when is not None else None


def _joined(parts: list[str]) -> list[str]:
    """Neighbouring clauses together: the action may stand in one and the time in the other."""
    return [f"{one} {other}" for one, other in pairwise(parts)]


def _step_in(words: str) -> NextStep | None:
    if _PAST.search(words) or _HABIT.search(words) or _ASKS_FACT.search(words) or _AIM.search(words):
        return None
    when, who = named_time(words), _who(words)
    if who is None or (when is None and _VAGUE.search(words)):
        return None
    if (
        _ACTION.search(words)
        or (when is not None and who is not Who.OTHER and _MINE.search(words))
        or _names_slot(words)
    ):
        return NextStep(words, who, when)
    return None


def _names_slot(words: str) -> bool:
    """A time offered with no action said: "how's Thursday at two", "let's say Friday ten o'clock"."""
    return named_time(words) is not None and _BOTH.search(words) is not None


def _who(words: str) -> Who | None:
    for pattern, who in ((_BOTH, Who.BOTH), (_OTHER, Who.OTHER), (_SPEAKER, Who.SPEAKER), (_LISTENER, Who.LISTENER)):
        if pattern.search(words):
            return who
    return None
