"""Signals: what the customer voices that wants picking up (COACHING.md, "Signal").

The utterance is cut into clauses, a run-on also where it begins anew. Each is judged by the head `signals`, alone and
with the clauses around it. The head's chances hold on sentences of authors it did not learn from (see
`packaging/understanding/README.md`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from coaching.heard import SignalKind
from coaching.listeners.clauses import Clause, clauses
from coaching.listeners.ear import Ear
from coaching.listeners.question_kinds import QuestionKind
from coaching.listeners.questions import find_questions
from coaching.listeners.quote import telling_words
from coaching.listeners.run_ons import unjoined
from coaching.listeners.spoken import Spoken, hear

MIN_WORDS = 3
"""Shorter clauses are answers and backchannels."""
SHORT = 5
"""A clause of fewer words must be `SURE`."""
THRESHOLD, SURE = 0.45, 0.7
"""Chance from which a signal counts. On `tests/coaching/calls/dev*`, 0.45 hears 78 to 91 % of the labels, and 0.8 to 1.5 a
minute where there is none; 0.55 hears 75 to 87 %, and 0.6 to 1.2. Rules that build on one ask for more (`notes/signals.py`).
"""
BREATH_WORDS = 30
"""A clause is also judged with the clauses around it, up to this many words: about as much as an example holds."""
CONTEXT = 0.7
"""How much that counts beside the clause alone: "seven of them are gone" needs it. Set on the same calls."""
APART = 12
"""Plain words between the beginnings of two signals of a kind: nearer ones are the same thing said on."""
VOICED_BY_YES = 0.5
"""Chance from which a question of the rep voices a need that a bare "yes" makes the customer's."""

_YES = frozenset(
    "yes yeah absolutely definitely exactly totally sure right correct certainly sadly unfortunately".split()
)
_YES_TAIL = _YES | frozenset(
    "it is does they do we are have that i am was did so very much oh big time all the".split()
)


@dataclass(frozen=True, slots=True)
class FoundSignal:
    """A signal in an utterance.

    detail: as in `coaching.heard.Signal`. start_word, end_word: the words that carry it, as a slice of
    `text.split()`. quote: the customer's own telling words, 34 characters or fewer. text: the clause that carries
    it. score: how likely it is one, 0 to 1.
    """

    kind: SignalKind
    detail: str | None
    start_word: int
    end_word: int
    quote: str
    text: str
    score: float


def find_signals(text: str, ear: Ear, *, replying_to: str = "") -> list[FoundSignal]:
    """The signals in what the customer said, in the order of their words; of those close together, one of a kind.

    replying_to: the rep's last sentence, which a bare "yes" may make its own.
    """
    spoken = hear(text)
    if (voiced := _voiced_by_yes(spoken, ear, replying_to)) is not None:
        return [voiced]
    kept: list[FoundSignal] = []
    for found in sorted(_in_clauses(spoken, ear), key=lambda found: -found.score):
        if all(one.kind is not found.kind or abs(one.start_word - found.start_word) >= APART for one in kept):
            kept.append(found)
    return sorted(kept, key=lambda found: found.start_word)


def _in_clauses(spoken: Spoken, ear: Ear) -> Iterator[FoundSignal]:
    parts = [part for clause in clauses(spoken) for part in unjoined(spoken, clause)]
    parts = [part for part in parts if part.end - part.start >= MIN_WORDS]
    breaths = [_breath(spoken, parts, at) for at in range(len(parts))]
    said = [*parts, *breaths]
    leanings = ear.leanings("signals", [spoken.part(each.start, each.end) for each in said])
    for part, leaning, around in zip(parts, leanings, leanings[len(parts) :], strict=False):
        chances = {label: (1 - CONTEXT) * chance + CONTEXT * around[label] for label, chance in leaning.items()}
        if _is_courtesy(spoken.part(part.start, part.end)):
            continue
        kind, detail, chance = _strongest(chances)
        if chance >= THRESHOLD and (part.end - part.start >= SHORT or chance >= SURE):
            yield _found(spoken, part, kind, detail, chance)


def _is_courtesy(said: str) -> bool:
    """Whether all that is asked is polite: "what can I do for you?" shows no interest yet."""
    asked = find_questions(said)
    return bool(asked) and all(question.kind is QuestionKind.COURTESY for question in asked)


def _breath(spoken: Spoken, parts: Sequence[Clause], at: int) -> Clause:
    """The part and its neighbours: about as much as an example holds."""
    start, end = at, at
    while True:
        longer = [(low, high) for low, high in ((start - 1, end), (start, end + 1)) if low >= 0 and high < len(parts)]
        longer = [(low, high) for low, high in longer if parts[high].end - parts[low].start <= BREATH_WORDS]
        if not longer:
            return Clause(parts[start].start, parts[end].end)
        start, end = min(longer, key=lambda each: parts[each[1]].end - parts[each[0]].start)


def _strongest(chances: Mapping[str, float]) -> tuple[SignalKind, str | None, float]:
    """The likeliest kind, its likeliest detail, and how likely the kind is: at least as likely as the detail."""
    strongest: list[tuple[float, SignalKind, str | None]] = []
    for kind in SignalKind:
        details = [(chances[label], label.partition("-")[2]) for label in chances if label.startswith(f"{kind.value}-")]
        chance, detail = max(details, default=(0.0, None))
        strongest.append((max(chances[kind.value], chance), kind, detail))
    chance, kind, detail = max(strongest, key=lambda each: each[0])
    return kind, detail, chance


def _voiced_by_yes(spoken: Spoken, ear: Ear, replying_to: str) -> FoundSignal | None:
    """The need that the rep put into a question and the customer's bare "yes" confirms."""
    plain = spoken.plain
    if not plain or not replying_to or plain[0] not in _YES or not _YES_TAIL.issuperset(plain):
        return None
    kind, detail, score = _strongest(ear.leaning("signals", replying_to))
    if kind is not SignalKind.NEED or score < VOICED_BY_YES:
        return None
    return _found(spoken, Clause(0, len(plain)), kind, detail, score)


def _found(spoken: Spoken, clause: Clause, kind: SignalKind, detail: str | None, score: float) -> FoundSignal:
    start, end = spoken.places[clause.start], spoken.places[clause.end - 1] + 1
    quote, text = telling_words(spoken, clause), " ".join(spoken.written[start:end])
    return FoundSignal(kind, detail, start, end, quote, text, score)
