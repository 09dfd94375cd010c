"""Fits the model that tells where sentences end without punctuation: coaching/examples/en/boundaries.npz.

    python packaging/understanding/boundaries.py

Logistic regression on what `coaching/listeners/boundaries.py` sees of a gap. It learns from the punctuated lines of
the files beside this one, joined at random as talk is ("right." "forty trucks." before a sentence), stripped of
their marks, and in half of them with some words got wrong. A fifth of the lines is left out of the fit, and
the figures printed are of those; then all are fitted.
"""

from __future__ import annotations

import json
import random
import re
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]

from coaching.listeners.boundaries import FILE, LOOK_AHEAD, SLOTS, features, slot  # noqa: E402
from coaching.listeners.language import bare, ends_sentence  # noqa: E402

Exact = NDArray[np.float64]
HELD_OUT = 5
"""One line in so many is left out of the first fit."""
ROUNDS = 3
"""Times that each line is used, each time among others."""
PULL = 4.0
STEPS = 80
MISHEARD = 0.08
AT_COMMA = 0.4
"""Weight of a gap with a comma: where one sentence ends and the next begins is often a matter of taste there."""

LEADS = """
    right/okay/ok/got it/i see/fair enough/makes sense/of course/no worries/understood/thanks/sure/wow/ouch/oh dear/
    good/perfect/that helps/good to know/lovely/yes/no/yeah/hello/hi/good morning/good afternoon/thank you/
    i'm sorry/sorry/goodness/great/brilliant/interesting/that's fair/that's a lot/mm/hm/well done/not at all/
    very good/you did/it is/it does/that makes sense/i understand/i hear you/exactly/true/noted/will do/absolutely/
    ha/oh/that's helpful/you're right/i bet/i can imagine/good question/same here/no problem/happy to/me too/
    glad to hear it/don't worry/please do/go on
""".split("/")
GREETINGS = (
    "hi {name}. this is {other} from {name}{other}.", "hello {name}.", "hi {name}. it's {other}.", "morning {name}.",
    "good morning {name}. {other} here.", "{name} speaking.", "hi. is that {name}?", "hello. {other} from {name}.",
    "thanks {name}.", "hi {name}. {other} here from {name}. is now a good time?", "thank you {name}.", "sorry {name}.",
)  # fmt: skip
NAMES = """anna ben carla dev ella farid gina hugh ines jack karim lena marco nadia owen priya quentin rosa sam tara
    umar vera will yusuf zoe mister missus doctor""".split()
ECHO = re.compile(
    r"\b(?:an?|the|my|your|two|three|four|five|six|nine|ten|twenty|forty|half|every) (?:[a-z'-]+ ){0,3}[a-z'-]+\b"
)
HOMOPHONES = (
    "their there", "to two", "for four", "your you're", "our are", "were we're", "its it's", "no know", "write right",
    "weak week", "buy by", "one won", "here hear", "hole whole", "than then", "witch which", "and an", "of off",
    "what want", "how her", "is his", "in and", "a the", "that at", "can can't",
)  # fmt: skip
HEARD_AS = {one: other for pair in HOMOPHONES for one, other in (pair.split(), pair.split()[::-1])}


@dataclass(frozen=True, slots=True)
class Gaps:
    """Gaps between words: slots of their features (padded with the last), whether a sentence ends there, its weight."""

    slots: NDArray[np.int32]
    ends: Exact
    weight: Exact


def main() -> int:
    lines = sorted(set(punctuated()))
    left_out = [zlib.crc32(line.encode()) % HELD_OUT == 0 for line in lines]
    seen = [line for line, out in zip(lines, left_out, strict=True) if not out]
    unseen = [line for line, out in zip(lines, left_out, strict=True) if out]
    print(f"{len(lines)} lines")
    weights = fitted(gaps(seen, ROUNDS, random.Random(1)))
    print("left out:", right(weights, gaps(unseen, 1, random.Random(2))))
    weights = fitted(gaps(lines, ROUNDS, random.Random(1)))
    target = ROOT / "coaching" / "examples" / "en" / FILE
    with target.open("wb") as file:
        np.savez_compressed(file, ends=weights[:-1].astype(np.float16))
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size / 1e3:.0f} kB")
    return 0


