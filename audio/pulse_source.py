"""A side of the call from PulseAudio or PipeWire: the default device, or the chosen one, come what may."""

from __future__ import annotations

import time
from typing import Any

from audio.frames import Speaker
from audio.pulse_connection import PulseLost
from audio.pulse_devices import PulseDevice, PulseUnavailable, choose, connected, is_moved
from audio.pulse_stream import PulseStream
from audio.source import Inbox
from audio.supervised import SupervisedSource

SETTLE_S = 0.1
"""Servers tell that devices changed, in several pieces, and are looked at when they are through with it."""
LOOK_S = 1.2
"""How often they are looked at though they told nothing: still soon enough to be back within two seconds."""
READ_S = 0.1
DEAD_S = 2.0
"""Both servers deliver silence while nothing plays: a stream without anything for so long is dead."""


class PulseSource(SupervisedSource):
    """Records what `choose` says for `speaker`: a microphone, or what a loudspeaker plays.

    wanted: a device's id from `list_devices()`, or None to follow the system's default. A stream is bound to
    its device: when that goes, so does the stream, and the next device is chosen by name. So the server can
    never turn the customer's side into the microphone.
    """

    def __init__(self, speaker: Speaker, wanted: str | None = None) -> None:
        super().__init__(speaker)
        self._wanted = wanted
        self._gone: str | None = None
        """The device that just went. What became of it, it or the whole server, shows with the next try."""

    def _record(self, inbox: Inbox) -> str | None:
        device: PulseDevice | None = None
        try:
            with connected() as pulse:
                while not self._stopping.is_set():
                    device = choose(pulse, self.speaker, self._wanted)
                    with PulseStream(device.source) as stream:
                        if self._gone is not None:
                            self._lost(inbox, f"{self._gone} is no longer there.")
                            self._gone = None
                        self._opened(inbox, device.label)
                        self._listen(inbox, pulse, device, stream)
        except PulseUnavailable as error:
            self._gone = None
            return str(error)
        except PulseLost:
            if device is not None and self._gone is None and self._told is None:
                self._gone = device.label
                return None
            return f"{device.label if device else 'The sound server'} cannot be recorded."
        return None

    def _listen(self, inbox: Inbox, pulse: Any, device: PulseDevice, stream: PulseStream) -> None:
        """Returns when another device is to be recorded, or on `stop()`. Tells when this one is muted.

        Raises PulseLost when it delivers nothing any more.
        """
        is_muted = False
        heard_s = look_at_s = time.monotonic()
        while not self._stopping.is_set():
            chunk = stream.read(READ_S)
            if stream.was_touched:
                stream.was_touched = False
                if is_moved(pulse, stream.index, device):
                    self._lost(inbox, f"{device.label} was exchanged for another device by the sound server.")
                    return
            if chunk is not None:
                inbox.put(chunk)
                heard_s = chunk.end_s
            if stream.devices_changed:
                stream.devices_changed = False
                look_at_s = min(look_at_s, time.monotonic() + SETTLE_S)
            if time.monotonic() > heard_s + DEAD_S:
                raise PulseLost("it delivers nothing")
            if time.monotonic() >= look_at_s:
                look_at_s = time.monotonic() + LOOK_S
                now = choose(pulse, self.speaker, self._wanted)
                if now.source != device.source:
                    return
                if now.is_muted != is_muted:
                    is_muted = now.is_muted
                    if is_muted:
                        self._lost(inbox, f"{now.label} is muted.")
                    else:
                        self._opened(inbox, now.label)
