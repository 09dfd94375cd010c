"""Two-channel calls with known truth, made of clips that somebody read aloud."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from audio.frames import FRAME_SAMPLES, SAMPLE_RATE_HZ, Frame, Samples, Speaker


@dataclass(frozen=True)
class SpokenTurn:
    """What one side said between `start_s` and `end_s`, first to last sound."""

    speaker: Speaker
    start_s: float
    end_s: float
    text: str


@dataclass(frozen=True)
class MadeCall:
    """channels: float32 mono, both of the same length."""

    channels: dict[Speaker, Samples]
    turns: tuple[SpokenTurn, ...]

    @property
    def duration_s(self) -> float:
        return len(self.channels[Speaker.REP]) / SAMPLE_RATE_HZ

    def frames(self) -> list[Frame]:
        """Both channels frame by frame, as the call clock would give them."""
        return [
            Frame(speaker, first / SAMPLE_RATE_HZ, samples[first : first + FRAME_SAMPLES])
            for first in range(0, len(self.channels[Speaker.REP]), FRAME_SAMPLES)
            for speaker, samples in self.channels.items()
        ]

    def text(self, speaker: Speaker) -> str:
        return " ".join(turn.text for turn in self.turns if turn.speaker is speaker)


def load_clips(folder: Path | None = None) -> list[tuple[Samples, str]]:
    """The clips that `clips.json` in `folder` lists, with their words; without one, the sample call's sentences."""
    from faster_whisper.audio import decode_audio

    if folder is None:
        demo = Path(__file__).parents[2] / "app" / "demo"
        sides = dict(zip(Speaker, decode_audio(str(demo / "call.opus"), split_stereo=True), strict=True))
        rows = [json.loads(line) for line in (demo / "script.jsonl").read_text(encoding="utf-8").splitlines() if line]
        return [(_cut(sides[Speaker(row["speaker"])], row["start"], row["end"]), row["text"]) for row in rows]
    listed = json.loads((folder / "clips.json").read_text(encoding="utf-8"))
    return [(decode_audio(str(folder / clip["file"])), clip["text"]) for clip in listed]


def make_call(clips: list[tuple[Samples, str]], *, minutes: float, seed: int = 1) -> MadeCall:
    """Deal the clips out to both sides as turns of one to three clips, until `minutes` are full.

    Answers come 0.1 to 1.2 s after a turn, now and then 0.4 s before its end; a little noise lies under both.
    """
    chance = random.Random(seed)
    turns: list[SpokenTurn] = []
    placed: list[tuple[Speaker, int, Samples]] = []
    speaker, at_s = Speaker.REP, 1.0
    deck: list[tuple[Samples, str]] = []
    while at_s < minutes * 60:
        for _ in range(chance.choice((1, 1, 2, 3))):
            deck = deck or chance.sample(clips, len(clips))
            samples, text = deck.pop()
            first, last = _sounding(samples)
            start = round(at_s * SAMPLE_RATE_HZ) - first
            placed.append((speaker, start, samples))
            turns.append(SpokenTurn(speaker, at_s, (start + last) / SAMPLE_RATE_HZ, text))
            at_s = turns[-1].end_s + chance.uniform(0.3, 0.9)
        at_s = turns[-1].end_s + (-0.4 if chance.random() < 0.15 else chance.uniform(0.1, 1.2))
        speaker = speaker.other
    length = (round((at_s + 2.0) * SAMPLE_RATE_HZ) // FRAME_SAMPLES) * FRAME_SAMPLES
    noise = np.random.default_rng(seed)
    channels = {side: noise.normal(0.0, 0.0005, length).astype(np.float32) for side in Speaker}
    for side, start, samples in placed:
        room = samples[max(0, -start) : length - start]
        channels[side][max(0, start) : max(0, start) + len(room)] += room
    return MadeCall(channels, tuple(turns))


def _cut(samples: Samples, start_s: float, end_s: float) -> Samples:
    return samples[round((start_s - 0.05) * SAMPLE_RATE_HZ) : round((end_s + 0.05) * SAMPLE_RATE_HZ)]


def _sounding(samples: Samples) -> tuple[int, int]:
    """First and last sample of what is louder than 40 dB under the clip's loudest 10 ms."""
    step = SAMPLE_RATE_HZ // 100
    power = np.square(samples[: len(samples) // step * step]).reshape(-1, step).mean(axis=1)
    loud = np.flatnonzero(power > power.max() * 1e-4)
    return int(loud[0]) * step, int(loud[-1] + 1) * step
