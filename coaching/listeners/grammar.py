"""How a spoken English question begins: word order, never punctuation.

All functions take words as `language.bare` leaves them ("what's", "don't") and a position, and look ahead a few
words only. An opening that is `anywhere` is safe in the middle of an unpunctuated run; the others ask for a clause
boundary before them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

WH = frozenset("what how why who whom whose when where which whereabouts".split())
_PREPOSITIONS = frozenset("in at for to on by since from with of until under about around over".split())
_PLAIN_AUX = frozenset(
    """do does did is are was were am have has had can could will would shall should may might must 're 's""".split()
)
AUX = _PLAIN_AUX | frozenset(
    """don't doesn't didn't isn't aren't wasn't weren't haven't hasn't hadn't can't couldn't won't wouldn't
    shouldn't""".split()
)
PRONOUNS = frozenset("i you we they he she it there this that these those y'all ya".split())
_INDEFINITE = frozenset(
    "anyone anybody anything someone somebody something everyone everybody everything nobody people".split()
)
_DETERMINERS = frozenset(
    """the my your our their his her its this that these those any some each every all most both a an other
    another either one""".split()
)
_SUBJECTS = PRONOUNS | _INDEFINITE | _DETERMINERS
# After an auxiliary these continue a statement that lost its subject ("could be a virus", "is really just…").
_NOT_SUBJECTS = (
    AUX
    | WH
    | _PREPOSITIONS
    | frozenset(
        """a an be been being just only also not have get got go really very quite so and but or um uh still always never
    probably maybe actually as if because too more less like no yes yeah basically definitely certainly likely
    love prefer absolutely going doing done seen taken made used called said told put set great good bad fine important
    something nothing sometimes well then than do""".split()
    )
)
OPENERS = frozenset(
    """so and but or okay ok right well yeah yes yep no nope um uh er erm oh ah hmm mm mhm alright fine great good
    perfect sure now then anyway also cool thanks actually just basically sorry hi hey hello please like because
    exactly absolutely understood interesting again first firstly finally lastly secondly next maybe though still
    otherwise wow excellent lovely brilliant gotcha sir madam guys hm mmm uh-huh mm-hmm mm-hm honestly obviously
    see look listen wait ooh aha fair""".split()
)
_BLOCKS_INVERSION = WH | frozenset("neither nor as than only rarely seldom to that not".split()) | {
    "i", "we", "they", "he", "she", "you", "it", "will", "would", "can", "could", "should", "must", "might", "may",
    "they'll", "we'll", "i'll", "you'll", "i'd", "we'd", "let", "who", "people", "always", "never", "thing", "things",
}  # fmt: skip


class OpeningKind(StrEnum):
    WH = "wh"
    INVERTED = "inverted"
    REQUEST = "request"
    ELLIPTIC = "elliptic"


@dataclass(frozen=True, slots=True)
class Opening:
    """A question begins here. `anywhere`: sure enough without a clause boundary before it."""

    at: int
    kind: OpeningKind
    anywhere: bool


def skip_openers(words: Sequence[str], at: int, end: int) -> int:
    """The index after "okay, so, um…"."""
    while at < end - 1 and (not words[at] or words[at] in OPENERS):
        if words[at] == "like" and words[at + 1] == "what":
            break
        at += 1
    return at


def opening_at(words: Sequence[str], at: int, end: int) -> Opening | None:
    """The question opening at `at` in the clause that ends before `end`, if one is there."""
    wh = _wh_at(words, at, end)
    if wh is not None:
        return Opening(at, OpeningKind.WH, wh)
    inverted = _inverted_at(words, at, end)
    if inverted is not None:
        return Opening(at, OpeningKind.INVERTED, inverted)
    if _request_at(words, at, end):
        return Opening(at, OpeningKind.REQUEST, False)
    if _elliptic_at(words, at, end):
        return Opening(at, OpeningKind.ELLIPTIC, False)
    return None


# --- what, how, why, who, when, where, which -------------------------------------------------------------------

_SUBJECT_VERBS = frozenset(
    """happens happened made makes brought brings drives drove driving led leads keeps kept matters changed changes
    prompted triggers triggered worries worried stops stopped prevents caused causes goes went comes came works
    worked gets got sets sparked inspired motivated motivates excites concerns bothers holds tells differentiates
    takes took counts triggers pushed pushes hurts helps sticks stands stood slows slowed breaks broke costs
    encourages encouraged attracts attracted frustrates annoys limits""".split()
)
_QUANTITIES = frozenset("many much long often old far soon big large high fast quickly frequently".split())
_KINDS = frozenset(
    "kind kinds type types sort sorts size percentage percent proportion time else part number level color colour".split()
)
_GREAT = frozenset(
    "great nice good lovely wonderful awesome important interesting cool amazing fantastic perfect fine".split()
)


