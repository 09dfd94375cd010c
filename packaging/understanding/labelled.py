"""What the heads learn from: the examples that come with Courtside, and the files beside this one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coaching.listeners.data import examples
from coaching.listeners.ear import plain_form

HERE = Path(__file__).parent

PURPOSES = ("goal", "problem", "opportunity", "change", "risk")
INTERESTS = ("price", "proof", "how", "rollout", "next")
CONCERNS = ("price", "risk", "timing", "trust", "authority", "competitor", "history")
SIGNALS = (
    *(f"need-{each}" for each in PURPOSES),
    *(f"interest-{each}" for each in INTERESTS),
    *(f"concern-{each}" for each in CONCERNS),
    "steer",
    "need",
    "interest",
    "concern",
)
OUTCOMES = ("revenue", "cost", "cash", "risk")
OF_THE_REP = ("next-step", "summary", "give", "feeling", "own-trouble", "park")

LABELS = {
    "signals": SIGNALS,
    "pitch": ("pitch",),
    "outcomes": OUTCOMES,
    "closing": ("close", "urgency"),
    "history": ("yours", "others"),
    "rep": OF_THE_REP,
    "picked-up": ("picked-up", "elsewhere", "parked"),
    "answers": ("answers", "evades", "more-detail", "other"),
    "asked-again": ("already-told", "more-detail", "check-back", "other"),
    "stacked": ("separate", "rephrased", "examples", "own-answer"),
}
"""The heads and their labels, a chance each. "need" is the chance of any need, whatever its purpose."""
TUNED = {
    "signals": ("signals", {label: label for label in SIGNALS}),
    "pitch": ("rep", {"pitch": "pitch"}),
    "outcomes": ("rep", {label: f"outcome-{label}" for label in OUTCOMES}),
    "closing": ("rep", {"close": "closing", "urgency": "urgency"}),
    "rep": ("rep", {label: label for label in OF_THE_REP}),
}
"""Heads that the tuned encoder knows of: its own head's name, and its label for each of theirs (`tune.py`)."""
AS_SCORED = ("acknowledgement", "told", "wanted")
"""Heads whose scores are used as they are, since their thresholds were set so; one for `none` among them."""
PAIRS = {
    "picked-up": ("acknowledgement", "customer", "rep"),
    "answers": ("answers", "question", "statement"),
    "asked-again": ("asked_again", "told", "asked"),
    "stacked": ("questions", "first", "second"),
}
"""Head → its files' name, and the keys of the first and the second sentence."""
UNSEEN = ("_b", "_d")
"""How the names of files end whose authors the encoder was not tuned on."""
MISMATCHED = {"asked-again": (41, 97, 173, 211, 307)}
"""Heads that also learn from pairs which do not belong together: how far apart in the file their two halves stand."""
WRITTEN_FOR_IT = 2.0
"""Weight of the files beside this one against the examples, which came in series of a kind."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """One example. known: labels whose truth it tells. second: for a head of pairs. author: whose hand it is from."""

    text: str
    second: str | None
    labels: frozenset[str]
    known: frozenset[str]
    author: str
    weight: float = 1.0


def labelled(head: str) -> list[Labelled]:
    """All examples of one head."""
    if head in PAIRS:
        return list(_pairs(head))
    return [*_shipped(head), *_written(head)]


def _pairs(head: str) -> Iterator[Labelled]:
    name, first, second = PAIRS[head]
    known, lines = frozenset(LABELS[head]), list(_lines(name))
    for author, line in lines:
        yield Labelled(line[first], line[second], frozenset([line["label"]]), known, author, WRITTEN_FOR_IT)
    if head in MISMATCHED:  # in a call most of what was told has nothing to do with a question
        for place, (author, line) in enumerate(lines):
            for step in MISMATCHED[head]:
                _, other = lines[(place + step) % len(lines)]
                yield Labelled(other[first], line[second], frozenset(["other"]), known, author)


def _shipped(head: str) -> Iterator[Labelled]:
    group = "acknowledgement" if head == "rep" else head
    known = frozenset(examples(head)) if head in AS_SCORED else frozenset(LABELS[head])
    known = known & {"feeling", "park"} if head == "rep" else known
    for label, sentences in examples(group).items():
        labels = _with_kind(frozenset([label])) & known
        yield from (Labelled(plain_form(each), None, labels, known, "shipped") for each in sentences)


def _written(head: str) -> Iterator[Labelled]:
    """From the files of signals and of what reps say; the latter serve several heads."""
    if head in AS_SCORED or head == "history":
        return
    own = {"outcomes": "outcome-", "closing": ""}.get(head, "")
    for author, line in _lines("signals" if head == "signals" else "rep"):
        labels = {("close" if label == "closing" else label).removeprefix(own) for label in line["labels"]}
        known = frozenset(LABELS[head])
        yield Labelled(plain_form(line["text"]), None, _with_kind(labels) & known, known, author, WRITTEN_FOR_IT)


def _with_kind(labels: frozenset[str] | set[str]) -> frozenset[str]:
    return frozenset({*labels, *(label.partition("-")[0] for label in labels if "-" in label)})


def _lines(name: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The lines of a file and of its companions by other authors (`name_b.jsonl`), each with its author."""
    for path in sorted(HERE.glob(f"{name}*.jsonl")):
        yield from ((path.stem, json.loads(line)) for line in path.read_text("utf-8").splitlines() if line.strip())
