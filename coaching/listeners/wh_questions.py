"""Questions that open with what, how, why, who, when, where or which."""

from __future__ import annotations

from collections.abc import Sequence

from coaching.listeners.grammar import AUX, OPENERS, PLAIN_AUX, PREPOSITIONS, PRONOUNS, SUBJECTS, WH, split_wh

_SUBJECT_VERBS = frozenset(
    """happens happened made makes brought brings drives drove driving led leads keeps kept matters changed changes
    prompted triggers triggered worries worried stops stopped prevents caused causes goes went comes came works
    worked gets got sets sparked inspired motivated motivates excites concerns bothers holds tells differentiates
    takes took counts triggers pushed pushes hurts helps sticks stands stood slows slowed breaks broke costs
    encourages encouraged attracts attracted frustrates annoys limits becomes became follows needs""".split()
)
_QUANTITIES = frozenset("many much long often old far soon big large high fast quickly frequently".split())
_KINDS = frozenset(
    (
        "kind kinds type types sort sorts size percentage percent proportion time else part number level color colour"
    ).split()
)
_GREAT = frozenset(
    "great nice good lovely wonderful awesome important interesting cool amazing fantastic perfect fine".split()
)


_FREE_AUX = frozenset("do does did can could would are have will".split())
_BE = frozenset("is are was were".split())
_OFTEN_EMBEDDED = frozenset("how when why what".split())
_RELATIVE_VERBS = frozenset("is was has does means makes helps depends works hurts costs sucks stinks".split())
_OWNED = frozenset("your his her its their that this the".split())
_ASKED_OF = frozenset("you your he she they it the this".split())


def wh_at(words: Sequence[str], at: int, end: int) -> bool | None:
    """None: no question begins here; True: surely, anywhere in a run; False: only after a clause boundary."""
    first = at
    if words[at] in PREPOSITIONS and at + 2 < end and words[at + 1] in ("what", "which", "how", "whom", "when"):
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
    if wh in ("what", "which") and rest[0].endswith("'s") and rest[1:2] and rest[1] in _OWNED:
        return False  # "what year's your oldest bus"
    found = _auxiliary(wh, rest)
    if found is None:
        return _subject_question(wh, rest, end - at)
    if found == 0:
        following = rest[1] if len(rest) > 1 else ""
        if wh == "which":
            return False if following in ("you", "your", "more", "better", "it", "they", "we", "one") else None
        if (
            wh == "when"
            and following not in SUBJECTS
            and rest[0] not in ("do", "does", "did", "is", "was", "will", "are")
        ):
            return None
        if not following:
            return None
        if rest[0] in _FREE_AUX:
            return following in PRONOUNS - {"that", "this"}
        # Embedded questions keep the order of statements ("how the team is"): inversion means asking.
        return rest[0] in _BE and wh in _OFTEN_EMBEDDED and following in _ASKED_OF
    turned = rest[found] in PLAIN_AUX and found + 1 < len(rest)
    return turned and (
        (rest[0] in _QUANTITIES and rest[found + 1] in PRONOUNS)
        or (wh == "how" and found == 1 and rest[found] in _BE and rest[found + 1] in _ASKED_OF)
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
        if first in ("at", "on", "in") and rest[1:2] and rest[1] in _OWNED and len(rest) > 3:
            after = rest[3]  # "who in the office decides"
        return None if after in SUBJECTS or after in ("i'm", "we're", "you're", "they're") else False
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
        if first == "of" or (length == 2 and first.endswith("s") and first not in _RELATIVE_VERBS):
            return False  # "which headsets"
        told = 3 if len(rest) < 2 or not rest[1].endswith("s") else 2  # "which gate worries you", not "which gate you"
        return (
            None if any(word in PRONOUNS for word in rest[:told]) or first.endswith("s") or first in _GREAT else False
        )
    return False if length <= 3 and first not in SUBJECTS and wh in ("where", "when", "why", "whose") else None


def _free_relative(wh: str, tail: str, rest: Sequence[str]) -> bool:
    """ "What's great is that…", "what happened was…": a statement whose subject begins with a question word."""
    if wh != "what" or not (tail == "'s" or rest[0] in _SUBJECT_VERBS or rest[0] in ("is", "was")):
        return False
    for place in range(1, min(6, len(rest) - 1)):
        before, word, after = rest[place - 1], rest[place], rest[place + 1]
        if word in ("is", "was") and before not in WH and before not in PRONOUNS and after not in ("like", "it"):
            return rest[0] not in ("the", "your", "a") or place > 3
    return rest[0] in _GREAT and rest[1:2] == ["about"] and "is" in rest
