"""The words of every state: plain functions of `CallView`, said alike by overlay and terminal.

A doubles partner between points: short, kind, certain. Names, or "they"; never a guess at he or she.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from app.view import Ball, CallView, Notice, Phase, SpokenLine
from coaching.heard import PlannedQuestion, Purpose, QuestionStatus
from coaching.nudge import Nudge

_HONORIFICS = frozenset({"dr", "mr", "mrs", "ms", "mx", "prof"})
_QUOTE_CHARACTERS = 34
_HEARD_CHARACTERS = 44
_PLANNED_CHARACTERS = 84
_TAIL_CHARACTERS = 80
_AROUND_CHARACTERS = 80


class Voice(Enum):
    """How the one thing in the text place is said."""

    QUIET = auto()
    NUDGE = auto()
    NOTICE = auto()


class Act(Enum):
    """What the button beside the text does."""

    START = auto()
    RESUME = auto()
    REVIEW = auto()
    NOTICE = auto()


@dataclass(frozen=True, slots=True)
class Head:
    """The one thing in the text place. quote: the customer's words, without quotation marks, or "".
    action: the button's label, or "" for no button."""

    voice: Voice
    title: str
    detail: str = ""
    quote: str = ""
    action: str = ""
    act: Act = Act.NOTICE


def head(view: CallView) -> Head:
    """The one thing to say now: a nudge before trouble, trouble before whose ball it is."""
    if view.phase is Phase.LIVE and view.nudge is not None:
        return nudge_head(view.nudge)
    if view.notice is not None:
        return _said(view.notice, Act.NOTICE)
    match view.phase:
        case Phase.READY:
            return _said(Notice("Ready when you are", whom(view), "Start"), Act.START)
        case Phase.PAUSED:
            return _said(Notice("Paused", "Nothing is heard or written.", "Resume"), Act.RESUME)
        case Phase.ENDED:
            return _said(Notice("Saved", view.review or "Your review is ready.", "Review"), Act.REVIEW)
        case Phase.LIVE:
            trouble = _trouble(view)
            return _said(trouble, Act.NOTICE) if trouble else Head(Voice.QUIET, ball(view))


def nudge_head(nudge: Nudge) -> Head:
    """A nudge, with the customer's words where it carries some."""
    return Head(Voice.NUDGE, nudge.text, quote=quoted(nudge.quote or ""))


def _said(notice: Notice, act: Act) -> Head:
    return Head(Voice.NOTICE, notice.title, notice.detail, action=notice.action, act=act)


def _trouble(view: CallView) -> Notice | None:
    if view.rep.problem:
        return Notice("Can’t hear you.", view.rep.problem, "Choose")
    if view.call.problem:
        return Notice(f"Can’t hear {them(view)}.", view.call.problem, "Fix")
    if view.behind_s >= 1:
        return Notice(f"Words are {view.behind_s:.0f} s late.", "No nudges until they catch up.")
    return None


def ball(view: CallView) -> str:
    """Whose ball it is, in words."""
    match view.ball:
        case Ball.REP_SPEAKS | Ball.REP_RESTS:
            return "Your ball"
        case Ball.CUSTOMER_SPEAKS | Ball.CUSTOMER_RESTS:
            name = first_name(view.customer)
            return f"{name} has the ball" if name else "They have the ball"
        case Ball.NET:
            return "Both at the net"
        case Ball.NONE:
            return "Listening"


def hearing(view: CallView) -> str:
    """The capture line: who is heard at this moment."""
    if view.phase is not Phase.LIVE:
        return "Not listening"
    if view.rep.heard and view.call.heard:
        return f"Hearing you and {them(view)}"
    if view.rep.heard:
        return "Hearing you only"
    if view.call.heard:
        return f"Hearing {them(view)} only"
    return "Hearing nobody"


def visible(view: CallView) -> str:
    """What stands in the capture line's place when others can see the overlay, or ""."""
    return "Others can see this" if view.phase is Phase.LIVE and view.seen_by_others else ""


def clock(view: CallView) -> str:
    """Elapsed against planned time."""
    planned = f"{view.planned_s / 60:.0f}" if view.planned_s else ""
    if view.phase is Phase.READY:
        return f"{planned} min planned" if planned else ""
    if view.phase is Phase.ENDED or not planned:
        return time(view.at_s)
    return f"{time(view.at_s)} of {planned}"


