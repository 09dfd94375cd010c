"""Can the other side be heard? A soft tone is played and must come back on the system's side."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from audio.frames import SAMPLE_RATE_HZ, Samples
from audio.mixing import mono
from audio.output import CannotPlay
from audio.play import play
from audio.source import Chunk, Inbox, Lost, Opened, SoundSource

TONE_HZ = 880.0
TONE_S = 0.6
TONE_DB = -36.0
"""Soft: heard as a chime, not a fright, also on a headset turned up."""
OPEN_TIMEOUT_S = 3.0
COME_BACK_S = 1.5
"""Bluetooth and sound servers delay a sound by up to half a second; then some."""
WINDOW_S = 0.2
SHARE = 0.5
"""A window in which the tone has this part of all power was the tone: no speech or music is so pure."""


def tone() -> Samples:
    time_s = np.arange(round(TONE_S * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    swell = np.sin(np.pi * time_s / TONE_S) ** 2
    return (swell * np.sin(2 * np.pi * TONE_HZ * time_s) * 10 ** (TONE_DB / 20)).astype(np.float32)


def check_loop(system: SoundSource, sound: Callable[[Samples], None] = play) -> str | None:
    """Plays the tone and listens on `system` (not started yet; it is stopped after). Takes about 2 s.

    Returns None when the tone came back, else why the other side cannot be heard, as a sentence for the rep.
    """
    inbox = Inbox()
    system.start(inbox)
    try:
        name, reason = _opened(inbox)
        if name is None:
            return reason
        sound(tone())
        deadline_s = time.monotonic() + COME_BACK_S
        heard: list[Chunk] = []
        while time.monotonic() < deadline_s:
            heard += [item for item in inbox.take() if isinstance(item, Chunk)]
            if is_tone_in(heard):
                return None
            time.sleep(0.05)
        return f"A soft tone was played, but {name} did not bring it back. Let nothing else play, and check the output."
    except CannotPlay as error:
        return str(error)
    finally:
        system.stop()


def _opened(inbox: Inbox) -> tuple[str | None, str]:
    """(name of the device, "") or (None, why there is none)."""
    reason = "The system's sound does not open."
    deadline_s = time.monotonic() + OPEN_TIMEOUT_S
    while time.monotonic() < deadline_s:
        for item in inbox.take():
            if isinstance(item, Opened):
                return item.name, ""
            if isinstance(item, Lost):
                return None, item.reason
        time.sleep(0.02)
    return None, reason


def is_tone_in(chunks: list[Chunk]) -> bool:
    """Whether any moment of `chunks`, all of one rate, is the tone and little else."""
    if not chunks:
        return False
    rate_hz = chunks[0].rate_hz
    sound = np.concatenate([mono(chunk.samples) for chunk in chunks if chunk.rate_hz == rate_hz])
    size = round(WINDOW_S * rate_hz)
    for at in range(0, len(sound) - size + 1, size // 2):
        power = np.square(np.abs(np.fft.rfft(sound[at : at + size] * np.hanning(size))))
        frequency_hz = np.fft.rfftfreq(size, 1 / rate_hz)
        near = np.abs(frequency_hz - TONE_HZ) < 3 / WINDOW_S
        if power.sum() > 0 and power[near].sum() > SHARE * power.sum():
            return True
    return False
