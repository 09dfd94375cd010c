"""Signals: what the customer voices that wants picking up (COACHING.md, "Signal").

The utterance is cut into clauses, a run-on also where it begins anew. Each is scored, and a little by the clauses
around it, against the examples in `signals.toml`, by words and by meaning. `THRESHOLD`, `SURE`, `CONTEXT` and the
ridge of the head were set on `tests/coaching/cases/signals/thresholds.toml`; no example was made from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coaching.heard import SignalKind
from coaching.listeners.clauses import Clause, clauses
from coaching.listeners.ear import Ear
from coaching.listeners.quote import telling_words
from coaching.listeners.run_ons import unjoined
from coaching.listeners.spoken import Spoken, hear

MIN_WORDS = 3
"""Shorter clauses are answers and backchannels."""
THRESHOLD = 0.45
"""Summed score of the labels of a kind from which it counts.

On those cases 97 % are right and 95 % found (by words 95 % and 92 %); on calls, fewer."""
SURE = 0.55
"""Score from which one is surer: on those cases, by words, 96 % are right and 85 % found. Real calls are harder."""
CONTEXT = 0.3
"""How much the utterance (the mean of its clauses) counts beside the clause: "seven of them are gone" needs it."""
VOICED_BY_YES = 0.7
"""Score from which a question of the rep voices a need that a bare "yes" makes the customer's."""

_KIND_OF = {kind.value: kind for kind in SignalKind}
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
    it. score: how sure, about 0 to 1; see `SURE`.
    """

    kind: SignalKind
    detail: str | None
    start_word: int
    end_word: int
    quote: str
    text: str
    score: float


def find_signals(text: str, ear: Ear, *, replying_to: str = "") -> list[FoundSignal]:
    """The signals in what the customer said, in the order of their words: one need at most, one of each other detail.

    replying_to: the rep's last sentence, which a bare "yes" may make its own.
    """
    spoken = hear(text)
    if (voiced := _voiced_by_yes(spoken, ear, replying_to)) is not None:
        return [voiced]
    best: dict[tuple[SignalKind, str | None], FoundSignal] = {}
    for found in _in_clauses(spoken, ear):
        key = (found.kind, None if found.kind is SignalKind.NEED else found.detail)
        if key not in best or best[key].score < found.score:
            best[key] = found
    return sorted(best.values(), key=lambda found: found.start_word)


def _in_clauses(spoken: Spoken, ear: Ear) -> Iterator[FoundSignal]:
    parts = [part for clause in clauses(spoken) for part in unjoined(spoken, clause)]
    parts = [part for part in parts if part.end - part.start >= MIN_WORDS]
    leanings = ear.leanings("signals", [spoken.part(part.start, part.end) for part in parts])
    for part, leaning in zip(parts, leanings, strict=True):
        around = {label: sum(each[label] for each in leanings) / len(leanings) for label in leaning}
        mixed = {label: (1 - CONTEXT) * score + CONTEXT * around[label] for label, score in leaning.items()}
        kind, detail, score = _strongest(mixed)
        if score >= THRESHOLD and score >= mixed["none"]:
            yield _found(spoken, part, kind, detail, score)


def _strongest(leaning: dict[str, float]) -> tuple[SignalKind, str | None, float]:
    """The kind whose labels score most in sum, its best detail, and the sum."""
    sums = dict.fromkeys(SignalKind, 0.0)
    for label, score in leaning.items():
        if (kind := _KIND_OF.get(label.partition("-")[0])) is not None:
            sums[kind] += max(0.0, score)
    strongest = max(sums, key=lambda kind: sums[kind])
    label = max((each for each in leaning if each.startswith(strongest.value)), key=lambda each: leaning[each])
    return strongest, label.partition("-")[2] or None, sums[strongest]


def _voiced_by_yes(spoken: Spoken, ear: Ear, replying_to: str) -> FoundSignal | None:
    """The need that the rep put into a question and the customer's bare "yes" confirms."""
    plain = spoken.plain
    if not plain or not replying_to or plain[0] not in _YES or not _YES_TAIL.issuperset(plain):
        return None
    kind, detail, score = _strongest(dict(ear.leaning("signals", replying_to)))
    if kind is not SignalKind.NEED or score < VOICED_BY_YES:
        return None
    return _found(spoken, Clause(0, len(plain)), kind, detail, score)


def _found(spoken: Spoken, clause: Clause, kind: SignalKind, detail: str | None, score: float) -> FoundSignal:
    start, end = spoken.places[clause.start], spoken.places[clause.end - 1] + 1
    quote, text = telling_words(spoken, clause), " ".join(spoken.written[start:end])
    return FoundSignal(kind, detail, start, end, quote, text, score)
