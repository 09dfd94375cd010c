"""Acknowledgement: the rep's next turn picks up what the customer voiced."""

from __future__ import annotations

import re
from typing import Protocol

from coaching.heard import SignalKind
from coaching.listeners.backchannel import is_acknowledging_only
from coaching.listeners.clauses import clauses
from coaching.listeners.ear import Ear
from coaching.listeners.language import content_stems, number_values, stem
from coaching.listeners.spoken import Spoken, hear

THRESHOLDS = {True: 0.45, False: 0.5}
"""By meaning, or by words alone. Set on `tests/coaching/cases/acknowledgement`."""
SAME_SUBJECT = 0.5
"""Cosine from which a reply speaks of what was said; unrelated sentences of a call lie under 0.35."""

_PARKS = re.compile(
    r"\b((come|get|go|circle) (right )?(back )?to (that|it|this)|park (that|it|this)|hold that thought|"
    r"(note|write|jot|put) (that|it|this)( down)?|noted (that|it)|made? (myself )?a note|"
    r"(cover|address|tackle|take|discuss) (that|it|this) (next|later|after|in a|at the end|before we)|"
    r"get there in a)\b"
)
_ASKS_ABOUT_IT = re.compile(
    r"^((and|so|but|okay|oh|wow|hm|right|yes|well|got it|i see|then) )*"
    r"(what|how|who|when|where|why|which|do|does|did|is|was|are|has|have|can|could|would|will|if)\b.*"
    r"\b(that|it|this|those|them|there)\b(?! (right|all|okay|your|our))"
)
_GRANTS = re.compile(
    r"\b(of course|absolutely|sure|certainly|happy to|go ahead|let us (do|talk|start|go|look|switch|skip|leave|move)|we can|by all means|please|"
    r"what would you like|what is on your mind|fire away|ask away|no problem|fair enough|i am all ears|glad you)\b"
)
_TOPICS: dict[str, str] = {
    "interest-price": "price cost fee dollar pound euro month charge budget discount free pay money quote number per seat ballpark range",
    "interest-proof": "customer client reference example percent worked study similar others using introduce talk result hospital school",
    "interest-rollout": "week day month train install start live pilot onsite set migrate phase side support",
    "interest-next": "next send step propose meet schedule call calendar week tuesday set arrange date pilot trial demo book",
    "concern-price": "price cost budget expensive money afford worth pay save return spend cheaper discount value compare number range",
    "concern-risk": "safe secure risk data back test pilot worry careful protect train support leave export comfortable change people",
    "concern-timing": "time later wait rush when busy season month year quarter moment until after calendar ready spring summer autumn",
    "concern-trust": "prove trust sceptical skeptical believe reference customer show guarantee fair doubt convince check promise",
    "concern-authority": "board boss approve decide decision sign involve partner director committee they who process husband wife owner",
    "concern-competitor": "different difference compare current already they alternative like happy instead them switch others gap",
    "concern-history": "happened sorry last apologise apologize learn changed wrong experience then went before different mistake",
}


class Voiced(Protocol):
    """What this needs of a signal, found (`FoundSignal`) or on the call clock (`coaching.heard.Signal`)."""

    @property
    def kind(self) -> SignalKind: ...
    @property
    def detail(self) -> str | None: ...
    @property
    def text(self) -> str: ...


_GENERIC = frozenset(
    stem(word)
    for word in "people team company business system thing time work year day week good talk call question today sure okay great".split()
)


def acknowledges(signal: Voiced, reply: str, ear: Ear) -> bool:
    """Whether the rep's next turn picks `signal` up: its content, a question about it, an answer, or the feeling."""
    if not reply.strip() or is_acknowledging_only(reply):
        return False
    if (content_stems(signal.text) - _GENERIC) & content_stems(reply) or parks_openly(reply):
        return True
    spoken = hear(reply)
    parts = [spoken.part(clause.start, clause.end) for clause in clauses(spoken)]
    if any(_ASKS_ABOUT_IT.match(part) for part in parts) or _answers(signal, spoken):
        return True
    for leaning in ear.leanings("acknowledgement", parts):
        label = max(leaning, key=lambda each: leaning[each])
        if label != "brush-off" and leaning[label] >= THRESHOLDS[ear.by_meaning]:
            return True
    return any((ear.similarity(signal.text, part) or 0.0) >= SAME_SUBJECT for part in parts)


def parks_openly(reply: str) -> bool:
    """Whether the rep says that it will be taken up later: "let me note that, first…"."""
    return bool(_PARKS.search(hear(reply).line))


def _answers(signal: Voiced, reply: Spoken) -> bool:
    """Whether the reply is on the topic that this kind of signal asks for."""
    if signal.kind is SignalKind.STEER:
        return bool(_GRANTS.search(reply.line))
    topic = _TOPICS.get(f"{signal.kind.value}-{signal.detail}", "")
    if topic and {stem(word) for word in topic.split()} & {stem(word) for word in reply.plain}:
        return True
    return signal.kind is SignalKind.INTEREST and signal.detail == "price" and bool(number_values(reply.line))
