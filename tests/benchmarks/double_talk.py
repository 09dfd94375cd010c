"""Loudspeakers in calls whose sides talk over each other, made of read clips: who is taken for whom.

    python tests/benchmarks/double_talk.py [../shared/data/speech] [seed ...]

Without a folder the clips are the sample call's sentences. Two readers (the customer's clips are played faster, so
that the voices differ) take turns that overlap and put in a word while the other speaks. Prints, for an echo of four
levels 120 ms away, against voice activity without echo: how much of the time only the customer speaks is taken for the
rep, how much of the rep's speech is missed where both speak and where the rep speaks alone, and the rep's talk share.
"""

from __future__ import annotations

import random
import runpy
import sys
from pathlib import Path

import numpy as np

from audio.echo import without_echo
from audio.frames import FRAME_SAMPLES, SAMPLE_RATE_HZ, Frame, Samples, Speaker

HERE = Path(__file__).parent
ECHO = runpy.run_path(str(HERE / "echo.py"))
REP, CUSTOMER = Speaker.REP, Speaker.CUSTOMER
LEVELS_DB = (-6.0, -10.0, -20.0, -30.0)
MINUTES = 3.0
CUSTOMER_RATE_HZ = 18_500


class Deck:
    """A side's clips, again and again."""

    def __init__(self, clips: list[Samples]) -> None:
        self._clips = clips
        self._drawn = 0

    def draw(self) -> Samples:
        self._drawn += 1
        return self._clips[(self._drawn - 1) % len(self._clips)]


def made_call(clips: list[Samples], seed: int) -> dict[Speaker, Samples]:
    import soxr

    chance = random.Random(seed)
    clips = chance.sample(clips, len(clips))
    half = len(clips) // 2
    faster = [soxr.resample(clip, SAMPLE_RATE_HZ, CUSTOMER_RATE_HZ).astype(np.float32) for clip in clips[half:]]
    decks = {REP: Deck(clips[:half]), CUSTOMER: Deck(faster)}
    length = round(MINUTES * 60 * SAMPLE_RATE_HZ) // FRAME_SAMPLES * FRAME_SAMPLES
    noise = np.random.default_rng(seed)
    call = {speaker: noise.normal(0, 0.0005, length).astype(np.float32) for speaker in Speaker}

    def place(speaker: Speaker, at_s: float, clip: Samples) -> float:
        at = round(at_s * SAMPLE_RATE_HZ)
        heard = clip[: max(0, length - at)]
        call[speaker][at : at + len(heard)] += heard
        return at_s + len(heard) / SAMPLE_RATE_HZ

    speaker, at_s = REP, 1.0
    while at_s < MINUTES * 60 - 1:
        begins_s = at_s
        for _ in range(chance.choice((1, 1, 2))):
            at_s = place(speaker, at_s, decks[speaker].draw()) + chance.uniform(0.2, 0.6)
        for _ in range(chance.choice((0, 1, 1, 2))):
            clip, size = decks[speaker.other].draw(), round(chance.uniform(0.4, 1.6) * SAMPLE_RATE_HZ)
            first = chance.randrange(max(1, len(clip) - size))
            place(speaker.other, chance.uniform(begins_s, max(begins_s + 0.1, at_s - 2.0)), clip[first : first + size])
        at_s = max(at_s + chance.uniform(-1.5, 0.6), begins_s + 1)
        speaker = speaker.other
    return call


def counted(call: dict[Speaker, Samples], level_db: float, seed: int) -> np.ndarray:
    """Milliseconds: customer alone, of that taken for the rep; both, of that missed; rep alone, of that missed; ..."""
    plain = ECHO["events"](call[REP], call[CUSTOMER])
    duration_s = plain[-1].end_s
    rep, customer = (ECHO["mask"](ECHO["speech"](plain, speaker), duration_s) for speaker in (REP, CUSTOMER))
    near = call[REP] + ECHO["echo_of"](call[CUSTOMER], level_db, ECHO["room"](seed=seed + 10))
    heard = [event for event in without_echo(ECHO["events"](near, call[CUSTOMER])) if isinstance(event, Frame)]
    found = ECHO["mask"](ECHO["speech"](heard, REP), duration_s)
    alone, both, rep_alone = customer & ~rep, customer & rep, rep & ~customer
    pairs = [(alone, alone & found), (both, both & ~found), (rep_alone, rep_alone & ~found)]
    return np.array([side.sum() for pair in pairs for side in pair] + [found.sum(), rep.sum(), customer.sum()])


def main(folder: Path | None, seeds: list[int]) -> None:
    load_clips = runpy.run_path(str(HERE / "calls.py"))["load_clips"]
    calls = {seed: made_call([samples for samples, _ in load_clips(folder)], seed) for seed in seeds}
    for level_db in LEVELS_DB:
        total = sum(counted(call, level_db, seed) for seed, call in calls.items())
        alone, taken, both, missed, rep_alone, missed_alone, found, rep, customer = total
        print(
            f"{level_db:4.0f} dB  customer taken for rep {taken / alone:6.2%}   missed in double talk "
            f"{missed / both:6.2%}, of the rep alone {missed_alone / rep_alone:6.2%}   talk share "
            f"{found / (found + customer):5.1%} (truth {rep / (rep + customer):5.1%})"
        )


if __name__ == "__main__":
    folders = [Path(word) for word in sys.argv[1:] if not word.isdecimal()]
    main(folders[0] if folders else None, [int(word) for word in sys.argv[1:] if word.isdecimal()] or [1, 2, 3])
