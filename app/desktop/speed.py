"""How fast this machine writes words, and so which model it keeps up with."""

from __future__ import annotations

import time
from importlib.resources import as_file, files

from app.desktop.words import BUILT_IN
from models.store import ModelStore

HEARD_S = 8.0
BETTER = "base.en"
COST_OF_BETTER = 2.0
"""Whisper base beside tiny.en: 0.087 to 0.043-0.051 s of computing per second of sound, as measured here."""
MOST_PASS_S = 0.5
"""A pass that takes longer than half the time between two passes (1 s) leaves no room for the other side."""


def pass_s(store: ModelStore) -> float | None:
    """Seconds the built-in model takes to read eight seconds of the sample call; None where it is not here."""
    folder = store.find(BUILT_IN)
    if folder is None:
        return None
    import numpy as np

    from audio.frames import SAMPLE_RATE_HZ, Frame, Speaker
    from audio.recording import open_recording
    from models.recogniser import Recogniser

    heard = []
    with as_file(files("app") / "demo" / "call.opus") as path, open_recording(path) as sound:
        for item in sound.events():
            if isinstance(item, Frame) and item.speaker is Speaker.REP:
                heard.append(item.samples)
                if item.end_s >= HEARD_S:
                    break
    samples = np.concatenate(heard)[: int(HEARD_S * SAMPLE_RATE_HZ)]
    recogniser = Recogniser(folder)
    times_s = []
    for _ in range(2):  # the first one also warms up
        began_s = time.perf_counter()
        recogniser.listen(samples, padding_s=2.0, shortest_s=10.0).decode()
        times_s.append(time.perf_counter() - began_s)
    return min(times_s)


def recommended(built_in_pass_s: float | None) -> str:
    """The best model that this machine keeps up with."""
    if built_in_pass_s is None or built_in_pass_s * COST_OF_BETTER > MOST_PASS_S:
        return BUILT_IN
    return BETTER
