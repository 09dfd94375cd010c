"""What a loudspeaker does to the words of calls whose truth is known.

    python tests/benchmarks/echo_words.py [--clips ../shared/data/speech] [--minutes 4] [--levels -10] [seed ...]

The calls are made of read clips (calls.py), and into every other one of the rep's the customer puts a word. Each
call is heard as a live one is: echo removal, voice activity, tiny.en in short windows and the net behind it, once
without an echo and once for each level, 120 ms away in a room. Prints

- the rep's talk share, beside the true one;
- the customer's words that stand under the rep: those that the rep did not say and that come while the rep is silent,
  or are what the customer says at that moment;
- the rep's word error.
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # idle BLAS threads would spin beside every pass

import argparse
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from calls import MadeCall, SpokenTurn, load_clips, make_call
from echo import echo_of, room
from word_error import count_errors

from app.hearing import events_of
from audio.echo import without_echo
from audio.frames import SAMPLE_RATE_HZ, Frame, Samples, Speaker
from audio.health import SourceLost, SourceRestored
from audio.speech import SpeechStopped
from models.recogniser import Recogniser
from models.store import ModelStore
from models.transcriber import Transcriber
from models.words import SettledWords, Word

REP, CUSTOMER = Speaker.REP, Speaker.CUSTOMER
EARLY_S, LATE_S = 0.3, 0.9
"""A word under the rep is the customer's of the same moment within this: an echo comes late, word times are rough."""
EDGE_S = 0.3


class Heard:
    """A made call as a CallSound, its echo taken out as a live call's is."""

    name = "made call"

    def __init__(self, call: MadeCall) -> None:
        self._call = call
        self.duration_s = call.duration_s

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def events(self) -> Iterator[Frame | SourceLost | SourceRestored]:
        return without_echo(self._call.frames())

    def stop(self) -> None: ...


@dataclass(frozen=True)
class Outcome:
    """spoken_s: by voice activity. words: settled. Both of each side."""

    spoken_s: dict[Speaker, float]
    words: dict[Speaker, list[Word]]

    @property
    def talk_share(self) -> float:
        return self.spoken_s[REP] / sum(self.spoken_s.values())


def interrupted(call: MadeCall, clips: list[tuple[Samples, str]], seed: int) -> MadeCall:
    """The same call, and the customer says 0.4 to 1.6 s of some clip into every other one of the rep's."""
    chance = random.Random(seed)
    customer, turns = call.channels[CUSTOMER].copy(), list(call.turns)
    for turn in [turn for turn in call.turns if turn.speaker is REP][::2]:
        size_s = chance.uniform(0.4, 1.6)
        at_s = chance.uniform(turn.start_s, max(turn.start_s + 0.1, turn.end_s - size_s))
        clip, size, at = chance.choice(clips)[0], round(size_s * SAMPLE_RATE_HZ), round(at_s * SAMPLE_RATE_HZ)
        first = chance.randrange(max(1, len(clip) - size))
        piece = clip[first : first + size][: len(customer) - at]
        customer[at : at + len(piece)] += piece
        turns.append(SpokenTurn(CUSTOMER, at_s, at_s + len(piece) / SAMPLE_RATE_HZ, ""))
    return MadeCall({REP: call.channels[REP], CUSTOMER: customer}, tuple(turns))


def with_echo(call: MadeCall, level_db: float, seed: int) -> MadeCall:
    echo = echo_of(call.channels[CUSTOMER], level_db, room(seed=seed))
    return replace(call, channels={**call.channels, REP: call.channels[REP] + echo})


def heard(call: MadeCall, recogniser: Recogniser) -> Outcome:
    spoken_s, words = dict.fromkeys(Speaker, 0.0), {speaker: list[Word]() for speaker in Speaker}
    for event in events_of(Heard(call), Transcriber(recogniser)):
        if isinstance(event, SpeechStopped):
            spoken_s[event.speaker] += event.end_s - event.start_s
        elif isinstance(event, SettledWords):
            words[event.speaker] += event.words
    return Outcome(spoken_s, words)


def true_talk_share(call: MadeCall) -> float:
    spoken_s = {side: sum(turn.end_s - turn.start_s for turn in call.turns if turn.speaker is side) for side in Speaker}
    return spoken_s[REP] / sum(spoken_s.values())


def strangers(call: MadeCall, outcome: Outcome, said: list[Word]) -> list[Word]:
    """The customer's words under the rep. said: the customer's own words."""
    truth = [plain(word) for word in call.text(REP).split()]
    written = [plain(word.text) for word in outcome.words[REP]]
    own = {
        block.b + step
        for block in SequenceMatcher(None, truth, written, autojunk=False).get_matching_blocks()
        for step in range(block.size)
    }
    turns = [turn for turn in call.turns if turn.speaker is REP]

    def is_customers(word: Word) -> bool:
        middle_s = (word.start_s + word.end_s) / 2
        if not any(turn.start_s - EDGE_S < middle_s < turn.end_s + EDGE_S for turn in turns):
            return True
        return any(
            -EARLY_S < word.start_s - other.start_s < LATE_S and plain(other.text) == plain(word.text) for other in said
        )

    return [word for at, word in enumerate(outcome.words[REP]) if at not in own and is_customers(word)]


def plain(word: str) -> str:
    return re.sub(r"[^\w']", "", word.lower())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clips", type=Path)
    parser.add_argument("--minutes", type=float, default=4.0)
    parser.add_argument("--levels", type=float, nargs="+", default=[-10.0], help="dB below the customer")
    parser.add_argument("seeds", type=int, nargs="*", default=[1, 2])
    asked = parser.parse_args()
    clips, recogniser = load_clips(asked.clips), Recogniser(ModelStore().get("tiny.en"))
    totals: dict[float | None, list[np.ndarray]] = {level_db: [] for level_db in (None, *asked.levels)}
    for seed in asked.seeds:
        call = interrupted(make_call(clips, minutes=asked.minutes, seed=seed), clips, seed)
        said: list[Word] = []
        for level_db, found in totals.items():
            outcome = heard(call if level_db is None else with_echo(call, level_db, seed + 10), recogniser)
            said = said or outcome.words[CUSTOMER]
            wrong, total = count_errors(call.text(REP), " ".join(word.text for word in outcome.words[REP]))
            strange = strangers(call, outcome, said)
            found.append(np.array([len(strange), len(said), wrong, total]))
            name = "no echo" if level_db is None else f"{level_db:.0f} dB"
            print(
                f"call {seed}, {name:7}  talk share {outcome.talk_share:5.1%} (true {true_talk_share(call):5.1%})  "
                f"customer's words under the rep {len(strange)} of {len(said)}  rep's word error {wrong / total:5.1%}",
                flush=True,
            )
    for level_db, found in totals.items():
        strange, said_words, wrong, total = sum(found)
        name = "no echo" if level_db is None else f"{level_db:.0f} dB"
        rates = f"under the rep {strange / said_words:6.2%}  rep's word error {wrong / total:6.2%} of {total}"
        print(f"all, {name:7}  {rates}")


if __name__ == "__main__":
    main()
