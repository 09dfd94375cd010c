"""Short acknowledgements that never take the floor, and speech that stops before its thought does."""

from __future__ import annotations

from coaching.listeners.language import bare, clean, tokens

MAX_WORDS = 3
MAX_DURATION_S = 1.2

_YES_NO = frozenset("yes yeah yep yup yea ya no nope nah sure absolutely definitely correct exactly".split())
_ACKNOWLEDGING = _YES_NO | frozenset(
    """ah aha alright awesome brilliant cool er excellent fantastic fine gotcha good great hm hmm huh indeed
    interesting lovely mhm mm mmhm mmm nice noted oh ok okay perfect really right super totally true uh uhhuh um
    understood wonderful wow hmmm mhmm okey ooh fascinating""".split()
)
_PHRASES = (
    "got it", "i see", "of course", "makes sense", "that makes sense", "fair enough", "i know", "i understand",
    "i hear you", "sounds good", "all right", "for sure", "no problem", "no worries", "very good", "very nice",
    "that's right", "that's great", "that's fine", "that's good", "that's true", "that's interesting", "that's fair",
    "thank you", "thanks", "you're right", "go on", "uh huh", "mm hm", "mm hmm", "mhm", "i get it", "i got it",
    "oh dear", "oh wow", "you bet", "good to know", "go ahead", "i see that", "that's it", "so i see", "i'm with you",
    "not bad", "sorry to hear that", "i'm sorry to hear that", "fair point", "good point", "understood",
)  # fmt: skip
_PHRASE_TOKENS = sorted((tuple(tokens(phrase)) for phrase in _PHRASES), key=len, reverse=True)
_GLUE = frozenset("and so well but then it's is very all a".split())

# Words after which something must follow, even when the recogniser closed them with a full stop.
_NEVER_LAST = frozenset(
    """and but because 'cause cuz or the a an my our your their if um uh er erm uhm than although though whereas
    unless until which whose every i we they gonna wanna gotta into from of basically obviously""".split()
)
# Words that may end a sentence ("so I hope so"), but stop a thought when no full stop follows.
_SELDOM_LAST = _NEVER_LAST | frozenset(
    """so like that to is are was were am be been has have had do does did can could will would should might may with
    for at by in on about as very really just also plus then when where while what how who why you he she it's that's
    there's i'm we're they're you're i've we've they've you've i'll we'll don't not some more these this those
    actually maybe probably even only well almost nearly around roughly between both either""".split()
)
_COMPLETE_ENDINGS = frozenset(
    tuple(ending.split())
    for ending in (
        "think so/hope so/say so/guess so/suppose so/like that/about that/all that/of that/it is/we are/they are/we do/"
        "i do/you do/they do/it does/we have/i have/i am/we did/i did/we can/i can/some more/any more/for that/"
        "with that/at that/do that/did that/like this/want to/thank you/used to/have to/if not/or not/why not/of you/"
        "with you/for you/to you/how about/as well/very well/pretty well/or so"
    ).split("/")
)
_HEDGES = tuple(
    tuple(hedge.split())
    for hedge in (
        "i mean/you know/kind of/sort of/such as/for example/i think/as well as/in order to/let's see/let me think"
    ).split("/")
)


def is_backchannel(text: str, duration_s: float, after_yes_no_question: bool = False) -> bool:
    """Whether these words, said in `duration_s` seconds, only acknowledge: the other side keeps the floor.

    At most 3 words and 1.2 s. A bare "yes" or "no" right after a yes/no question is an answer, not a backchannel.
    """
    said = tokens(text)
    if not said or len(said) > MAX_WORDS + (said[0] in ("mm", "uh")) or duration_s > MAX_DURATION_S:
        return False
    if after_yes_no_question and _YES_NO.intersection(said):
        return False
    return is_acknowledging_only(text)


def is_acknowledging_only(text: str) -> bool:
    """Whether `text`, of any length, gives nothing but acknowledgement ("okay, right, got it")."""
    said = tokens(text)
    at = 0
    acknowledged = False
    while at < len(said):
        phrase = next((p for p in _PHRASE_TOKENS if tuple(said[at : at + len(p)]) == p), None)
        if phrase:
            at += len(phrase)
        elif said[at] in _ACKNOWLEDGING or said[at] in _GLUE:
            at += 1
        else:
            return False
        acknowledged = acknowledged or phrase is not None or said[at - 1] in _ACKNOWLEDGING
    return acknowledged


def trails_off(text: str) -> bool:
    """Whether `text` stops before its thought does: on "and", "because", "the", "um", "I mean", or dots."""
    written = clean(text[-400:]).rstrip(" \"'”’")
    if written.endswith(("...", "…", "-", "—", "–", ",")):
        return True
    words = [word for word in map(bare, written.split()[-4:]) if word]
    if not words or written.endswith(("?", "!")):
        return False
    closed = written.endswith(".")
    if any(tuple(words[-len(hedge) :]) == hedge for hedge in _HEDGES):
        return not closed or words[-1] in ("of", "as", "to")
    if tuple(words[-2:]) in _COMPLETE_ENDINGS:
        return False
    return words[-1] in (_NEVER_LAST if closed else _SELDOM_LAST)


def stops_mid_thought(text: str) -> bool:
    """The plain cases of `trails_off`: a trailing "and", "but", "so", "because", "um", or dots."""
    written = clean(text[-400:]).rstrip(" \"'”’")
    if written.endswith(("...", "…", "-", "—", "–")):
        return True
    words = [word for word in map(bare, written.split()[-4:]) if word]
    return bool(words) and words[-1] in _STOPS_ON and tuple(words[-2:]) not in _COMPLETE_ENDINGS


_STOPS_ON = frozenset("and but so because 'cause cuz or um umm uh er erm uhm if although unless".split())
