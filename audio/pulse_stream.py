"""One recording stream from PulseAudio or PipeWire's PulseAudio service, bound to one device for good.

Neither pasimple nor parec can ask for PA_STREAM_DONT_MOVE, and without it the server moves the recording of a
loudspeaker that goes away to the microphone: the rep would be taken for the customer. So libpulse itself.
"""

from __future__ import annotations

import ctypes
import time
from ctypes import byref, c_size_t, c_void_p
from types import TracebackType
from typing import Any, Self

import numpy as np

from audio import libpulse
from audio.frames import Samples
from audio.libpulse import BufferAttr, SampleSpec, SubscribeCallback
from audio.source import Chunk

RATE_HZ = 48_000
"""What nearly all devices run at, so that the server has nothing to convert."""
CHUNK_S = 0.064
"""How much sound the server is asked to send at a time: it is the waking up that costs, and this is well within
the call clock's hold.
"""
CONNECT_TIMEOUT_S = 5.0


class PulseLost(Exception):
    """The server or the device is gone, or cannot be recorded. The message is libpulse's own."""


class PulseStream:
    """Records the source called `device`, mono, until it goes. A context manager for one thread.

    devices_changed: set when an output, an input or a default of the server changed; the owner resets it.
    Raises PulseLost when there is no server or no such source, and when either goes away.
    """

    def __init__(self, device: str, application: str = "Courtside") -> None:
        try:
            self._pa = libpulse.libpulse()
        except OSError as error:
            raise PulseLost("libpulse is not installed") from error
        self.devices_changed = False
        self._device = device
        self._loop = self._pa.pa_mainloop_new()
        self._stream: int | None = None
        self._on_change = SubscribeCallback(self._note_change)
        api = self._pa.pa_mainloop_get_api(self._loop)
        self._context = self._pa.pa_context_new(api, application.encode())
        try:
            self._connect()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        if self._stream is not None:
            self._pa.pa_stream_disconnect(self._stream)
            self._pa.pa_stream_unref(self._stream)
            self._stream = None
        if self._context is not None:
            self._pa.pa_context_disconnect(self._context)
            self._pa.pa_context_unref(self._context)
            self._context = None
        if self._loop is not None:
            self._pa.pa_mainloop_free(self._loop)
            self._loop = None

    def read(self, timeout_s: float) -> Chunk | None:
        """What has arrived, after waiting up to `timeout_s` for something. None when nothing came."""
        deadline_s = time.monotonic() + timeout_s
        while (left_s := deadline_s - time.monotonic()) > 0:
            self._turn(left_s)
            if (chunk := self._arrived()) is not None:
                return chunk
            self._check()
        return None

    def _connect(self) -> None:
        if self._pa.pa_context_connect(self._context, None, libpulse.CONTEXT_NOAUTOSPAWN, None) < 0:
            self._fail()
        self._wait(lambda: self._pa.pa_context_get_state(self._context) == libpulse.CONTEXT_READY)
        self._pa.pa_context_set_subscribe_callback(self._context, self._on_change, None)
        asked = self._pa.pa_context_subscribe(self._context, libpulse.SUBSCRIBE_DEVICES, None, None)
        if asked is not None:
            self._pa.pa_operation_unref(asked)
        spec = SampleSpec(libpulse.SAMPLE_FLOAT32, RATE_HZ, 1)
        self._stream = self._pa.pa_stream_new(self._context, self._device.encode(), byref(spec), None)
        if self._stream is None:
            self._fail()
        unset = libpulse.UNSET
        buffering = BufferAttr(unset, unset, unset, unset, int(RATE_HZ * CHUNK_S) * 4)
        flags = libpulse.STREAM_DONT_MOVE | libpulse.STREAM_ADJUST_LATENCY
        if self._pa.pa_stream_connect_record(self._stream, self._device.encode(), byref(buffering), flags) < 0:
            self._fail()
        self._wait(lambda: self._pa.pa_stream_get_state(self._stream) == libpulse.STREAM_READY)

    def _wait(self, is_ready: Any) -> None:
        deadline_s = time.monotonic() + CONNECT_TIMEOUT_S
        while not is_ready():
            if (left_s := deadline_s - time.monotonic()) <= 0:
                raise PulseLost("the sound server does not answer")
            self._turn(left_s)
            self._check()

    def _turn(self, timeout_s: float) -> None:
        """One round of libpulse's loop, at most `timeout_s` long."""
        if (
            self._pa.pa_mainloop_prepare(self._loop, max(0, int(timeout_s * 1e6))) < 0
            or self._pa.pa_mainloop_poll(self._loop) < 0
            or self._pa.pa_mainloop_dispatch(self._loop) < 0
        ):
            self._fail()

    def _check(self) -> None:
        """Raises PulseLost when the server or the stream is gone."""
        if self._pa.pa_context_get_state(self._context) >= libpulse.CONTEXT_FAILED:
            self._fail()
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
        self.devices_changed = True

    def _fail(self) -> None:
        message = self._pa.pa_strerror(self._pa.pa_context_errno(self._context))
        raise PulseLost(message.decode(errors="replace") if message else "the sound server is gone")
