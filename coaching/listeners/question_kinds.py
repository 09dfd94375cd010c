"""What a question is for, and whether it is open: told from its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from coaching.listeners.grammar import split_wh
from coaching.listeners.openings import Opening, OpeningKind


class QuestionKind(StrEnum):
    DISCOVERY = "discovery"
    CHECK_BACK = "check-back"
    RHETORICAL = "rhetorical"
    COURTESY = "courtesy"


_COURTESY = re.compile(
    r"^(?:\w+ ){0,2}?(?:how are (?:you|things|we)(?! (?:\w+ ){0,2}(?:handling|managing|using|tracking|measuring|dealing|planning|thinking))"
    r"|how's it going|how's everything|how have you been|how(?:'s| is| was| has) your (?:day|week|weekend|morning|afternoon|holiday|trip|year)"
    r"|how do you do$|hello|are you (?:there|doing)|(?:can|could|are) (?:you|everyone|everybody|people) (?:all )?(?:hear|see|able to hear|able to see)"
    r"|is (?:now|this|it) (?:still |a |an )*(?:good|okay|ok|bad|convenient) time|(?:do you|have you|you) (?:still )?(?:have|got) (?:a |the |some )?"
    r"(?:few |couple |quick |\w+ )?(?:of )?(?:minutes?|mins|moments?|seconds?|time)\b|(?:may|can|could|might|shall|should|would it be) (?:i|we|okay if i|ok if i|alright if i|all right if i)"
    r"(?: just| quickly| also)? (?:share|ask|show|start|begin|get|jump|tell|send|call|offer|offer|go|dive|put|take|move|pull|kick|say|do|introduce|suggest|come back|recap|summari[sz]e|record)"
    r"|would you mind if|(?:do you )?mind if|is (?:it|that) (?:okay|ok|alright|all right|cool) (?:if|with)|(?:do you have |have you got )?any (?:other )?questions"
    r"|where are you (?:calling|joining|dialing|dialling) (?:in )?from|am i (?:audible|on mute|speaking)|is that you|is my (?:screen|audio|sound|mic))\b"
)
_RHETORICAL = re.compile(
    r"^(?:\w+ ){0,2}?(?:(?:does|do|did|would|is)(?:n't)? (?:that|this|it) (?:all )?(?:make|making) sense(?: so far| to you)?|make sense|makes sense|sounds? good|sounds? fair|sounds? okay|right|you know"
    r"|you know what i mean|(?:do you )?(?:know|see) what i(?:'m| am)? (?:mean|saying)|okay|ok|yeah|really|oh really|"
    r"(?:how|isn't|ain't) (?:that )?(?:cool|great|awesome|amazing|nice|good|easy|simple)(?: (?:is|would|was)(?: that| it| this)?(?: be)?)?"
    r"|how (?:cool|great|awesome|amazing|nice|good|easy|simple|crazy) (?:is|was|would).*|who (?:doesn't|wouldn't|isn't|couldn't) .*|what's not to (?:like|love).*|guess what|you (?:see|follow|with me)"
    r"|(?:isn't|ain't|aren't|wouldn't) (?:that|it|they|this) .*|what could be .*|why wouldn't (?:you|anyone|we) .*|are you (?:with|following) me|(?:do )?you follow|you see)$"
)
_CHECKS = re.compile(
    r"\b(?:is that (?:right|correct|fair|accurate|it|the case)|(?:have|did) i (?:get|got|understood|understand|hear|heard)|am i (?:right|understanding|hearing)"
    r"|you (?:said|mentioned|told me|were saying|talked about)|you're saying|are you saying|do you mean|did you mean|did i miss|right$|correct$|if i (?:understood|understand|heard|read)|to (?:make sure|confirm|check|clarify)|would that be (?:fair|right)|is it fair to say|fair to say)"
)


_ABOUT_YOU = re.compile(
    r"^(?:so |and |but |then |okay |ok |now |if i understood |just to be clear |i (?:read|saw|heard|noticed|understand|believe|think|take it|gather|assume)(?: that| from \w+)? )*"
    r"(?:you|your|you're|you've|y'all|you'd|there's|there are|it's|that's|it sounds like|sounds like|it seems like|looks like|it looks like|they're|the|no)\b"
)


_CHECK_LEAD = re.compile(
    r"^(?:so |and |okay |just )*(?:if i (?:understand|understood|heard|hear|get|got|read)|to (?:make sure|be sure|confirm|check|clarify))\b"
)


def kind_of(asked: Sequence[str], opening: Opening | None) -> QuestionKind:
    said = " ".join(word for word in asked if word)
    if _RHETORICAL.match(said):
        return QuestionKind.RHETORICAL
    if _COURTESY.match(said):
        return QuestionKind.COURTESY
    if _CHECK_LEAD.match(said):
        return QuestionKind.CHECK_BACK
    if opening is None:
        told = _ABOUT_YOU.match(said) or len(asked) <= 6
        if said.startswith(("you're still ", "you still ")) and not _CHECKS.search(said):
            return QuestionKind.DISCOVERY
        return QuestionKind.CHECK_BACK if told else QuestionKind.RHETORICAL
    if _CHECKS.search(said) and opening.kind is OpeningKind.INVERTED:
        return QuestionKind.CHECK_BACK
    return QuestionKind.DISCOVERY


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
