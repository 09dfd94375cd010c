"""A side of the call from PulseAudio or PipeWire: the default device, or the chosen one, come what may."""

from __future__ import annotations

import threading
import time
from typing import Any

from audio.frames import Speaker
from audio.pulse_devices import PulseDevice, PulseUnavailable, choose, connected
from audio.pulse_stream import PulseLost, PulseStream
from audio.source import Inbox, Lost, Opened

LOOK_S = 0.4
"""How often the system's defaults are looked at, and a lost server or device is tried again."""
READ_S = 0.1
DEAD_S = 2.0
"""Both servers deliver silence while nothing plays: a stream without anything for so long is dead."""
STOP_TIMEOUT_S = 2.0


class PulseSource:
    """Records what `choose` says for `speaker`: a microphone, or what a loudspeaker plays.

    wanted: a device's id from `list_devices()`, or None to follow the system's default. A stream is bound to
    its device: when that goes, so does the stream, and the next device is chosen by name. So the server can
    never turn the customer's side into the microphone.
    """

    is_continuous = True

    def __init__(self, speaker: Speaker, wanted: str | None = None) -> None:
        self.speaker = speaker
        self._wanted = wanted
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, inbox: Inbox) -> None:
        name = f"{self.speaker.value} from the sound server"
        self._thread = threading.Thread(target=self._run, args=(inbox,), name=name, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(STOP_TIMEOUT_S)

    def _run(self, inbox: Inbox) -> None:
        gone: str | None = None
        told: str | None = None
        while not self._stopping.is_set():
            device: PulseDevice | None = None
            try:
                with connected() as pulse:
                    while not self._stopping.is_set():
                        device = choose(pulse, self.speaker, self._wanted)
                        with PulseStream(device.source) as stream:
                            if gone is not None:
                                inbox.put(Lost(gone))
                            gone = told = None
                            inbox.put(Opened(device.label))
                            self._record(inbox, pulse, device, stream)
                return
            except PulseUnavailable as error:
                reason = str(error)
            except PulseLost:
                if device is not None and gone is None and told is None:
                    # What became of it, the server or the device, shows at once: only then it is told.
                    gone = f"{device.label} is no longer there."
                    continue
                reason = f"{device.label if device else 'The sound server'} cannot be recorded."
            if reason != told:
                inbox.put(Lost(reason))
            told, gone = reason, None
            self._stopping.wait(LOOK_S)

    def _record(self, inbox: Inbox, pulse: Any, device: PulseDevice, stream: PulseStream) -> None:
        """Returns when another device is to be recorded, or on `stop()`. Tells when this one is muted.

        Raises PulseLost when it delivers nothing any more.
        """
        is_muted = False
        heard_s = look_at_s = time.monotonic()
        while not self._stopping.is_set():
            for chunk in stream.read(READ_S):
                inbox.put(chunk)
                heard_s = chunk.end_s
            if time.monotonic() > heard_s + DEAD_S:
                raise PulseLost("it delivers nothing")
            if time.monotonic() >= look_at_s:
                look_at_s = time.monotonic() + LOOK_S
                now = choose(pulse, self.speaker, self._wanted)
                if now.source != device.source:
                    return
                if now.is_muted != is_muted:
                    is_muted = now.is_muted
                    inbox.put(Lost(f"{now.label} is muted.") if is_muted else Opened(now.label))
