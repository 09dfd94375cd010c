"""Questions that open with an auxiliary before its subject: do you, is it, can we."""

from __future__ import annotations

from collections.abc import Sequence

from coaching.listeners.grammar import (
    AUX,
    BLOCKS_INVERSION,
    DETERMINERS,
    INDEFINITE,
    NOT_SUBJECTS,
    OPENERS,
    PRONOUNS,
    SUBJECTS,
)

_SETTLED_PHRASES = frozenset(
    tuple(phrase.split())
    for phrase in (
        "do your best/do the math/do the maths/do the same/do the work/do the job/do your homework/do the thing/"
        "do all the/do all of"
    ).split("/")
)
_ANYWHERE_AUX = frozenset(
    """do does did are have can could would will don't didn't doesn't aren't haven't can't couldn't wouldn't
    won't""".split()
)
_ANYWHERE_SUBJECTS = frozenset("you we they he she it there anyone anybody".split())
_NOT_BEFORE_OFFER = frozenset("so as nor neither than or if only".split())
_IT_IS_SURE = {
    "there": frozenset("any a anyone anybody someone anything something anywhere".split()),
    "that": frozenset("right correct fair something accurate because okay ok alright".split()),
    "it": frozenset("fair possible okay ok more mostly mainly because safe like true worse constant".split()),
}


def inverted_at(words: Sequence[str], at: int, end: int) -> bool | None:
    """None: no question begins here; True: surely, anywhere in a run; False: only after a clause boundary."""
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
        *INDEFINITE,
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
        return None if aux != "were" or subject in NOT_SUBJECTS else False
    if (
        aux == "should"
        and subject == "you"
        and after in ("have", "need", "feel", "want", "get", "notice", "develop", "wish", "find")
    ):
        return None
    if aux in ("may", "might", "must", "shall") and subject not in ("i", "we"):
        return None
    if subject in PRONOUNS or subject in INDEFINITE:
        return _anywhere(aux, subject, before, after)
    if aux.endswith("n't") and subject not in DETERMINERS:
        return None  # "doesn't clean up wax": a statement that has lost its subject
    if subject in NOT_SUBJECTS or (subject.endswith(("ing", "ed", "ly")) and subject not in ("anything", "king")):
        return None
    if aux in ("does", "did") and subject in ("the", "your", "their") and end - at >= 4:
        return before in OPENERS and before not in BLOCKS_INVERSION  # "our platform does the rota" tells
    return False if subject in SUBJECTS or end - at >= 3 else None


def _anywhere(aux: str, subject: str, before: str, after: str) -> bool | None:
    if aux == "am" and subject != "i":
        return None
    if subject in ("i", "we") and aux in ("shall", "may", "am") and after and before not in _NOT_BEFORE_OFFER:
        return True
    if before in BLOCKS_INVERSION or not after:
        return False if after else (None if aux in ("is", "was") and subject in ("that", "this", "there") else False)
    if aux in ("is", "was", "isn't", "wasn't"):
        return after in _IT_IS_SURE.get(subject, ())
    if subject == "i":
        return aux in ("can", "could", "may", "should", "shall")
    if aux in ("does", "has", "were"):
        return subject in ("he", "she", "it", "that", "they", "you", "anyone", "anybody")
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
    if subject in NOT_SUBJECTS or subject not in DETERMINERS | {"most", "other"}:
        return None
    if aux == "do":
        return False if end - at >= 4 else None
    participle = any(
        word.endswith(("ed", "en")) or word in ("been", "had", "got", "gone") for word in words[at + 3 : at + 7]
    )
    return False if participle else None