def split_wh(word: str) -> tuple[str, str]:
    """ "what's" → what, 's. Words that are no question word give ("", "")."""
    head, apostrophe, tail = word.partition("'")
    if head in WH:
        return head, apostrophe + tail
    return "", ""


def _wh_at(words: Sequence[str], at: int, end: int) -> bool | None:
    """None: no question; True: anywhere; False: only at a clause start."""
    first = at
    if words[at] in _PREPOSITIONS and at + 2 < end and words[at + 1] in ("what", "which", "how", "whom", "when"):
        first = at + 1
    wh, tail = split_wh(words[first])
    if not wh:
        return None
    rest = words[first + 1 : min(end, first + 12)]
    if not rest:
        return False if end - at <= 2 and not tail else None
    if wh in ("what", "how") and rest[0] in ("about", "come", "if"):
        return None if rest[0] == "if" and len(rest) < 3 else False
    if wh == "why" and rest[0] == "not":
        return False
    if wh == "what" and rest[0] in ("a", "an"):
        return None
    if wh == "how" and rest[0] in _GREAT and len(rest) < 3:
        return None
    if _free_relative(wh, tail, rest):
        return None
    if tail:
        if wh == "which" or (wh == "who" and rest[0].endswith("ing") and at > 0 and words[at - 1] not in OPENERS):
            return None
        return False if tail in ("'s", "'re", "'d", "'ll", "'ve") else None
    found = _auxiliary(wh, rest)
    if found is None:
        return _subject_question(wh, rest, end - at)
    if found == 0:
        following = rest[1] if len(rest) > 1 else ""
        if wh == "which":
            return False if following in ("you", "your", "more", "better", "it", "they", "we", "one") else None
        if (
            wh == "when"
            and following not in _SUBJECTS
            and rest[0] not in ("do", "does", "did", "is", "was", "will", "are")
        ):
            return None
        if not following:
            return None
        return rest[0] in (
            "do",
            "does",
            "did",
            "can",
            "could",
            "would",
            "are",
            "have",
            "will",
        ) and following in PRONOUNS - {"that", "this"}
    return (
        rest[0] in _QUANTITIES and rest[found] in _PLAIN_AUX and found + 1 < len(rest) and rest[found + 1] in PRONOUNS
    )


def _auxiliary(wh: str, rest: Sequence[str]) -> int | None:
    """Where the auxiliary stands after a question word and its noun phrase; None when a subject comes first."""
    for place, word in enumerate(rest[:7]):
        if word in AUX:
            return place
        if word in PRONOUNS and not (place == 0 and wh in ("what", "which") and word in ("this", "that")):
            return None
        if wh in ("why", "when", "where", "who", "whom") and place > 1:
            return None
        if word in (
            "that's",
            "it's",
            "i'm",
            "we're",
            "you're",
            "they're",
            "i've",
            "we've",
            "you've",
            "i'd",
            "we'd",
            "you'd",
        ):
            return None
    return None


def _subject_question(wh: str, rest: Sequence[str], length: int) -> bool | None:
    """Question words that are their own subject ("who decides", "how many work there") or stand alone ("how long")."""
    first = rest[0]
    if wh == "who":
        after = (
            rest[1]
            if first
            in (
                "else",
                "all",
                "actually",
                "typically",
                "usually",
                "normally",
                "currently",
                "ultimately",
                "exactly",
                "at",
                "on",
                "in",
            )
            and len(rest) > 1
            else first
        )
        return None if after in _SUBJECTS or after in ("i'm", "we're", "you're", "they're") else False
    if wh == "what":
        verb = (
            rest[1]
            if first
            in (
                "else",
                "actually",
                "usually",
                "typically",
                "normally",
                "really",
                "mainly",
                "ultimately",
                "first",
                "currently",
            )
            and len(rest) > 1
            else first
        )
        if verb in _SUBJECT_VERBS or first == "else":
            return False
        return False if first in _KINDS and not any(word in PRONOUNS for word in rest[:5]) else None
    if wh == "how":
        if first in _QUANTITIES:
            return None if any(word in PRONOUNS for word in rest[1:3]) else False
        return False if first == "so" and length <= 3 else None
    if wh == "which":
        return None if any(word in PRONOUNS for word in rest[:3]) or first.endswith("s") or first in _GREAT else False
    return False if length <= 3 and first not in _SUBJECTS and wh in ("where", "when", "why", "whose") else None


