"""One recording stream from PulseAudio or PipeWire's PulseAudio service, bound to one device for good.

Neither pasimple nor parec can ask for PA_STREAM_DONT_MOVE, and without it the server moves the recording of a
loudspeaker that goes away to the microphone: the rep would be taken for the customer. So libpulse itself.
"""

from __future__ import annotations

import ctypes
import sys
import time
from ctypes import POINTER, byref, c_char_p, c_int, c_size_t, c_uint8, c_uint32, c_void_p
from functools import cache
from types import TracebackType
from typing import Any, Self

import numpy as np

from audio.source import Chunk

RATE_HZ = 48_000
"""What nearly all devices run at, so that the server has nothing to convert."""
CHUNK_S = 0.04
"""How much sound the server is asked to send at a time: well within the call clock's hold, and half the work
of 20 ms.
"""
CONNECT_TIMEOUT_S = 5.0
SAMPLE_FLOAT32 = 5 if sys.byteorder == "little" else 6
CONTEXT_NOAUTOSPAWN = 0x0001
CONTEXT_READY, CONTEXT_FAILED = 4, 5
STREAM_READY, STREAM_FAILED = 2, 3
STREAM_FLAGS = 0x0200 | 0x2000
"""PA_STREAM_DONT_MOVE and PA_STREAM_ADJUST_LATENCY, as in libpulse's def.h."""
UNSET = 0xFFFF_FFFF
UNREADABLE = c_size_t(-1).value


class PulseLost(Exception):
    """The server or the device is gone, or cannot be recorded. The message is libpulse's own."""


class PulseStream:
    """Records the source called `device`, mono, until it goes. A context manager for one thread.

    Raises PulseLost when there is no server or no such source, and when either goes away.
    """

    def __init__(self, device: str, application: str = "Courtside") -> None:
        self._pa = _libpulse()
        self._device = device
        self._loop = self._pa.pa_mainloop_new()
        self._stream: int | None = None
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

    def read(self, timeout_s: float) -> list[Chunk]:
        """What has arrived, after waiting up to `timeout_s` for something. Empty when nothing came."""
        deadline_s = time.monotonic() + timeout_s
        chunks = self._arrived()
        while not chunks and (left_s := deadline_s - time.monotonic()) > 0:
            self._turn(left_s)
            chunks = self._arrived()
        return chunks

    def _connect(self) -> None:
        if self._pa.pa_context_connect(self._context, None, CONTEXT_NOAUTOSPAWN, None) < 0:
            self._fail()
        self._wait(lambda: self._pa.pa_context_get_state(self._context) == CONTEXT_READY)
        spec = SampleSpec(SAMPLE_FLOAT32, RATE_HZ, 1)
        self._stream = self._pa.pa_stream_new(self._context, self._device.encode(), byref(spec), None)
        if self._stream is None:
            self._fail()
        buffering = _BufferAttr(UNSET, UNSET, UNSET, UNSET, int(RATE_HZ * CHUNK_S) * 4)
        name = self._device.encode()
        if self._pa.pa_stream_connect_record(self._stream, name, byref(buffering), STREAM_FLAGS) < 0:
            self._fail()
        self._wait(lambda: self._pa.pa_stream_get_state(self._stream) == STREAM_READY)

    def _wait(self, is_ready: Any) -> None:
        deadline_s = time.monotonic() + CONNECT_TIMEOUT_S
        while not is_ready():
            if (left_s := deadline_s - time.monotonic()) <= 0:
                raise PulseLost("the sound server does not answer")
            self._turn(left_s)

    def _turn(self, timeout_s: float) -> None:
        """One round of libpulse's loop. Raises PulseLost when it finds the server or the stream gone."""
        if (
            self._pa.pa_mainloop_prepare(self._loop, max(0, int(timeout_s * 1e6))) < 0
            or self._pa.pa_mainloop_poll(self._loop) < 0
            or self._pa.pa_mainloop_dispatch(self._loop) < 0
        ):
            self._fail()
        if self._pa.pa_context_get_state(self._context) >= CONTEXT_FAILED:
            self._fail()
        if self._stream is not None and self._pa.pa_stream_get_state(self._stream) >= STREAM_FAILED:
            self._fail()

    def _arrived(self) -> list[Chunk]:
        chunks = []
        while (readable := self._pa.pa_stream_readable_size(self._stream)) not in (0, UNREADABLE):
            data, length = c_void_p(), c_size_t()
            if self._pa.pa_stream_peek(self._stream, byref(data), byref(length)) < 0:
                self._fail()
            if length.value == 0:
                break
            if data.value is None:  # a hole: the server lost this much
                samples = np.zeros(length.value // 4, np.float32)
            else:
                samples = np.frombuffer(ctypes.string_at(data, length.value), np.float32)
            self._pa.pa_stream_drop(self._stream)
            behind_s = (readable - length.value) / 4 / RATE_HZ
            chunks.append(Chunk(samples[:, np.newaxis], RATE_HZ, time.monotonic() - behind_s))
        return chunks

    def _fail(self) -> None:
        message = self._pa.pa_strerror(self._pa.pa_context_errno(self._context))
        raise PulseLost(message.decode(errors="replace") if message else "the sound server is gone")


class SampleSpec(ctypes.Structure):
    _fields_ = [("format", c_int), ("rate", c_uint32), ("channels", c_uint8)]


class _BufferAttr(ctypes.Structure):
    _fields_ = [(name, c_uint32) for name in ("maxlength", "tlength", "prebuf", "minreq", "fragsize")]


@cache
def _libpulse() -> Any:
    """Raises PulseLost where libpulse is not installed."""
    try:
        pa = ctypes.CDLL("libpulse.so.0")
    except OSError as error:
        raise PulseLost("libpulse is not installed") from error
    signatures: dict[str, tuple[Any, list[Any]]] = {
        "pa_mainloop_new": (c_void_p, []),
        "pa_mainloop_get_api": (c_void_p, [c_void_p]),
        "pa_mainloop_prepare": (c_int, [c_void_p, c_int]),
        "pa_mainloop_poll": (c_int, [c_void_p]),
        "pa_mainloop_dispatch": (c_int, [c_void_p]),
        "pa_mainloop_free": (None, [c_void_p]),
        "pa_context_new": (c_void_p, [c_void_p, c_char_p]),
        "pa_context_connect": (c_int, [c_void_p, c_char_p, c_int, c_void_p]),
        "pa_context_get_state": (c_int, [c_void_p]),
        "pa_context_errno": (c_int, [c_void_p]),
        "pa_context_disconnect": (None, [c_void_p]),
        "pa_context_unref": (None, [c_void_p]),
        "pa_stream_new": (c_void_p, [c_void_p, c_char_p, POINTER(SampleSpec), c_void_p]),
        "pa_stream_connect_record": (c_int, [c_void_p, c_char_p, POINTER(_BufferAttr), c_int]),
        "pa_stream_get_state": (c_int, [c_void_p]),
        "pa_stream_readable_size": (c_size_t, [c_void_p]),
        "pa_stream_peek": (c_int, [c_void_p, POINTER(c_void_p), POINTER(c_size_t)]),
        "pa_stream_drop": (c_int, [c_void_p]),
        "pa_stream_disconnect": (c_int, [c_void_p]),
        "pa_stream_unref": (None, [c_void_p]),
        "pa_strerror": (c_char_p, [c_int]),
    }
    for name, (result, arguments) in signatures.items():
        function = getattr(pa, name)
        function.restype, function.argtypes = result, arguments
    return pa
