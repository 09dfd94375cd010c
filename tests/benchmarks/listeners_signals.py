"""Precision and recall of the listeners of signals, pitches, outcomes, closing, acknowledgement, next step and history.

    python tests/benchmarks/listeners_signals.py [cases|heldout] [--words] [--damage] [--show]

cases: the development cases. heldout: those kept aside (default). --words: without the sentence model.
--damage: 10 % of the words damaged as a recogniser would. --show: the cases that went wrong.
"""

from __future__ import annotations

import random
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from coaching.heard import SignalKind
from coaching.listeners.acknowledgement import acknowledges
from coaching.listeners.closing import closing_language
from coaching.listeners.ear import Ear, Meaning
from coaching.listeners.history import is_bad_history
from coaching.listeners.next_step import accepts, declines, proposes_next_step, states_next_step
from coaching.listeners.outcomes import named_outcomes
from coaching.listeners.pitch import find_pitch, is_introduction
from coaching.listeners.signals import FoundSignal, find_signals

CASES = Path(__file__).parents[1] / "coaching"
OFFER = ("TideDesk", "Courier Cloud")
DAMAGE = 0.1

Case = tuple[str, set[str]]


class Tally:
    """Right, wrong and missed, by label."""

    def __init__(self) -> None:
        self.hits, self.extra, self.missed = Counter[str](), Counter[str](), Counter[str]()
        self.wrong: list[tuple[str, set[str], set[str]]] = []

    def add(self, text: str, expected: set[str], found: set[str]) -> None:
        self.hits.update(expected & found)
        self.extra.update(found - expected)
        self.missed.update(expected - found)
        if expected != found:
            self.wrong.append((text, expected - found, found - expected))

    def line(self, name: str, labels: Iterable[str] | None = None) -> str:
        of = lambda counter: sum(count for label, count in counter.items() if labels is None or label in labels)  # noqa: E731
        hits, extra, missed = of(self.hits), of(self.extra), of(self.missed)
        precision, recall = hits / max(1, hits + extra), hits / max(1, hits + missed)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        return f"{name:24} precision {precision:5.1%}  recall {recall:5.1%}  F1 {f1:5.1%}  of {hits + missed}"


def damaged(text: str, chance: random.Random) -> str:
    """10 % of the words dropped, cut short or misheard."""
    words = []
    for word in text.split():
        if chance.random() >= DAMAGE:
            words.append(word)
        elif (how := chance.random()) < 0.3:
            continue
        elif how < 0.6:
            words.append(word[: max(1, len(word) - 2)])
        else:
            words.append(chance.choice(("the", "a", "there", "won", "to", "inn", "four", "of", "her", "it")))
    return " ".join(words) or text


def load(part: str, listener: str, table: str = "cases") -> list[list[Any]]:
    files = (
        [CASES / part / f"{listener}.toml"] if part == "heldout" else sorted((CASES / part / listener).glob("*.toml"))
    )
    return [case for file in files for case in tomllib.loads(file.read_text("utf-8")).get(table, [])]


def measure(part: str, ear: Ear, change: Callable[[str], str]) -> dict[str, Tally]:
    tallies = {
        name: Tally()
        for name in (
            "signals",
            "kinds",
            "purpose",
            "pitch",
            "introduction",
            "outcomes",
            "closing",
            "acknowledgement",
            "next step",
            "replies",
            "history",
        )
    }
    for text, *labels in load(part, "signals"):
        found = find_signals(change(text), ear)
        named = {signal.kind.value + (f":{signal.detail}" if signal.detail else "") for signal in found}
        tallies["signals"].add(text, set(labels), named)
        tallies["kinds"].add(text, {label.split(":")[0] for label in labels}, {signal.kind.value for signal in found})
        wanted, got = ({label for label in each if label.startswith("need")} for each in (labels, named))
        if wanted and got:
            tallies["purpose"].add(text, wanted, got)
    for text, *labels in load(part, "pitch"):
        tallies["pitch"].add(
            text, set(labels) & {"pitch"}, {"pitch"} if find_pitch(change(text), ear, offer=OFFER) else set()
        )
        tallies["introduction"].add(
            text, set(labels) & {"intro"}, {"intro"} if is_introduction(change(text)) else set()
        )
    for text, *labels in load(part, "outcomes"):
        tallies["outcomes"].add(text, set(labels), set(named_outcomes(change(text), ear)))
    for text, *labels in load(part, "closing"):
        closing = closing_language(change(text), ear)
        tallies["closing"].add(text, set(labels), {closing.value} if closing else set())
    for text, label, reply, picked_up in load(part, "acknowledgement"):
        kind, _, detail = label.partition(":")
        signal = FoundSignal(SignalKind(kind), detail or None, 0, len(text.split()), text, text, 1.0)
        found = acknowledges(signal, change(reply), ear)
        tallies["acknowledgement"].add(
            f"{text} → {reply}", {"yes"} if picked_up else set(), {"yes"} if found else set()
        )
    for text, *labels in load(part, "next_step"):
        said = change(text)
        step = {"fixed"} if states_next_step(said, ear) else {"step"} if proposes_next_step(said, ear) else set()
        tallies["next step"].add(text, set(labels), step)
    for text, *labels in load(part, "next_step", "replies"):
        said = change(text)
        tallies["replies"].add(
            text, set(labels), {"accepts"} if accepts(said) else {"declines"} if declines(said) else set()
        )
    for text, *labels in load(part, "history"):
        tallies["history"].add(
            text, set(labels), {"yours"} if is_bad_history(change(text), ear, names=OFFER) else set()
        )
    return tallies


def report(part: str, meaning: Meaning | None, *, damage: bool = False, show: bool = False) -> None:
    chance = random.Random(7)
    tallies = measure(part, Ear(meaning), lambda text: damaged(text, chance) if damage else text)
    print(f"{part}, {'by meaning' if meaning else 'by words alone'}{', damaged' if damage else ''}")
    for name, tally in tallies.items():
        if tally.hits or tally.missed:
            print("  " + tally.line(name))
    for kind in ("need", "interest", "concern", "steer"):
        print("    " + tallies["kinds"].line(kind, [kind]))
    if show:
        for name in tallies:
            for text, missed, extra in tallies[name].wrong if name != "kinds" else ():
                print(f"  [{name}] {text}\n      missed {sorted(missed)}  said {sorted(extra)}")


def sentence_model() -> Meaning | None:
    from models.meaning import SentenceMeaning
    from models.store import ModelStore

    place = ModelStore().find("sentence")
    return None if place is None else SentenceMeaning(place)


def main(arguments: Sequence[str]) -> None:
    part = "cases" if "cases" in arguments else "heldout"
    meaning = None if "--words" in arguments else sentence_model()
    report(part, meaning, damage="--damage" in arguments, show="--show" in arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
