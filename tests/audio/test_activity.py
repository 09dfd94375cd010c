"""Voice activity: speech is found with true times, and what is not speech is left alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from audio.activity import VoiceActivity
from audio.decoding import SoundFile
from audio.frames import FRAME_S, FRAME_SAMPLES, SAMPLE_RATE_HZ, Frame, Samples, Speaker
from audio.silero import Silero
from audio.speech import SpeechStarted, SpeechStopped

VOICES = Path(__file__).parents[1] / "voices"
VOICE_STARTS_S, VOICE_ENDS_S = 0.22, 5.12
"""Of rep.opus, by ear and by eye."""


def voice(name: str = "rep") -> Samples:
    file = SoundFile(VOICES / f"{name}.opus")
    sound = np.concatenate(list(file.blocks()))[:, 0]
    file.close()
    return sound


def silence(duration_s: float) -> Samples:
    return np.zeros(round(duration_s * SAMPLE_RATE_HZ), np.float32)


def noise(duration_s: float, level_db: float, seed: int = 1) -> Samples:
    samples = np.random.default_rng(seed).standard_normal(round(duration_s * SAMPLE_RATE_HZ))
    return (samples * 10 ** (level_db / 20)).astype(np.float32)


def events_in(sound: Samples) -> list[SpeechStarted | SpeechStopped]:
    sound = np.pad(sound, (0, -len(sound) % FRAME_SAMPLES))
    activity = VoiceActivity(Speaker.REP)
    events: list[SpeechStarted | SpeechStopped] = []
    for step, samples in enumerate(sound.reshape(-1, FRAME_SAMPLES)):
        heard = activity.hear(Frame(Speaker.REP, step * FRAME_S, samples))
        assert all(event.at_s == pytest.approx((step + 1) * FRAME_S) for event in heard)
        events += heard
    return events + activity.flush(len(sound) / SAMPLE_RATE_HZ)


def stretches_in(sound: Samples) -> list[tuple[float, float]]:
    return [(event.start_s, event.end_s) for event in events_in(sound) if isinstance(event, SpeechStopped)]


@pytest.mark.parametrize("background_db", [-120.0, -60.0, -50.0])
def test_start_and_end_are_the_true_ones_to_50_ms(background_db):
    sound = np.concatenate([silence(2.0), voice(), silence(2.0)])
    started, *_, stopped = events_in(sound + noise(len(sound) / SAMPLE_RATE_HZ, background_db))
    assert isinstance(started, SpeechStarted)
    assert isinstance(stopped, SpeechStopped)
    assert started.start_s == pytest.approx(2.0 + VOICE_STARTS_S, abs=0.05)
    assert stopped.end_s == pytest.approx(2.0 + VOICE_ENDS_S, abs=0.05)
    assert started.at_s - started.start_s < 0.3
    assert stopped.at_s - stopped.end_s < 0.55


def test_the_same_speech_much_quieter_is_found_as_well():
    assert len(stretches_in(np.concatenate([silence(1.0), voice() * 0.05, silence(1.0)]))) == 1


def test_a_short_yeah_is_speech():
    start = round(1.30 * SAMPLE_RATE_HZ)
    word = voice()[start : start + round(0.25 * SAMPLE_RATE_HZ)]
    [(start_s, end_s)] = stretches_in(np.concatenate([silence(1.0), word, silence(1.0)]))
    assert start_s == pytest.approx(1.0, abs=0.06)
    assert end_s == pytest.approx(1.25, abs=0.06)


@pytest.mark.parametrize(("pause_s", "stretches"), [(0.25, 1), (0.8, 2)])
def test_a_breath_does_not_split_speech_and_a_pause_does(pause_s, stretches):
    said = voice()[round(0.2 * SAMPLE_RATE_HZ) : round(5.1 * SAMPLE_RATE_HZ)]
    assert len(stretches_in(np.concatenate([silence(1.0), said, silence(pause_s), said]))) == stretches


def coughs() -> Samples:
    burst = np.convolve(noise(0.25, -6.0), np.ones(6) / 6, "same")
    burst *= np.exp(-np.arange(len(burst)) / (0.06 * SAMPLE_RATE_HZ))
    return np.tile(np.concatenate([burst, burst * 0.8, silence(1.5)]), 4).astype(np.float32)


def keyboard() -> Samples:
    key = noise(0.025, -10.0) * np.exp(-np.arange(400) / 60)
    return np.tile(np.concatenate([key, silence(0.12), key, silence(0.21)]), 25).astype(np.float32)


def fan() -> Samples:
    rumble = np.cumsum(noise(8.0, 0.0))
    rumble -= np.convolve(rumble, np.ones(2000) / 2000, "same")
    return (0.05 * rumble / rumble.std()).astype(np.float32)


def music_on_hold() -> Samples:
    scale_hz = [262, 294, 330, 349, 392, 440, 494, 523, 494, 440, 392, 349, 330, 294, 262]
    time_s = np.arange(SAMPLE_RATE_HZ // 2) / SAMPLE_RATE_HZ
    notes = [np.sin(2 * np.pi * f * time_s) + 0.5 * np.sin(4 * np.pi * f * time_s) for f in scale_hz]
    return (0.15 * np.concatenate(notes)).astype(np.float32)


def quiet_noise_after_speech() -> Samples:
    return np.concatenate([noise(1.0, -60.0), noise(6.0, -55.0, seed=2)])


def quiet_room() -> Samples:
    """Noise that falls with frequency, and mains hum."""
    time_s = np.arange(10 * SAMPLE_RATE_HZ) / SAMPLE_RATE_HZ
    hum = sum(np.sin(2 * np.pi * f * time_s) / f for f in (50, 100, 150, 250))
    return (noise(10.0, -66.0) + 0.02 * hum).astype(np.float32)


def laptop_fan() -> Samples:
    """Rushing air that the blades chop, a whine, and a speed that changes."""
    time_s = np.arange(10 * SAMPLE_RATE_HZ) / SAMPLE_RATE_HZ
    turns = np.cumsum(90 + 15 * np.sin(2 * np.pi * 0.1 * time_s)) / SAMPLE_RATE_HZ
    air = np.convolve(noise(10.0, -26.0), np.hanning(12), "same") * (1 + 0.3 * np.sin(2 * np.pi * turns))
    return (air + 0.01 * np.sin(2 * np.pi * 7 * turns) + 0.004 * np.sin(2 * np.pi * 14 * turns)).astype(np.float32)


def typing_on_a_desk() -> Samples:
    """Words of uneven key strokes: a click going down, the desk's thud, a fainter click coming up."""
    chance = np.random.default_rng(5)
    sound = noise(12.0, -62.0)
    at_s = 0.5
    while at_s < 11.5:
        for delay_s, level, ring_hz in ((0.0, 0.25, 2_600), (0.004, 0.2, 180), (0.07, 0.1, 3_400)):
            size = SAMPLE_RATE_HZ // 20
            time_s = np.arange(size) / SAMPLE_RATE_HZ
            ring = np.sin(2 * np.pi * ring_hz * chance.uniform(0.9, 1.1) * time_s) + 0.5 * chance.standard_normal(size)
            at = round((at_s + delay_s) * SAMPLE_RATE_HZ)
            sound[at : at + size] += (level * chance.uniform(0.5, 1) * ring * np.exp(-time_s * 160)).astype(np.float32)
        at_s += chance.choice([0.09, 0.13, 0.18, 0.6], p=[0.3, 0.35, 0.25, 0.1])
    return sound


