"""Next steps: an action, who does it, and when; and whether the other side accepts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from coaching.listeners.clauses import clauses
from coaching.listeners.spoken import hear

_DAY = (
    r"(mon|tues|wednes|thurs|fri|satur|sun)days?|tomorrow|tonight|this (morning|afternoon|evening|week|month)|"
    r"(today|later today)|(next|following) (week|month|quarter|year|[a-z]+day)|"
    r"(in|within) (a|an|one|two|three|four|five|six|ten|the next|a couple of|a few|\d+) ?(few|couple|couple of)? ?(minutes?|hours?|days?|weeks?|months?)|"
    r"(by|at|before|after|around|until|from|on|in|for) (the )?((end|beginning|start|middle) of (the |this |next )?[a-z]+|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|christmas|easter|"
    r"noon|lunch|(the )?(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\d+(st|nd|rd|th))|"
    r"(half past |quarter (past|to) )?(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2}(:\d\d)?( ?[ap]m)?)( thirty| fifteen| o'clock)?)|"
    r"(january|february|march|april|june|july|august|september|october|november|december) (the )?[\da-z]+|"
    r"end of (the )?(day|week|month)|\d{1,2}(:\d\d)? ?[ap]m|first thing|a week from|in the (morning|afternoon)"
)
_WHEN = re.compile(rf"\b({_DAY})\b")
_ACTION = re.compile(
    r"\b(meet|meeting|call|ring|phone|send|email|mail|talk|speak|demo|show|review|set (up|it up|that up)|schedule|book|follow up|catch up|"
    r"introduce|visit|come (by|out|over|back|in|round)|stop by|drop by|loop|share|get back|walk (you|them|him|her|us|through)|draft|prepare|put together|"
    r"pencil|touch base|reconnect|regroup|go over|go through|have you (the|a)|forward|invite|join|bring|check (with|in)|ask|talk to|sit down|run it|"
    r"get (you|him|her|them|it|that|this|everyone|us|together|the|a)|start|begin|try|pilot|trial|look at|session|workshop|arrange|organi[sz]e|fix a|pick up|do (a|that|it|the|another)|"
    r"let you know|confirm|write|drop you|give you|give me|find a (time|slot)|agree a|do (mon|tues|wednes|thurs|fri)day|plan (for|on|to)|see you)\b"
)
_MEETS = re.compile(r"\b(work|suit|free|available|good|okay|fine|do|slot|time)\b")
_BOTH = re.compile(r"\b(shall we|let us|we (will|can|could|should|are|are going to)|can we|could we|why do not we|how about|what about|would it make sense|do you want to|would you like to|"
                   r"are you (free|available|around)|(does|would|will|do|could) .{0,40}\b(work|suit|be good|be okay)\b|i (would )?(suggest|propose) (we|that we)|see you|talk (to you )?(on|next|tomorrow)|talk then)\b")  # fmt: skip
_SPEAKER = re.compile(
    r"\b(i (will|can|could|am going to|would be happy to|am happy to|am)|let me|i would (suggest|propose|like to|love to))\b"
)
_LISTENER = re.compile(
    r"\b(you (will|can|could|would|send|are going to)|(can|could|would|will) you|if you (could|can|would)|please)\b"
)
_OTHER = re.compile(
    r"\b((my|our|the) [a-z]+( [a-z]+)?|he|she|they|[a-z]+ and (i|me)) (will|can|is going to|are going to)\b"
)
_VAGUE = re.compile(
    r"\b(sometime|some time|at some point|one day|eventually|whenever|would help|would be (nice|helpful|good)|might|maybe we)\b"
)
_PAST = re.compile(
    r"\b(yesterday|last (week|month|year|time|[a-z]+day)|ago|already|did|was|were|met|sent|called|spoke|talked)\b"
)
_HABIT = re.compile(r"\b(every|each|usually|normally|always|often|typically)\b")

_ACCEPTS = re.compile(
    r"\b(sounds (good|great|fine|perfect|like a plan)|(that|it|this|tuesday|monday|wednesday|thursday|friday|ten|morning|afternoon|then) (works|is fine|is good|is perfect|is great|suits|would work|would be (good|great|fine|perfect))|"
    r"works (for (me|us)|fine|well)|i can (do|make) (that|it)|let us do (that|it|so)|see you (then|there|on)|(i am|we are) (free|available|happy to|good|in|up for)|"
    r"(you will have|i will (have|get|send|bring|be there|do that|put|make|see|let|talk|speak|ask)|we will (be there|do that))|deal|agreed|perfect|great|good idea|happy to|by all means|absolutely|definitely|"
    r"sure|of course|okay|yes|fine by me|fine with me|good for me|put (it|that|me) (in|down)|book (it|that)|send (it|the invite|me the invite|that) (over|through)?|looking forward|talk (to you )?then|go ahead|i am okay with)\b"
)
_DECLINES = re.compile(
    r"\b(no\b(?! (problem|worries|that is fine))|not (yet|now|really|sure|ready|necessary|convinced|interested|at this (point|stage)|right now|a good)|i (can|could|would|do|will) not|we (can|could|would|do|will) not|rather not|"
    r"i would (prefer|rather) (not|to wait)|let (me|us) think|think (about|it) over|i will (think|call you|let you know|get back|see)|we will (call you|let you know|get back|see)|"
    r"(too|very) (soon|early)|hold off|do not (bother|need|want)|hard to say|i need (some )?(more )?time|have to (check|see|think|ask|talk)|need to (check|see|think|ask|talk)|maybe|depends|but)\b"
)


class Who(StrEnum):
    """Seen from whoever says it."""

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


def proposes_next_step(text: str) -> NextStep | None:
    """The next step that `text` proposes or promises, by either side; its `when` may still be open."""
    return _best(text)


def states_next_step(text: str) -> NextStep | None:
    """The next step that `text` fixes: action, who and when, all three."""
    found = _best(text)
    return found if found is not None and found.when is not None else None


def accepts(text: str) -> bool:
    """Whether the listener agrees to what was just proposed."""
    line = hear(text).line
    return bool(_ACCEPTS.search(line)) and not declines(text)


def declines(text: str) -> bool:
    """Whether the listener refuses or puts off what was just proposed."""
    return bool(_DECLINES.search(hear(text).line))


def _best(text: str) -> NextStep | None:
    spoken = hear(text)
    found = [_in_clause(spoken.part(clause.start, clause.end)) for clause in clauses(spoken)]
    steps = [step for step in found if step is not None]
    return next((step for step in steps if step.when is not None), steps[0] if steps else None)


def _in_clause(words: str) -> NextStep | None:
    when = _WHEN.search(words)
    who = _who(words)
    action = _ACTION.search(words)
    if who is None or _PAST.search(words) or _HABIT.search(words) or (_VAGUE.search(words) and not when):
        return None
    if action is None and not (when and who is Who.BOTH and _MEETS.search(words)):
        return None
    return NextStep(words, who, when[0] if when else None)


def _who(words: str) -> Who | None:
    for pattern, who in ((_BOTH, Who.BOTH), (_OTHER, Who.OTHER), (_SPEAKER, Who.SPEAKER), (_LISTENER, Who.LISTENER)):
        if pattern.search(words):
            return who
    return None
