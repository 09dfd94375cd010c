"""A real Whisper model on the sample call that comes with Courtside."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from audio.activity import VoiceActivity
from audio.decoding import SoundFile
from audio.frames import FRAME_S, FRAME_SAMPLES, SAMPLE_RATE_HZ, Frame, Samples, Speaker
from models.doubt import plain
from models.reading import Pass, PassKind, read
from models.recogniser import Recogniser
from models.store import ModelStore
from models.transcriber import Transcriber, drain
from models.words import SettledWords

DEMO = Path(__file__).parents[2] / "app" / "demo"
pytestmark = pytest.mark.model


@dataclass(frozen=True)
class Spoken:
    speaker: Speaker
    start_s: float
    end_s: float
    text: str


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    model_dir = ModelStore().find("tiny.en")
    assert model_dir is not None
    return Recogniser(model_dir)


@pytest.fixture(scope="module")
def channels() -> dict[Speaker, Samples]:
    file = SoundFile(DEMO / "call.opus")
    sound = np.concatenate(list(file.blocks()))
    file.close()
    return {Speaker.REP: sound[:, 0].copy(), Speaker.CUSTOMER: sound[:, 1].copy()}


@pytest.fixture(scope="module")
def script() -> list[Spoken]:
    lines = (DEMO / "script.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line]
    return [Spoken(Speaker(row["speaker"]), row["start"], row["end"], row["text"]) for row in rows]


def clip(channels: dict[Speaker, Samples], spoken: Spoken) -> Samples:
    first, after = (round(at_s * SAMPLE_RATE_HZ) for at_s in (spoken.start_s - 0.2, spoken.end_s + 0.2))
    return channels[spoken.speaker][first:after]


def test_an_utterance_is_read_word_by_word_with_times(
    recogniser: Recogniser, channels: dict[Speaker, Samples], script: list[Spoken]
) -> None:
    spoken = max(script[:12], key=lambda one: len(one.text))
    sound = clip(channels, spoken)
    window = recogniser.listen(sound)
    words = window.align(window.decode(beam_size=5))
    told, heard = set(plain(spoken.text).split()), {plain(word.text) for word in words}
    assert len(told - heard) <= 0.2 * len(told)
    assert all(0.0 <= word.start_s <= word.end_s <= len(sound) / SAMPLE_RATE_HZ for word in words)
    assert all(a.start_s <= b.start_s for a, b in pairwise(words))
    assert words[0].start_s < 0.5
    assert words[-1].end_s > len(sound) / SAMPLE_RATE_HZ - 0.7


def test_words_that_are_known_are_not_written_again(
    recogniser: Recogniser, channels: dict[Speaker, Samples], script: list[Spoken]
) -> None:
    window = recogniser.listen(clip(channels, script[0]))
    whole = window.decode()
    assert window.decode(known=whole[:3]) == whole[3:]


def test_it_knows_sound_in_which_nobody_speaks(
    recogniser: Recogniser, channels: dict[Speaker, Samples], script: list[Spoken]
) -> None:
    noise = np.random.default_rng(5).normal(0.0, 0.02, 4 * SAMPLE_RATE_HZ).astype(np.float32)
    assert recogniser.listen(clip(channels, script[0])).no_speech() < 0.1
    assert recogniser.listen(noise).no_speech() > 0.3


@pytest.mark.parametrize("loudness", [0.0, 0.002, 0.05])
def test_nothing_is_read_into_noise(recogniser: Recogniser, loudness: float) -> None:
    noise = np.random.default_rng(5).normal(0.0, loudness, 4 * SAMPLE_RATE_HZ).astype(np.float32)
    assert read(recogniser, Pass(Speaker.REP, PassKind.FINAL, 10.0, 14.0, noise)).words == ()


def test_both_sides_of_the_sample_call_are_heard(
    recogniser: Recogniser, channels: dict[Speaker, Samples], script: list[Spoken]
) -> None:
    """Twenty seconds of the real pipeline: frames, voice activity, passes."""
    transcriber, known = Transcriber(recogniser), []
    activity = {speaker: VoiceActivity(speaker) for speaker in Speaker}
    until_s = next(one.start_s for one in script if one.start_s > 18.0) - 0.3
    for step in range(int(until_s / FRAME_S)):
        for speaker in Speaker:
            first = step * FRAME_SAMPLES
            frame = Frame(speaker, step * FRAME_S, channels[speaker][first : first + FRAME_SAMPLES])
            transcriber.hear(frame)
            for event in activity[speaker].hear(frame):
                transcriber.hear(event)
        known += drain(transcriber, (step + 1) * FRAME_S)
    transcriber.flush(until_s)
    known += drain(transcriber, until_s)
    for speaker in Speaker:
        told = plain(" ".join(one.text for one in script if one.speaker is speaker and one.end_s < until_s)).split()
        settled = [e for e in known if isinstance(e, SettledWords) and e.speaker is speaker]
        heard = plain(" ".join(word.text for event in settled for word in event.words)).split()
        assert len(set(told) - set(heard)) <= 0.25 * len(set(told))
        assert abs(len(told) - len(heard)) <= 0.2 * len(told)


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"model\.bin"):
        Recogniser(tmp_path)