def _free_relative(wh: str, tail: str, rest: Sequence[str]) -> bool:
    """ "What's great is that…", "what happened was…": a statement whose subject begins with a question word."""
    if wh != "what" or not (tail == "'s" or rest[0] in _SUBJECT_VERBS or rest[0] in ("is", "was")):
        return False
    for place in range(1, min(6, len(rest) - 1)):
        before, word, after = rest[place - 1], rest[place], rest[place + 1]
        if word in ("is", "was") and before not in WH and before not in PRONOUNS and after not in ("like", "it"):
            return rest[0] not in ("the", "your", "a") or place > 3
    return rest[0] in _GREAT and rest[1:2] == ["about"] and "is" in rest


# --- do you, is it, can we ---------------------------------------------------------------------------------------

_SETTLED_PHRASES = frozenset(
    [("do", "your", "best"), ("do", "the", "math"), ("do", "the", "maths"), ("do", "the", "same"), ("do", "the", "work"),
     ("do", "the", "job"), ("do", "your", "homework"), ("do", "the", "thing"), ("do", "all", "the"), ("do", "all", "of")]
)  # fmt: skip
_ANYWHERE_AUX = frozenset(
    "do does did are have can could would will don't didn't doesn't aren't haven't can't couldn't wouldn't won't".split()
)
_ANYWHERE_SUBJECTS = frozenset("you we they he she it there anyone anybody".split())
_IT_IS_SURE = {
    "there": frozenset("any a anyone anybody someone anything something anywhere".split()),
    "that": frozenset("right correct fair something accurate because okay ok alright".split()),
    "it": frozenset("fair possible okay ok more mostly mainly because safe like true worse constant".split()),
}


def _inverted_at(words: Sequence[str], at: int, end: int) -> bool | None:
    if at + 1 >= end or words[at] not in AUX or words[at] in ("'s", "'re"):
        return None
    aux, subject = words[at], words[at + 1]
    after = words[at + 2] if at + 2 < end else ""
    before = words[at - 1] if at else ""
    if before in ("so", "neither", "nor") and (not after or after in ("and", "but", "though", "too")):
        return None
    if subject == "you" and after in ("know", "see") and aux in ("can", "are", "have", "will", "would", "could"):
        return None
    if aux in ("do", "have") and subject not in (
        "you",
        "we",
        "they",
        "i",
        "any",
        "there",
        "anyone",
        "people",
        *_INDEFINITE,
    ):
        return _base_form_question(words, at, end)
    if aux in ("should", "had", "were") and subject not in (
        "we",
        "i",
        "it",
        "they",
        "there",
        "this",
        "that",
        "you",
    ):
        return None if aux != "were" or subject in _NOT_SUBJECTS else False
    if (
        aux == "should"
        and subject == "you"
        and after in ("have", "need", "feel", "want", "get", "notice", "develop", "wish", "find")
    ):
        return None
    if aux in ("may", "might", "must", "shall") and subject not in ("i", "we"):
        return None
    if subject in PRONOUNS or subject in _INDEFINITE:
        return _anywhere(aux, subject, before, after)
    if subject in _NOT_SUBJECTS or (subject.endswith(("ing", "ed", "ly")) and subject not in ("anything", "king")):
        return None
    return False if subject in _SUBJECTS or end - at >= 3 else None


def _anywhere(aux: str, subject: str, before: str, after: str) -> bool | None:
    if aux == "am" and subject != "i":
        return None
    if before in _BLOCKS_INVERSION or not after:
        return False if after else (None if aux in ("is", "was") and subject in ("that", "this", "there") else False)
    if aux in ("is", "was", "isn't", "wasn't"):
        return after in _IT_IS_SURE.get(subject, ())
    return aux in _ANYWHERE_AUX and subject in _ANYWHERE_SUBJECTS


