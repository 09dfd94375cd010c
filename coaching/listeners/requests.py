"""Questions without question order: tell me about…, I'm curious how…, any allergies."""

from __future__ import annotations

from collections.abc import Sequence

from coaching.listeners.grammar import AUX, WH, split_wh

_ASKS = WH | frozenset("about more if whether your that the this a you exactly again please sir how's what's".split())
_CURIOUS = frozenset("curious wondering interested keen intrigued".split())
_LEARN = frozenset("hear know learn understand see get explore dig ask".split())


def request_at(words: Sequence[str], at: int, end: int) -> bool:
    verb = words[at]
    following = list(words[at + 1 : min(end, at + 9)])
    one, two, three = [*following, "", "", ""][:3]
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
        return any(w in ("you", "your", "you're", "you've") or split_wh(w)[0] for w in following) or (
            "about" in following[:4] and not {"that", "it", "this"} & set(following)
        )
    return verb in _CURIOUS and any(split_wh(w)[0] or w in ("if", "whether", "about") for w in following[:3])


_PERSONS = frozenset("i you we they he she it".split())
_STATES = frozenset("just let call please it's that's we'll you'll i'll feel works".split())
_ANY_LIMIT = frozenset("time day over above under below more less bigger beyond".split())
_ANY_OF = (["of", "those"], ["of", "these"], ["of", "them"])


def elliptic_at(words: Sequence[str], at: int, end: int) -> bool:
    first = words[at]
    second = words[at + 1] if at + 1 < end else ""
    if first in ("any", "anything", "anyone", "anybody", "anywhere"):
        if (not second and first == "any") or second in _ANY_LIMIT or words[at + 1 : at + 3] in _ANY_OF:
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
