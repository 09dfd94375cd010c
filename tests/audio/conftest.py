"""Sound made at test time: tones and noise, and files of every kind with them in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

WriteSound = Callable[..., Path]


@pytest.fixture
def write_sound(tmp_path: Path) -> WriteSound:
    """Writes (samples, channels) float32 to a file of the format its name says; returns its path."""

    def write(name: str, sound: NDArray[np.float32], rate_hz: int = 16_000, **options: str) -> Path:
        codecs = {
            "wav": "pcm_s16le",
            "mp3": "libmp3lame",
            "m4a": "aac",
            "mp4": "aac",
            "opus": "libopus",
            "mka": "aac",
        }
        suffix = name.rsplit(".", 1)[1]
        path = tmp_path / name
        with av.open(str(path), "w", options=options) as container:
            layout = {1: "mono", 2: "stereo", 6: "5.1"}[sound.shape[1]]
            stream = container.add_stream(codecs.get(suffix, suffix), rate=rate_hz, layout=layout)
            resampler = av.AudioResampler(format=stream.format, layout=layout, rate=rate_hz, frame_size=1024)
            whole = av.AudioFrame.from_ndarray(np.ascontiguousarray(sound.reshape(1, -1)), "flt", layout)
            whole.sample_rate = rate_hz
            for frame in [*resampler.resample(whole), *resampler.resample(None)]:
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
        return path

    return write


def tone(frequency_hz: float, duration_s: float, rate_hz: int = 16_000) -> NDArray[np.float32]:
    time_s = np.arange(round(duration_s * rate_hz)) / rate_hz
    return (0.5 * np.sin(2 * np.pi * frequency_hz * time_s)).astype(np.float32)


@pytest.fixture
def two_tones() -> Callable[..., NDArray[np.float32]]:
    """Stereo: 440 Hz on the left (the rep's side), 1 kHz on the right."""

    def make(duration_s: float = 2.0, rate_hz: int = 16_000) -> NDArray[np.float32]:
        return np.stack([tone(440, duration_s, rate_hz), tone(1000, duration_s, rate_hz)], axis=1)

    return make
