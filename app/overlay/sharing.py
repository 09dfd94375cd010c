"""Keeping the overlay out of screen sharing where the system can, and saying so honestly where it cannot."""

from __future__ import annotations

import ctypes
import sys

_WDA_EXCLUDEFROMCAPTURE = 0x11


def hide_from_sharing(window_id: int) -> bool:
    """Ask the system to leave this window out of captures; True only if the system says that it does.

    Windows 10 2004 and later can. macOS is asked too (`macos.settle_window`), yet newer ways to capture
    ignore it, so it is never promised. X11 and Wayland have no such thing. Call it after every show.
    """
    if sys.platform != "win32":
        return False
    user32 = ctypes.windll.user32
    handle = ctypes.c_void_p(window_id)
    affinity = ctypes.c_uint32()
    return bool(
        user32.SetWindowDisplayAffinity(handle, _WDA_EXCLUDEFROMCAPTURE)
        and user32.GetWindowDisplayAffinity(handle, ctypes.byref(affinity))
        and affinity.value == _WDA_EXCLUDEFROMCAPTURE
    )