def talk_share(view: CallView) -> str:
    """The talk share in a sentence, with what it is a share of; "" while unknown or while a side is not heard."""
    if view.talk_share is None or not (view.rep.heard and view.call.heard):
        return ""
    article = "an" if view.kind[:1] in "aeiou" else "a"
    return (
        f"You have {view.talk_share * 100:.0f} % of speech, silence left out; "
        f"up to {view.share_ceiling * 100:.0f} % in {article} {view.kind} call."
    )


def whom(view: CallView) -> str:
    """The customer and the company, as far as they are known."""
    return ", ".join(part for part in (view.customer.split(",")[0].strip(), view.company) if part)


def them(view: CallView) -> str:
    """The customer in the middle of a sentence."""
    return first_name(view.customer) or "them"


def first_name(customer: str) -> str:
    """ "Dana Ruiz, CFO" → "Dana"; "Dr. Ines Okafor" → "Dr. Okafor"; "" → ""."""
    parts = customer.split(",")[0].split()
    if len(parts) > 1 and parts[0].rstrip(".").lower() in _HONORIFICS:
        return f"{parts[0]} {parts[-1]}"
    return parts[0] if parts else ""


def quoted(text: str) -> str:
    """The customer's words cut at a word to 34 characters, the ellipsis included, without quotation marks."""
    return _start(" ".join(text.strip(' \t\n“”"').split()), _QUOTE_CHARACTERS)


def heard(text: str) -> str:
    """The customer's words cut at a word to about a line of the open form, in quotation marks."""
    return f"“{_start(' '.join(text.split()), _HEARD_CHARACTERS)}”"


def planned(text: str) -> str:
    """A planned question cut at a word to about two lines of the open form."""
    return _start(text, _PLANNED_CHARACTERS)


def time(at_s: float) -> str:
    """Seconds on the call clock as 12:40, or 1:02:05 from an hour on."""
    minutes, seconds = divmod(int(at_s), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def purposes_missing(heard: Sequence[tuple[str, str]]) -> str:
    """The purposes nobody has voiced yet, in a line; "" when all have been."""
    missing = [purpose for purpose in Purpose if purpose not in {name for name, _ in heard}]
    return f"Not yet: {', '.join(missing)}" if missing else ""


def question(planned: PlannedQuestion) -> str:
    """A planned question and how it stands, read out."""
    match planned.status:
        case QuestionStatus.ANSWERED:
            unasked = "" if planned.asked else " without being asked"
            return f"{planned.text} Answered{unasked}: {planned.evidence}."
        case QuestionStatus.ASKED:
            return f"{planned.text} Asked, not answered."
        case QuestionStatus.OPEN:
            return f"{planned.text} Open."


def excerpt(text: str, quote: str) -> tuple[str, str, str]:
    """`text` as what comes before the quote in it, the quote, and what comes after; all of it before if absent.

    What is far from the quote is cut off at a word.
    """
    found = re.search(re.escape(quote.rstrip("…")), text, re.IGNORECASE) if quote else None
    if not found:
        return _start(text, 2 * _AROUND_CHARACTERS), "", ""
    before, after = text[: found.start()], text[found.end() :]
    return _end(before, _AROUND_CHARACTERS), found.group(), _start(after, _AROUND_CHARACTERS)


def tail(line: SpokenLine, characters: int = _TAIL_CHARACTERS) -> SpokenLine:
    """The end of a long line, cut at a word to about so many characters."""
    if len(line.settled) + len(line.tentative) <= characters:
        return line
    room = characters - len(line.tentative)
    if room <= 0:
        return replace(line, settled="", tentative=_end(line.tentative, characters))
    return replace(line, settled=_end(line.settled, room))


def _end(text: str, characters: int) -> str:
    if len(text) <= characters:
        return text
    _, _, whole_words = text[-characters:].partition(" ")
    return "…" + (whole_words or text[-characters:])


def _start(text: str, characters: int) -> str:
    if len(text) <= characters:
        return text
    whole_words, _, _ = text[:characters].rpartition(" ")
    return (whole_words or text[: characters - 1]).rstrip(" ,.;:") + "…"
