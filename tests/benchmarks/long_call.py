"""A long call in real time, read as live, by a process of its own: does lag grow, does memory?

    python tests/benchmarks/long_call.py --clips FOLDER [--minutes 10] [--model tiny.en]

FOLDER as in transcription.py. Prints, for every fifth of the call, the worst lag and the most memory of the process
that reads, and what both have grown by since the first five minutes. The benchmark's own memory is left out: it
holds the whole call.
"""

from __future__ import annotations

import argparse
import threading
import time
from pathlib import Path

import psutil
from calls import load_clips, make_call
from live_words import text
from transcription import in_real_time, steps
from word_error import count_errors

from audio.frames import Speaker
from models.store import ModelStore
from models.transcriber import Transcriber
from models.worker import Worker

SAMPLE_EVERY_S = 1.0
SETTLED_IN_S = 300.0
PARTS = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clips", type=Path)
    parser.add_argument("--model", default="tiny.en")
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    call = make_call(load_clips(asked.clips), minutes=asked.minutes, seed=asked.seed)
    heard = steps(call)
    worker = Worker(ModelStore().get(asked.model))
    transcriber = Transcriber(worker)
    samples: list[tuple[float, float, float]] = []
    over, began_s = threading.Event(), time.monotonic()

    def watch() -> None:
        while not over.wait(SAMPLE_EVERY_S):
            if worker.process is not None:
                now_s = time.monotonic() - began_s
                memory = psutil.Process(worker.process.pid).memory_info().rss
                samples.append((now_s, transcriber.lag_s(now_s), memory / 2**20))

    watcher = threading.Thread(target=watch)
    watcher.start()
    played = in_real_time(heard, transcriber)
    over.set()
    watcher.join()
    worker.close()
    part_s = call.duration_s / PARTS
    for number in range(PARTS):
        of_part = [sample for sample in samples if number * part_s <= sample[0] < (number + 1) * part_s]
        lag_s, memory = max(lag for _, lag, _ in of_part), max(memory for _, _, memory in of_part)
        print(f"{(number + 1) * part_s / 60:5.1f} min: lag at most {lag_s:.2f} s, memory at most {memory:.0f} MB")
    first, rest = ([s for s in samples if (s[0] < SETTLED_IN_S) is early] for early in (True, False))
    if rest:
        before, after = (max(memory for _, _, memory in part) for part in (first, rest))
        print(f"memory after the first {SETTLED_IN_S / 60:.0f} min: {100 * (after / before - 1):+.1f} %")
    errors = [count_errors(call.text(side), text(played.events, side)) for side in Speaker]
    rate = 100 * sum(wrong for wrong, _ in errors) / sum(count for _, count in errors)
    print(f"word error {rate:.1f} %")


if __name__ == "__main__":
    main()
