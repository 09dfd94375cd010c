"""Live words beside stock faster-whisper reading the finished recording: cost, word error, delays.

    python tests/benchmarks/transcription.py --clips ../shared/data/speech [--model tiny.en] [--minutes 10]

`--clips` holds `clips.json` (a list of {"file", "text"}) and the clips; without it the sample call is cut up. They
are dealt out to both sides of a call with turns, pauses and overlaps. The call is played at full speed on a
virtual clock, on which a pass takes the CPU time it took; with `--real-time` on the wall clock, with a worker
thread, as live. Stock is faster-whisper on the same weights in the same run: one thread, each side's whole
recording. At full speed it reads on with beam 5 as the call goes on, so that a machine that becomes slower or
quicker (a shared one does, by a half) does so for both.
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # idle BLAS threads would spin beside every pass

import argparse
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from calls import MadeCall, load_clips, make_call
from live_words import Event, figures, text
from word_error import count_errors

from audio.activity import VoiceActivity
from audio.frames import FRAME_S, FRAME_SAMPLES, SAMPLE_RATE_HZ, Frame, Samples, Speaker
from audio.speech import SpeechStarted, SpeechStopped
from models.recogniser import Recogniser
from models.store import ModelStore
from models.transcriber import Transcriber
from models.words import SettledWords
from models.worker import Worker

WORKER_S = 120.0
"""So much of the call is read once more in the process that reads it live."""

Step = tuple[float, list[Frame | SpeechStarted | SpeechStopped]]


@dataclass(frozen=True)
class Played:
    events: list[Event]
    cpu_s: float
    worst_lag_s: float


def steps(call: MadeCall) -> list[Step]:
    """The call as the transcriber hears it, step by step, each with the time it is known at."""
    activity = {speaker: VoiceActivity(speaker) for speaker in Speaker}
    heard: dict[float, list[Frame | SpeechStarted | SpeechStopped]] = {}
    for frame in call.frames():
        heard.setdefault(frame.end_s, []).extend([frame, *activity[frame.speaker].hear(frame)])
    return list(heard.items())


def at_full_speed(heard: list[Step], transcriber: Transcriber, beside: Stock | None = None) -> Played:
    """One worker on a virtual clock: a pass takes as long as the CPU time it took. beside: reads as much meanwhile."""
    events: list[Event] = []
    cpu_s = free_s = lag_s = 0.0

    def work(until_s: float) -> None:
        nonlocal cpu_s, free_s
        while free_s <= until_s and (a_pass := transcriber.next_pass(until_s)) is not None:
            began = time.process_time()
            reading = transcriber.run(a_pass)
            took_s = time.process_time() - began
            cpu_s += took_s
            free_s = max(free_s, until_s) + took_s
            events.extend(transcriber.apply(a_pass, reading, free_s))

    for now_s, news in heard:
        for event in news:
            transcriber.hear(event)
        work(now_s)
        lag_s = max(lag_s, transcriber.lag_s(now_s))
        if beside is not None:
            beside.read_on(now_s / heard[-1][0])
    transcriber.flush(heard[-1][0])
    work(float("inf"))
    return Played(events, cpu_s, lag_s)


def in_real_time(heard: list[Step], transcriber: Transcriber) -> Played:
    """As live: one thread hears, one decodes, both on the wall clock."""
    events: list[Event] = []
    lock, over = threading.Condition(), threading.Event()
    began = time.monotonic()
    lag_s = 0.0

    def work() -> None:
        while True:
            with lock:
                a_pass = transcriber.next_pass(time.monotonic() - began)
                if a_pass is None:
                    if over.is_set():
                        return
                    lock.wait(0.5)
                    continue
            reading = transcriber.run(a_pass)
            with lock:
                events.extend(transcriber.apply(a_pass, reading, time.monotonic() - began))

    worker = threading.Thread(target=work)
    worker.start()
    before = time.process_time()
    for now_s, news in heard:
        time.sleep(max(0.0, began + now_s - time.monotonic()))
        with lock:
            for event in news:
                transcriber.hear(event)
            lag_s = max(lag_s, transcriber.lag_s(now_s))
            lock.notify()
    with lock:
        transcriber.flush(heard[-1][0])
        over.set()
        lock.notify()
    worker.join()
    return Played(events, time.process_time() - before, lag_s)


class Stock:
    """faster-whisper on the finished recording, read on as far as it is asked to."""

    def __init__(self, call: MadeCall, model_dir: Path, beam_size: int) -> None:
        from faster_whisper import WhisperModel

        self._whisper = WhisperModel(str(model_dir), device="cpu", compute_type="int8", cpu_threads=1)
        self._call, self._beam_size = call, beam_size
        self._texts = dict.fromkeys(Speaker, "")
        self._sides = self._read()
        self._read_sides = 0.0
        self.cpu_s = 0.0

    def read_on(self, part: float) -> None:
        """part: how much of the recording, 0 to 1."""
        began = time.process_time()
        while self._read_sides < part * len(Speaker):
            self._read_sides = next(self._sides, float("inf"))
        self.cpu_s += time.process_time() - began

    @property
    def word_error(self) -> float:
        """In percent, of all that was said: read to the end first."""
        errors = [count_errors(self._call.text(speaker), read) for speaker, read in self._texts.items()]
        return 100 * sum(wrong for wrong, _ in errors) / sum(words for _, words in errors)

    def _read(self) -> Iterator[float]:
        for before, (speaker, samples) in enumerate(self._call.channels.items()):
            for segment in self._whisper.transcribe(samples, language="en", beam_size=self._beam_size)[0]:
                self._texts[speaker] += segment.text
                yield before + segment.end / self._call.duration_s


def nothing_said(minutes: float) -> Iterator[tuple[str, Samples]]:
    """Silence, noise, hum, knocks and music on hold, `minutes` in all."""
    length = round(minutes * 60 / 5 * SAMPLE_RATE_HZ) // FRAME_SAMPLES * FRAME_SAMPLES
    noise, times = np.random.default_rng(3), np.arange(length) / SAMPLE_RATE_HZ
    white = noise.normal(0.0, 0.02, length)
    knocks = np.where(times % 0.9 < 0.03, noise.normal(0.0, 0.3, length), 0.0005 * white)
    scale = 220.0 * 2.0 ** (np.array([0, 4, 7, 12, 9, 5, 2, 7]) / 12)
    tune = scale[(times * 3).astype(int) % len(scale)]
    music = sum(np.sin(2 * np.pi * tune * n * times) / n for n in (1, 2, 3)) * 0.08 * np.exp(-4 * (times % (1 / 3)))
    chord = sum(np.sin(2 * np.pi * hz * times) for hz in (110.0, 164.8, 220.0)) * 0.03
    sounds = {
        "silence": np.zeros(length),
        "noise": white,
        "hum": 0.05 * np.sin(2 * np.pi * 50 * times) + 0.1 * white,
        "knocks": knocks,
        "music": music + chord,
    }
    for name, samples in sounds.items():
        yield name, samples.astype(np.float32)


def words_from_nothing(recogniser: Recogniser, minutes: float, *, gated: bool) -> int:
    """Settled words when nobody speaks. gated: with voice activity before it, else all of it passes for speech."""
    words = 0
    for _, samples in nothing_said(minutes):
        call = MadeCall(dict.fromkeys(Speaker, samples), ())
        heard = steps(call)
        if not gated:
            heard = [(at, [event for event in news if isinstance(event, Frame)]) for at, news in heard]
            heard[10][1].append(SpeechStarted(heard[10][0], Speaker.CUSTOMER, heard[10][0] - FRAME_S))
        played = at_full_speed(heard, Transcriber(recogniser))
        words += sum(len(event.words) for event in played.events if isinstance(event, SettledWords))
    return words


def worker_memory_mb(heard: list[Step], model_dir: Path) -> float:
    """The most that the process which reads speech in a live call has used after a pass, both sides in it."""
    import psutil

    worker, most = Worker(model_dir), 0
    transcriber = Transcriber(worker)
    for now_s, news in heard:
        for event in news:
            transcriber.hear(event)
        while (a_pass := transcriber.next_pass(now_s)) is not None:
            transcriber.apply(a_pass, transcriber.run(a_pass), now_s)
            assert worker.process is not None
            most = max(most, psutil.Process(worker.process.pid).memory_info().rss)
    worker.close()
    return most / 2**20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clips", type=Path)
    parser.add_argument("--model", default="tiny.en")
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--real-time", action="store_true")
    parser.add_argument("--silence-minutes", type=float, default=10.0)
    asked = parser.parse_args()

    model_dir = ModelStore().get(asked.model)
    call = make_call(load_clips(asked.clips), minutes=asked.minutes, seed=asked.seed)
    began = time.process_time()
    heard = steps(call)
    activity = (time.process_time() - began) / call.duration_s
    recogniser = Recogniser(model_dir)
    stock = Stock(call, model_dir, beam_size=5)
    transcriber = Transcriber(recogniser)
    played = in_real_time(heard, transcriber) if asked.real_time else at_full_speed(heard, transcriber, stock)
    live, cost = figures(call, played.events), played.cpu_s / call.duration_s
    said = {speaker: len(text(played.events, speaker).split()) for speaker in Speaker}

    print(f"\n{asked.model}, {call.duration_s:.0f} s of call, {sum(said.values())} words settled, one thread")
    print("CPU is in seconds per second of call, delays are median / 95 %\n")
    print("| | CPU | word error | settled after a turn | first words | shown, then changed | word to settled |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    spans = [f"{median:.2f} / {most:.2f} s" for median, most in (live.settled_s, live.first_s, live.wait_s)]
    print(
        f"| live | {cost:.3f} | {live.word_error:.1f} % | {spans[0]} | {spans[1]} | {live.changed:.2f} | {spans[2]} |",
        flush=True,
    )
    for beam_size, read in ((5, stock), (1, Stock(call, model_dir, beam_size=1))):
        read.read_on(1.0)
        print(
            f"| stock, beam {beam_size} | {read.cpu_s / call.duration_s:.3f} | {read.word_error:.1f} % | | | | |",
            flush=True,
        )
    print(
        f"\nlive / stock beam 5: {played.cpu_s / stock.cpu_s:.2f}. Voice activity, not counted above: {activity:.4f}."
    )
    first = [step for step in heard if step[0] < WORKER_S]
    memory = worker_memory_mb(first, model_dir)
    print(f"Worst lag: {played.worst_lag_s:.2f} s. Memory of the process that reads in a live call: {memory:.0f} MB.")
    for gated in (True, False) if asked.silence_minutes else ():
        words = words_from_nothing(recogniser, asked.silence_minutes, gated=gated)
        way = "with" if gated else "without"
        print(f"Words in {asked.silence_minutes:g} min of silence, noise, music {way} voice activity before: {words}")


if __name__ == "__main__":
    main()
