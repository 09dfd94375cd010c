"""What of libpulse a recording takes: its functions, with their types, and the constants of its def.h."""

from __future__ import annotations

import ctypes
import sys
from ctypes import CFUNCTYPE, POINTER, c_char_p, c_int, c_size_t, c_uint8, c_uint32, c_void_p
from functools import cache
from typing import Any

SAMPLE_FLOAT32 = 5 if sys.byteorder == "little" else 6
CONTEXT_NOAUTOSPAWN = 0x0001
CONTEXT_READY, CONTEXT_FAILED = 4, 5
STREAM_READY, STREAM_FAILED = 2, 3
STREAM_DONT_MOVE, STREAM_ADJUST_LATENCY = 0x0200, 0x2000
SUBSCRIBE_DEVICES = 0x0001 | 0x0002 | 0x0080
"""Outputs, inputs, and the server with its defaults."""
SUBSCRIBE_RECORDINGS = 0x0008
EVENT_FACILITY, EVENT_RECORDING = 0x000F, 0x0003
"""What an event is about, and that it is about somebody's recording."""
ACCESS_DENIED = 1
UNSET = 0xFFFF_FFFF
UNREADABLE = c_size_t(-1).value


class SampleSpec(ctypes.Structure):
    _fields_ = [("format", c_int), ("rate", c_uint32), ("channels", c_uint8)]


class BufferAttr(ctypes.Structure):
    _fields_ = [(name, c_uint32) for name in ("maxlength", "tlength", "prebuf", "minreq", "fragsize")]


SubscribeCallback = CFUNCTYPE(None, c_void_p, c_int, c_uint32, c_void_p)

SIGNATURES: dict[str, tuple[Any, list[Any]]] = {
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
    "pa_context_set_subscribe_callback": (None, [c_void_p, SubscribeCallback, c_void_p]),
    "pa_context_subscribe": (c_void_p, [c_void_p, c_int, c_void_p, c_void_p]),
    "pa_operation_unref": (None, [c_void_p]),
    "pa_context_disconnect": (None, [c_void_p]),
    "pa_context_unref": (None, [c_void_p]),
    "pa_stream_new": (c_void_p, [c_void_p, c_char_p, POINTER(SampleSpec), c_void_p]),
    "pa_stream_connect_record": (c_int, [c_void_p, c_char_p, POINTER(BufferAttr), c_int]),
    "pa_stream_get_state": (c_int, [c_void_p]),
    "pa_stream_get_index": (c_uint32, [c_void_p]),
    "pa_stream_readable_size": (c_size_t, [c_void_p]),
    "pa_stream_peek": (c_int, [c_void_p, POINTER(c_void_p), POINTER(c_size_t)]),
    "pa_stream_drop": (c_int, [c_void_p]),
    "pa_stream_disconnect": (c_int, [c_void_p]),
    "pa_stream_unref": (None, [c_void_p]),
    "pa_strerror": (c_char_p, [c_int]),
}


@cache
def libpulse() -> Any:
    """Raises OSError where it is not installed."""
    pulse = ctypes.CDLL("libpulse.so.0")
    for name, (result, arguments) in SIGNATURES.items():
        function = getattr(pulse, name)
        function.restype, function.argtypes = result, arguments
    return pulse
