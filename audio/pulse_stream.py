"""One recording stream from PulseAudio or PipeWire's PulseAudio service, bound to one device for good.

Neither pasimple nor parec can ask for PA_STREAM_DONT_MOVE, and without it the server moves the recording of a
loudspeaker that goes away to the microphone: the rep would be taken for the customer. So libpulse itself.
"""

from __future__ import annotations

import ctypes
import time
from ctypes import byref, c_size_t, c_void_p

import numpy as np

from audio import libpulse
from audio.frames import Samples
from audio.libpulse import BufferAttr, SampleSpec, SubscribeCallback
from audio.pulse_connection import PulseConnection
from audio.source import Chunk

RATE_HZ = 48_000
"""What nearly all devices run at, so that the server has nothing to convert."""
CHUNK_S = 0.064
"""How much sound the server is asked to send at a time: it is the waking up that costs, and this is well within
the call clock's hold.
"""


class PulseStream(PulseConnection):
    """Records the source called `device`, mono, until it goes. A context manager for one thread.

    devices_changed: set when an output, an input or a default of the server changed; the owner resets it.
    was_touched: set when the server changed this very recording, which may now be of another device; likewise.
    Raises PulseLost when there is no server or no such source, and when either goes away.
    """

    def __init__(self, device: str, application: str = "Courtside") -> None:
        self.devices_changed = self.was_touched = False
        self._stream: int | None = None
        self._on_change = SubscribeCallback(self._note_change)
        super().__init__(application)
        try:
            self._open(device.encode())
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        if self._stream is not None:
            self._pa.pa_stream_disconnect(self._stream)
            self._pa.pa_stream_unref(self._stream)
            self._stream = None
        super().close()

    @property
    def index(self) -> int:
        """The server's number for this recording."""
        return int(self._pa.pa_stream_get_index(self._stream))

    def read(self, timeout_s: float) -> Chunk | None:
        """What has arrived, after waiting up to `timeout_s` for something. None when nothing came."""
        deadline_s = time.monotonic() + timeout_s
        while (left_s := deadline_s - time.monotonic()) > 0:
            self._turn(left_s)
            if (chunk := self._arrived()) is not None:
                return chunk
            self._check()
        return None

    def _open(self, device: bytes) -> None:
        self._pa.pa_context_set_subscribe_callback(self._context, self._on_change, None)
        about = libpulse.SUBSCRIBE_DEVICES | libpulse.SUBSCRIBE_RECORDINGS
        asked = self._pa.pa_context_subscribe(self._context, about, None, None)
        if asked is not None:
            self._pa.pa_operation_unref(asked)
        spec = SampleSpec(libpulse.SAMPLE_FLOAT32, RATE_HZ, 1)
        self._stream = self._pa.pa_stream_new(self._context, device, byref(spec), None)
        if self._stream is None:
            self._fail()
        unset = libpulse.UNSET
        buffering = BufferAttr(unset, unset, unset, unset, int(RATE_HZ * CHUNK_S) * 4)
        flags = libpulse.STREAM_DONT_MOVE | libpulse.STREAM_ADJUST_LATENCY
        if self._pa.pa_stream_connect_record(self._stream, device, byref(buffering), flags) < 0:
            self._fail()
        self._wait(lambda: self._pa.pa_stream_get_state(self._stream) == libpulse.STREAM_READY)

    def _check(self) -> None:
        """Raises PulseLost when the server or the stream is gone."""
        super()._check()
        if self._stream is not None and self._pa.pa_stream_get_state(self._stream) >= libpulse.STREAM_FAILED:
            self._fail()

    def _arrived(self) -> Chunk | None:
        at_s = time.monotonic()
        parts: list[Samples] = []
        while self._pa.pa_stream_readable_size(self._stream) not in (0, libpulse.UNREADABLE):
            data, length = c_void_p(), c_size_t()
            if self._pa.pa_stream_peek(self._stream, byref(data), byref(length)) < 0:
                self._fail()
            if length.value == 0:
                break
            if data.value is None:  # a hole: the server lost this much
                parts.append(np.zeros(length.value // 4, np.float32))
            else:
                parts.append(np.frombuffer(ctypes.string_at(data, length.value), np.float32))
            self._pa.pa_stream_drop(self._stream)
        return Chunk(np.concatenate(parts)[:, np.newaxis], RATE_HZ, at_s) if parts else None

    def _note_change(self, context: int, event: int, index: int, data: int) -> None:
        if event & libpulse.EVENT_FACILITY != libpulse.EVENT_RECORDING:
            self.devices_changed = True
        elif index == self.index:
            self.was_touched = True
