"""What a question is for, and whether it is open: told from its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from coaching.listeners.grammar import split_wh
from coaching.listeners.openings import Opening, OpeningKind
from coaching.listeners.patterns import anywhere, at_start, whole

_ECHO = 6
"""Words in a statement put as a question that only echoes what was heard ("forty trucks?")."""
_ABOUT_THEM = re.compile(
    r"\b(?:you|your|you're|you've|you'd|y'all|they're|there's|there are|it's|that's|sounds like|i (?:read|saw|heard))\b"
)


class QuestionKind(StrEnum):
    DISCOVERY = "discovery"
    CHECK_BACK = "check-back"
    RHETORICAL = "rhetorical"
    COURTESY = "courtesy"


def kind_of(asked: Sequence[str], opening: Opening | None) -> QuestionKind:
    """What the words of a question are for. opening: None when only a mark, a tag or its content makes it one."""
    said = " ".join(word for word in asked if word)
    if whole("rhetorical").match(said):
        return QuestionKind.RHETORICAL
    if at_start("courtesy").match(said):
        return QuestionKind.COURTESY
    if at_start("check-lead").match(said):
        return QuestionKind.CHECK_BACK
    if opening is None:
        if said.startswith(("you're still ", "you still ")) and not anywhere("checks").search(said):
            return QuestionKind.DISCOVERY
        checks = len(asked) <= _ECHO or bool(_ABOUT_THEM.search(said) or anywhere("checks").search(said))
        return QuestionKind.CHECK_BACK if checks else QuestionKind.RHETORICAL
    checks = opening.kind is OpeningKind.INVERTED and bool(anywhere("checks").search(said))
    return QuestionKind.CHECK_BACK if checks else QuestionKind.DISCOVERY


_ONE_FACT = frozenset("many much long often old far soon big large high fast".split())


def form_of(core: Sequence[str], opening: Opening | None) -> str:
    """Closed: a yes, a no, one of the choices offered, or one fact will do. Open: it takes some telling."""
    if opening is None or opening.kind in (OpeningKind.INVERTED, OpeningKind.ELLIPTIC):
        lead = " ".join(core[:6])
        asks_to_tell = re.match(
            r"(?:can|could|would|will) you (?:\w+ )?(?:tell|walk|talk|describe|explain|share|help|give|take|run|say)",
            lead,
        )
        return "open" if asks_to_tell else "closed"
    if opening.kind is OpeningKind.REQUEST:
        return "open"
    head = next((place for place, word in enumerate(core) if split_wh(word)[0]), 0)
    wh = split_wh(core[head])[0]
    following = core[head + 1] if head + 1 < len(core) else ""
    if wh == "how":
        return "closed" if following in _ONE_FACT else "open"
    if wh == "what":
        return (
            "closed"
            if following in ("time", "date", "day", "percentage", "percent", "year", "month", "size")
            else "open"
        )
    return "open" if wh == "why" else "closed"