def _base_form_question(words: Sequence[str], at: int, end: int) -> bool | None:
    """ "Do your drivers use…" and "have the symptoms changed", but not "do your best" or "have a look"."""
    aux, subject = words[at], words[at + 1]
    if tuple(words[at : at + 3]) in _SETTLED_PHRASES or subject in (
        "a",
        "an",
        "this",
        "that",
        "it",
        "one",
        "another",
    ):
        return None
    if subject in _NOT_SUBJECTS or subject not in _DETERMINERS | {"most", "other"}:
        return None
    if aux == "do":
        return False if end - at >= 4 else None
    participle = any(
        word.endswith(("ed", "en")) or word in ("been", "had", "got", "gone") for word in words[at + 3 : at + 7]
    )
    return False if participle else None


# --- tell me about, I'm curious how ------------------------------------------------------------------------------

_ASKS = WH | frozenset("about more if whether your that the this a you exactly again please sir how's what's".split())
_CURIOUS = frozenset("curious wondering interested keen intrigued".split())
_LEARN = frozenset("hear know learn understand see get explore dig ask".split())


def _request_at(words: Sequence[str], at: int, end: int) -> bool:
    verb = words[at]
    following = list(words[at + 1 : min(end, at + 9)])
    one, two, three = (following + ["", "", ""])[:3]
    if one in ("me", "us"):
        if verb == "tell":
            return True
        if verb in ("walk", "talk", "take", "run", "guide", "lead", "bring"):
            return "through" in following[1:4] or two == "back"
        if verb == "help":
            return two in ("understand", "get", "see", "out")
        if verb == "give":
            return bool(
                {
                    "sense",
                    "idea",
                    "example",
                    "picture",
                    "feel",
                    "overview",
                    "flavor",
                    "flavour",
                    "bit",
                    "little",
                }
                & set(following)
            )
        if verb == "remind":
            return bool(two) and two not in ("to", "i")
        if verb in ("show", "paint", "teach"):
            return two in WH or two in ("a", "your")
    if verb == "talk" and one == "to" and two in ("me", "us"):
        return three == "about"
    if verb in ("describe", "explain"):
        return one in _ASKS or (one in ("to", "for") and two in ("me", "us"))
    if verb == "share":
        return one == "with" and two in ("me", "us")
    if verb in ("say", "expand", "elaborate"):
        return ("more" in following[:3] and "about" in following[:5]) or (verb != "say" and one == "on")
    if verb in ("i'd", "i", "we'd", "we") and _LEARN & set(following[:5]) and "to" in following[:4]:
        wants = following[1] if one == "would" else one
        return wants in ("love", "like", "be", "really", "want") and any(
            w in WH or w in ("more", "about", "your") for w in following[2:]
        )
    return _wondering(verb, following)


def _wondering(verb: str, following: Sequence[str]) -> bool:
    """ "I'm curious how…", "I was wondering if you…", "just curious what…"."""
    if verb in ("i'm", "i", "we're", "we") and {"wonder", "wondering", "curious"} & set(following[:3]):
        return (
            any(w in ("you", "your", "you're", "you've") or split_wh(w)[0] for w in following)
            or "about" in following[:4] and not {"that", "it", "this"} & set(following)
        )
    return verb in _CURIOUS and any(split_wh(w)[0] or w in ("if", "whether", "about") for w in following[:3])


# --- any allergies, anything else, ever tried --------------------------------------------------------------------


_PERSONS = frozenset("i you we they he she it".split())
_STATES = frozenset("just let call please it's that's we'll you'll i'll feel works".split())
_ANY_OF = (["of", "those"], ["of", "these"], ["of", "them"])


def _elliptic_at(words: Sequence[str], at: int, end: int) -> bool:
    first = words[at]
    second = words[at + 1] if at + 1 < end else ""
    if first in ("any", "anything", "anyone", "anybody", "anywhere"):
        if (not second and first == "any") or second in ("time", "day") or words[at + 1 : at + 3] in _ANY_OF:
            return False
        clause = words[at : min(end, at + 12)]
        return not any(
            (word in AUX and clause[place - 1] not in _PERSONS) or word in _STATES
            for place, word in enumerate(clause)
            if place
        )
    if end - at <= 4 and (first in ("in", "for", "compared", "since", "to", "on", "with", "until", "like", "because")):
        return any(word in ("what", "how", "when", "who", "whom", "which") for word in words[at + 1 : end][-3:])
    if first == "ever":
        return second.endswith("ed") or second in (
            "had",
            "been",
            "seen",
            "tried",
            "done",
            "run",
            "got",
            "thought",
        )
    if first == "mind":
        return second in ("if", "me")
    return first == "like" and second == "what"
