"""Voice activity against people's labels: how much speech is missed, how much is made up, and what it costs.

    python tests/benchmarks/voice_activity.py ../shared/data/activity

For every `NAME.flac` with labelled speech in `NAME.json` (a list of {"start_s", "end_s"}). Detection error is
(missed + false alarm) / speech, in seconds, without any collar. The thresholds in audio/activity.py were
chosen on the pieces named in CHOSEN_ON; the others are the report.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import numpy as np

from audio.activity import VoiceActivity
from audio.decoding import SoundFile
from audio.frames import FRAME_S, FRAME_SAMPLES, SAMPLE_RATE_HZ, Frame, Speaker
from audio.speech import SpeechStopped

CHOSEN_ON = {"dev00", "trn01", "trn04", "trn06", "trn08"}
STEPS_PER_S = 1000


def detected(path: Path) -> tuple[list[tuple[float, float]], float, float]:
    """(stretches of speech in seconds, seconds of sound, CPU seconds)."""
    file = SoundFile(path)
    sound = np.concatenate(list(file.blocks()))[:, 0]
    file.close()
    sound = np.pad(sound, (0, -len(sound) % FRAME_SAMPLES))
    activity = VoiceActivity(Speaker.REP)
    began = time.process_time()
    events = []
    for step, samples in enumerate(sound.reshape(-1, FRAME_SAMPLES)):
        events += activity.hear(Frame(Speaker.REP, step * FRAME_S, samples))
    events += activity.flush(len(sound) / SAMPLE_RATE_HZ)
    spent_s = time.process_time() - began
    stretches = [(event.start_s, event.end_s) for event in events if isinstance(event, SpeechStopped)]
    return stretches, len(sound) / SAMPLE_RATE_HZ, spent_s


def mask(stretches: list[tuple[float, float]], duration_s: float) -> np.ndarray:
    spoken = np.zeros(round(duration_s * STEPS_PER_S), bool)
    for start_s, end_s in stretches:
        spoken[round(start_s * STEPS_PER_S) : round(end_s * STEPS_PER_S)] = True
    return spoken


def main(folder: Path) -> None:
    detected(next(iter(sorted(folder.glob("*.flac")))))  # loads the model
    totals = {"chosen on": np.zeros(5), "report": np.zeros(5)}
    print(f"{'piece':8} {'missed':>8} {'false':>8} {'error':>8}   of labelled speech")
    for path in sorted(folder.glob("*.flac")):
        labels = json.loads(path.with_suffix(".json").read_text())
        stretches, duration_s, spent_s = detected(path)
        truth = mask([(label["start_s"], label["end_s"]) for label in labels], duration_s)
        found = mask(stretches, duration_s)
        counts = [(truth & ~found).sum(), (found & ~truth).sum(), truth.sum()]
        totals["chosen on" if path.stem in CHOSEN_ON else "report"] += [*counts, duration_s, spent_s]
        print_row(path.stem, *counts)
    for name, (missed, false, spoken, duration_s, spent_s) in totals.items():
        print_row(name, missed, false, spoken)
        print(f"{'':8} {1000 * spent_s / duration_s:.1f} ms CPU per second of sound")


def print_row(name: str, missed: float, false: float, spoken: float) -> None:
    print(f"{name:9} {missed / spoken:7.1%} {false / spoken:8.1%} {(missed + false) / spoken:8.1%}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        print("It takes the folder with the labelled pieces.")
    else:
        main(Path(sys.argv[1]))
