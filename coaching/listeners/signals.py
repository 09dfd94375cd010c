"""Signals: what the customer voices that wants picking up (COACHING.md, "Signal").

The utterance is cut into clauses; each is scored against the examples in `signals.toml`, by words and by meaning.
`THRESHOLDS` were set on the development cases in `tests/coaching/cases/signals`, which share no sentence with the
examples; `tests/coaching/heldout/signals.toml` was kept aside.
"""

from __future__ import annotations

from dataclasses import dataclass

from coaching.heard import SignalKind
from coaching.listeners.clauses import Clause, clauses
from coaching.listeners.ear import Ear
from coaching.listeners.quote import telling_words
from coaching.listeners.spoken import Spoken, hear

MIN_WORDS = 3
"""Shorter clauses are answers and backchannels."""
THRESHOLDS = {True: 0.5, False: 0.45}
"""By meaning, or by words alone: the summed score of a kind from which it counts."""


@dataclass(frozen=True, slots=True)
class FoundSignal:
    """A signal in an utterance.

    detail: as in `coaching.heard.Signal`. start_word, end_word: the words that carry it, as a slice of
    `text.split()`. quote: the customer's own telling words, 34 characters or fewer. text: the whole clause.
    score: how sure, about 0 to 1.
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
    parts = [clause for clause in clauses(spoken) if clause.end - clause.start >= MIN_WORDS]
    leanings = ear.leanings("signals", [spoken.part(clause.start, clause.end) for clause in parts])
    best: dict[tuple[SignalKind, str | None], FoundSignal] = {}
    for clause, leaning in zip(parts, leanings, strict=True):
        totals = {
            kind: sum(max(0.0, score) for label, score in leaning.items() if label.partition("-")[0] == kind.value)
            for kind in SignalKind
        }
        kind = max(totals, key=lambda each: totals[each])
        if totals[kind] < THRESHOLDS[ear.by_meaning] or totals[kind] < leaning["none"]:
            continue
        label = max(
            (label for label in leaning if label.partition("-")[0] == kind.value), key=lambda each: leaning[each]
        )
        found = _found(spoken, clause, kind, label.partition("-")[2] or None, totals[kind])
        key = (kind, None if kind is SignalKind.NEED else found.detail)
        if key not in best or best[key].score < found.score:
            best[key] = found
    return sorted(best.values(), key=lambda found: found.start_word)


def _found(spoken: Spoken, clause: Clause, kind: SignalKind, detail: str | None, score: float) -> FoundSignal:
    start, end = spoken.places[clause.start], spoken.places[clause.end - 1] + 1
    return FoundSignal(
        kind, detail, start, end, telling_words(spoken, clause), " ".join(spoken.written[start:end]), score
    )