def band_on_hold() -> Samples:
    """A bass, chords of saw-tooth strings with vibrato, and a drum, through a telephone's band."""
    time_s = np.arange(12 * SAMPLE_RATE_HZ) / SAMPLE_RATE_HZ
    bar = (time_s // 1.5).astype(int) % 4
    roots_hz = np.array([131.0, 110.0, 87.3, 98.0])[bar]
    sound = np.zeros(len(time_s))
    for ratio, level in ((0.5, 0.5), (1, 0.3), (1.26, 0.25), (1.5, 0.25), (3, 0.15)):
        phase = np.cumsum(roots_hz * ratio * (1 + 0.004 * np.sin(2 * np.pi * 5.5 * time_s))) / SAMPLE_RATE_HZ
        sound += level * (2 * (phase % 1) - 1) * np.minimum(1, (time_s % 1.5) * 8)
    drum = np.exp(-(time_s % 0.75) * 30) * np.random.default_rng(6).standard_normal(len(time_s))
    spectrum = np.fft.rfft(sound + 0.4 * drum)
    frequency_hz = np.fft.rfftfreq(len(time_s), 1 / SAMPLE_RATE_HZ)
    spectrum[(frequency_hz < 300) | (frequency_hz > 3_400)] = 0.0
    return (0.08 * np.fft.irfft(spectrum, len(time_s))).astype(np.float32)


NOT_SPEECH = [
    *(coughs, keyboard, fan, music_on_hold, quiet_noise_after_speech),
    *(quiet_room, laptop_fan, typing_on_a_desk, band_on_hold),
]


@pytest.mark.parametrize("sound", NOT_SPEECH)
@pytest.mark.parametrize("louder_db", [-12, 0, 6])
def test_what_is_not_speech_is_left_alone(sound, louder_db):
    assert events_in(sound() * np.float32(10 ** (louder_db / 20))) == []


def test_quiet_noise_right_after_speech_does_not_lengthen_it():
    sound = np.concatenate([silence(1.0), voice(), noise(5.0, -50.0)])
    [(_, end_s)] = stretches_in(sound)
    assert end_s == pytest.approx(1.0 + VOICE_ENDS_S, abs=0.08)


def test_a_call_that_ends_in_mid_word_ends_the_speech():
    cut = round(3.0 * SAMPLE_RATE_HZ)
    [(start_s, end_s)] = stretches_in(voice()[:cut])
    assert start_s == pytest.approx(VOICE_STARTS_S, abs=0.05)
    assert end_s == pytest.approx(3.0, abs=0.1)


@pytest.fixture
def judged(monkeypatch) -> list[int]:
    """How many frames the network was run on, each time that it was."""
    runs: list[int] = []
    judge = Silero.probabilities
    monkeypatch.setattr(
        Silero,
        "probabilities",
        lambda self, samples: runs.append(len(samples) // FRAME_SAMPLES) or judge(self, samples),
    )
    return runs


def test_the_judge_sleeps_through_silence(judged):
    events_in(silence(30.0))
    assert judged == []
    events_in(voice())
    assert sum(judged) > 100


def test_the_judge_is_asked_seldom_and_nothing_is_told_later_for_that(judged, monkeypatch):
    sound = np.concatenate([silence(1.0), voice(), silence(0.8), voice("customer"), noise(5.0, -45.0)])
    found = events_in(sound)
    assert len(found) >= 4
    assert sum(judged) > 4 * len(judged)
    judged.clear()
    monkeypatch.setattr(VoiceActivity, "_frames_to_news", 1)
    assert events_in(sound) == found
    assert set(judged) == {1}