def punctuated() -> Iterator[str]:
    """Every line, or part of a pair, that closes with a full stop."""
    for path in sorted(Path(__file__).parent.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            parts = json.loads(line).items() if line.strip() else ()
            yield from (
                said for _, said in parts if isinstance(said, str) and said[-1:] in (".", "?", "!") and " " in said
            )


def gaps(lines: Sequence[str], rounds: int, chance: random.Random) -> Gaps:
    """All gaps of the lines as they are joined at random."""
    slots: list[list[int]] = []
    ends: list[bool] = []
    weight: list[float] = []
    for _ in range(rounds):
        for said in _joined(lines, chance):
            words = [bare(word.rstrip("|")) for word in said]
            start = 0
            garbled = _misheard(words, chance) if chance.random() < 0.5 else words
            for gap in range(1, len(words)):
                slots.append([slot(name) for name in features(garbled[start : gap + LOOK_AHEAD], gap - start)])
                mark = said[gap - 1][-1]
                ends.append(mark == "|")
                weight.append(0.0 if mark in ";:—–-" else AT_COMMA if mark == "," else 1.0)
                if mark == "|":
                    start = gap
    width = max(map(len, slots))
    padded = np.full((len(slots), width), SLOTS, np.int32)
    for row, each in enumerate(slots):
        padded[row, : len(each)] = each
    return Gaps(padded, np.array(ends, float), np.array(weight))


def _joined(lines: Sequence[str], chance: random.Random) -> Iterator[list[str]]:
    """Words of utterances, the last of a sentence closed by "|"."""
    order = list(lines)
    chance.shuffle(order)
    while order:
        said: list[str] = []
        for _ in range(chance.choice((1, 1, 2, 2, 3))):
            if not order:
                break
            if chance.random() < 0.5:
                said += _closed(_lead(chance.choice(lines), chance))
            said += _closed(order.pop())
        yield said


def _lead(line: str, chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.5:
        return chance.choice(LEADS).strip() + "."
    if kind < 0.65:
        name, other = chance.choice(NAMES), chance.choice(NAMES)
        return chance.choice(GREETINGS).format(name=name, other=other)
    echoes = ECHO.findall(line.lower())
    return chance.choice(echoes) + "." if echoes else "okay."


def _closed(line: str) -> list[str]:
    written = [word for word in line.split() if bare(word)]
    return [
        bare(word) + "|" if at + 1 == len(written) or _ends(word, written[at + 1]) else word
        for at, word in enumerate(written)
    ]


def _ends(word: str, following: str) -> bool:
    return ends_sentence(word, following) or word[-1] in "?!"


def _misheard(words: Sequence[str], chance: random.Random) -> list[str]:
    heard: list[str] = []
    for word in words:
        if chance.random() >= MISHEARD:
            heard.append(word)
        elif word in HEARD_AS:
            heard.append(HEARD_AS[word])
        else:
            slips = (word[:-1] or word, word + "s", chance.choice(words), word[: len(word) // 2 + 1])
            heard.append(chance.choice(slips))
    return heard


def fitted(told: Gaps) -> Exact:
    """The weights of all slots, and a nought for padding."""

    def cost(weights: Exact) -> tuple[float, Exact]:
        scores = weights[told.slots].sum(axis=1)
        chance = 1 / (1 + np.exp(-np.clip(scores, -30, 30)))
        wrong = (chance - told.ends) * told.weight
        value = float((told.weight * np.logaddexp(0, np.where(told.ends > 0, -scores, scores))).sum())
        slope = np.bincount(told.slots.ravel(), np.repeat(wrong, told.slots.shape[1]), SLOTS + 1)
        slope[SLOTS] = 0
        return value + PULL / 2 * float(weights @ weights), slope + PULL * weights

    return lowest(cost, np.zeros(SLOTS + 1))


def lowest(cost: Callable[[Exact], tuple[float, Exact]], at: Exact, kept: int = 10) -> Exact:
    """Where `cost` is least: L-BFGS, whose steps are halved until they pay."""
    value, slope = cost(at)
    steps: list[tuple[Exact, Exact]] = []
    for _ in range(STEPS):
        direction = slope.copy()
        shares = []
        for moved, turned in reversed(steps):
            share = moved @ direction / (moved @ turned)
            shares.append(share)
            direction -= share * turned
        if steps:
            moved, turned = steps[-1]
            direction *= moved @ turned / (turned @ turned)
        else:
            direction /= max(1.0, float(np.abs(slope).sum()))
        for (moved, turned), share in zip(steps, reversed(shares), strict=True):
            direction += moved * (share - turned @ direction / (moved @ turned))
        size = 1.0
        while size > 1e-6:
            there = at - size * direction
            new_value, new_slope = cost(there)
            if new_value <= value - 1e-4 * size * float(slope @ direction):
                break
            size /= 2
        else:
            break
        if (there - at) @ (new_slope - slope) > 0:
            steps = [*steps, (there - at, new_slope - slope)][-kept:]
        done = value - new_value < 1e-5 * value
        at, value, slope = there, new_value, new_slope
        if done:
            break
    return at


def right(weights: Exact, told: Gaps) -> str:
    """Precision and recall of the ends, at even odds."""
    said = 1 / (1 + np.exp(-weights[told.slots].sum(axis=1))) >= 0.5
    counted, ends = told.weight == 1, told.ends > 0
    hits = (said & ends).sum()
    return f"n {ends.sum()}  P {hits / (said & counted).sum():.3f}  R {hits / ends.sum():.3f}"


if __name__ == "__main__":
    sys.exit(main())
