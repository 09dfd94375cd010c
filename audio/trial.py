"""A source tried for a moment, before a call: does it open, and does any sound come?"""

from __future__ import annotations

import time
from dataclasses import dataclass

from audio.frames import Speaker
from audio.source import Chunk, Inbox, Lost, Opened, SoundSource

OPEN_TIMEOUT_S = 3.0
LISTEN_S = 2.0
"""A microphone is listened to for so long at the most: a Bluetooth headset changes its profile first."""
LOOK_S = 0.02


@dataclass(frozen=True, slots=True)
class Trial:
    """name: the device heard, "" where none opened. problem: a sentence for the rep, "" where sound came.

    is_silent: what came was zeros throughout, which is usual for an output and not for a microphone.
    """

    name: str
    problem: str = ""
    is_silent: bool = True


def tried(source: SoundSource) -> Trial:
    """Hears `source` (not started yet; it is stopped after) until it is known how it does. Takes up to 5 s."""
    inbox = Inbox()
    source.start(inbox)
    try:
        return _heard(source, inbox)
    finally:
        source.stop()


def _heard(source: SoundSource, inbox: Inbox) -> Trial:
    name, has_come = "", False
    deadline_s = time.monotonic() + OPEN_TIMEOUT_S
    while time.monotonic() < deadline_s:
        for item in inbox.take():
            match item:
                case Opened(name):
                    deadline_s = time.monotonic() + LISTEN_S
                case Lost(reason):
                    return Trial(name, reason)
                case Chunk(samples):
                    has_come = True
                    if samples.any():
                        return Trial(name, is_silent=False)
        if has_come and source.speaker is Speaker.CUSTOMER:
            break
        time.sleep(LOOK_S)
    if not name:
        return Trial(name, "It does not open.")
    return Trial(name, "" if has_come or not source.is_continuous else f"{name} delivers no sound.")
