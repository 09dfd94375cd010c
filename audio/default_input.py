"""Which input is the system's default just now, on the systems where PortAudio knows it only from when it started."""

from __future__ import annotations

import ctypes
import sys
from ctypes import byref, c_size_t, c_uint16, c_uint32, c_void_p
from typing import Any

COREAUDIO = "/System/Library/Frameworks/CoreAudio.framework/CoreAudio"
SYSTEM_OBJECT = 1
DEFAULT_INPUT = (int.from_bytes(b"dIn ", "big"), int.from_bytes(b"glob", "big"), 0)
"""Selector, scope and element of CoreAudio's property."""
WAVE_MAPPER = c_void_p(-1)
PREFERRED_GET = 0x2015
"""winmm's DRVM_MAPPER_PREFERRED_GET."""


class WaveInCaps(ctypes.Structure):
    """mmeapi.h's WAVEINCAPSW. name: UTF-16, ended by a zero."""

    _fields_ = [
        ("manufacturer", c_uint16),
        ("product", c_uint16),
        ("version", c_uint32),
        ("name", c_uint16 * 32),
        ("formats", c_uint32),
        ("channels", c_uint16),
        ("reserved", c_uint16),
    ]


def default_input_mark(library: Any = None) -> str:
    """A text that is another one as soon as the default input is another; "" where that is not known.

    library: winmm or CoreAudio, or what stands in for it.
    """
    try:
        if sys.platform == "win32":
            return _windows(library or ctypes.CDLL("winmm"))
        if sys.platform == "darwin":
            return _macos(library or ctypes.CDLL(COREAUDIO))
    except OSError:
        pass
    return ""


def _windows(winmm: Any) -> str:
    number, flags, caps = c_uint32(), c_uint32(), WaveInCaps()
    if winmm.waveInMessage(WAVE_MAPPER, PREFERRED_GET, byref(number), byref(flags)) != 0:
        return ""
    if winmm.waveInGetDevCapsW(c_size_t(number.value), byref(caps), ctypes.sizeof(caps)) != 0:
        return ""
    return bytes(caps.name).decode("utf-16-le", errors="replace").split("\0")[0]


def _macos(coreaudio: Any) -> str:
    address, device, size = (c_uint32 * 3)(*DEFAULT_INPUT), c_uint32(), c_uint32(4)
    status = coreaudio.AudioObjectGetPropertyData(SYSTEM_OBJECT, byref(address), 0, None, byref(size), byref(device))
    return str(device.value) if status == 0 else ""
