"""What is hard for live words: short turns, names, word times, a machine that is taken by another program.

    python tests/benchmarks/hard_words.py short --clips FOLDER      turns of under a second, as right as stock?
    python tests/benchmarks/hard_words.py names --clips FOLDER --names "Ann Lee, Hilltop"     without, with them
    python tests/benchmarks/hard_words.py times --clips FOLDER      against times on the whole recording
    python tests/benchmarks/hard_words.py load  --clips FOLDER      every core busy for a minute, in real time

FOLDER as in transcription.py. Stock is faster-whisper with beam 5 on the finished recording, same weights.
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # idle BLAS threads would spin beside every pass

import argparse
import multiprocessing
import random
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from calls import MadeCall, SpokenTurn, load_clips, make_call
from live_words import text
from transcription import at_full_speed, in_real_time, steps
from word_error import count_errors, count_errors_beside, normaliser

from audio.frames import FRAME_SAMPLES, SAMPLE_RATE_HZ, Samples, Speaker
from models.recogniser import Recogniser
from models.store import ModelStore
from models.transcriber import Transcriber
from models.words import SettledWords, Word

GAP_S = 2.5
BUSY_S = 60.0
DRAINED_S = 30.0
ABSENT = ("Priya Raman", "Oakfield Logistics", "Tidewater", "Marcus Hale", "Quillon", "Brightside Freight")
"""A prep card of another call."""


def one_by_one(clips: Sequence[tuple[Samples, str]]) -> MadeCall:
    """Every clip a turn of its own, silence between, sides in turn."""
    noise = np.random.default_rng(1)
    gap = round(GAP_S * SAMPLE_RATE_HZ)
    length = sum(len(samples) + gap for samples, _ in clips) + gap
    length = length // FRAME_SAMPLES * FRAME_SAMPLES
    channels = {side: noise.normal(0.0, 0.0005, length).astype(np.float32) for side in Speaker}
    turns, first = [], gap
    for number, (samples, said) in enumerate(clips):
        side = list(Speaker)[number % 2]
        channels[side][first : first + len(samples)] += samples[: length - first]
        turns.append(SpokenTurn(side, first / SAMPLE_RATE_HZ, (first + len(samples)) / SAMPLE_RATE_HZ, said))
        first += len(samples) + gap
    return MadeCall(channels, tuple(turns))


def live_words(call: MadeCall, recogniser: Recogniser, names: Sequence[str] = ()) -> dict[Speaker, list[Word]]:
    events = at_full_speed(steps(call), Transcriber(recogniser, names=names)).events
    settled = [event for event in events if isinstance(event, SettledWords)]
    return {side: [word for event in settled if event.speaker is side for word in event.words] for side in Speaker}


def stock_words(call: MadeCall, model_dir: Path) -> dict[Speaker, list[Word]]:
    from faster_whisper import WhisperModel

    whisper = WhisperModel(str(model_dir), device="cpu", compute_type="int8", cpu_threads=1)
    words: dict[Speaker, list[Word]] = {}
    for side, samples in call.channels.items():
        segments, _ = whisper.transcribe(samples, language="en", beam_size=5, word_timestamps=True)
        words[side] = [Word(w.word.strip(), w.start, w.end, w.probability) for s in segments for w in s.words]
    return words


def right_turns(call: MadeCall, words: dict[Speaker, list[Word]]) -> int:
    """Turns whose words, and no others, were written where they were said."""
    right = 0
    for turn in call.turns:
        margin_s = GAP_S / 2
        written = [w.text for w in words[turn.speaker] if turn.start_s - margin_s < w.start_s < turn.end_s + margin_s]
        right += normaliser()(" ".join(written)) == normaliser()(turn.text)
    return right


def short(call: MadeCall, model_dir: Path) -> None:
    print(f"{len(call.turns)} short turns")
    for name, words in (
        ("live", live_words(call, Recogniser(model_dir))),
        ("stock, beam 5", stock_words(call, model_dir)),
    ):
        print(f"{name}: {right_turns(call, words)} right")


def names(call: MadeCall, model_dir: Path, wanted: Sequence[str]) -> None:
    """No names on the card, the call's own, and another call's: how many are right, what becomes of the rest."""
    recogniser = Recogniser(model_dir)
    truth = {side: normaliser()(call.text(side)).split() for side in Speaker}
    parts = {part for name in wanted for part in normaliser()(name).split()}
    said = sum(word in parts for words in truth.values() for word in words)
    for card, prompt in (("none", ()), ("its own", wanted), ("others", ABSENT)):
        words = live_words(call, recogniser, prompt)
        written = {side: " ".join(word.text for word in words[side]) for side in Speaker}
        found = 0
        for side in Speaker:
            heard = normaliser()(written[side]).split()
            found += sum(min(truth[side].count(part), heard.count(part)) for part in parts)
        wrong, of = np.sum([count_errors_beside(parts, call.text(side), written[side]) for side in Speaker], axis=0)
        print(f"names on the card: {card}. {found} of {said} right, word error of the rest {100 * wrong / of:.1f} %")


def times(call: MadeCall, model_dir: Path) -> None:
    live, stock = live_words(call, Recogniser(model_dir)), stock_words(call, model_dir)
    off_s = []
    for side in Speaker:
        for word in live[side]:
            near = [w for w in stock[side] if normaliser()(w.text) == normaliser()(word.text)]
            if near:
                distance_s = min(abs(w.start_s - word.start_s) for w in near)
                if distance_s < 2.0:  # else it is the same word of another sentence
                    off_s.append(distance_s)
    middle_s, most_s = np.median(off_s), np.percentile(off_s, 95)
    print(f"{len(off_s)} words: starts {middle_s:.3f} s off, 95 % within {most_s:.2f} s, ", end="")
    print(f"{100 * np.mean(np.array(off_s) > 0.2):.0f} % more than 0.2 s off")


def _busy(until_s: float) -> None:
    while time.time() < until_s:
        random.random()


def load(call: MadeCall, model_dir: Path) -> None:
    transcriber = Transcriber(Recogniser(model_dir))
    heard, began_s = steps(call), time.monotonic()
    lags: list[tuple[float, float]] = []
    over = threading.Event()

    def watch() -> None:
        while not over.wait(0.5):
            now_s = time.monotonic() - began_s
            lags.append((now_s, transcriber.lag_s(now_s)))

    others = [
        multiprocessing.Process(target=_busy, args=(time.time() + BUSY_S,), daemon=True)
        for _ in range(os.cpu_count() or 1)
    ]
    for process in others:
        process.start()
    watcher = threading.Thread(target=watch)
    watcher.start()
    played = in_real_time(heard, transcriber)
    over.set()
    watcher.join()
    errors = [count_errors(call.text(side), text(played.events, side)) for side in Speaker]
    rate = 100 * sum(wrong for wrong, _ in errors) / sum(count for _, count in errors)
    later = [lag_s for at_s, lag_s in lags if at_s > BUSY_S + DRAINED_S]
    print(f"every core busy for {BUSY_S:.0f} s: worst lag {max(lag_s for _, lag_s in lags):.1f} s, ", end="")
    print(f"{DRAINED_S:.0f} s later at most {max(later, default=0.0):.1f} s; word error {rate:.1f} %")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="?", choices=("short", "names", "times", "load"), default="times")
    parser.add_argument("--clips", type=Path)
    parser.add_argument("--model", default="tiny.en")
    parser.add_argument("--names", default="")
    parser.add_argument("--minutes", type=float, default=3.0)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    model_dir, clips = ModelStore().get(asked.model), load_clips(asked.clips)
    call = make_call(clips, minutes=asked.minutes, seed=asked.seed)
    match asked.what:
        case "short":
            short(one_by_one(clips), model_dir)
        case "names":
            names(call, model_dir, [name.strip() for name in asked.names.split(",") if name.strip()])
        case "times":
            times(call, model_dir)
        case "load":
            load(call, model_dir)


if __name__ == "__main__":
    main()
