"""Whether the system asks its programs for less motion: Qt says so of colours, not of motion."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from collections.abc import Callable, Sequence

_SPI_GETCLIENTAREAANIMATION = 0x1042
_MACOS = ("defaults", "read", "com.apple.universalaccess", "reduceMotion")
_GNOME = ("gsettings", "get", "org.gnome.desktop.interface", "enable-animations")
_KDE = ("kreadconfig6", "--group", "KDE", "--key", "AnimationDurationFactor", "--default", "1")
_PATIENCE_S = 2.0


def said_by(command: Sequence[str]) -> str:
    """What the command prints, or "" where it is not here, fails or takes too long."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE_S, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def wants_less_motion(platform: str = sys.platform, said: Callable[[Sequence[str]], str] = said_by) -> bool:
    """False where the system has no such wish or none that can be read. Asks other programs: not for the GUI thread."""
    if platform == "win32":
        animated = ctypes.c_int(1)
        ctypes.windll.user32.SystemParametersInfoW(_SPI_GETCLIENTAREAANIMATION, 0, ctypes.byref(animated), 0)  # type: ignore[attr-defined,unused-ignore]
        return not animated.value
    if platform == "darwin":
        return said(_MACOS) == "1"
    return said(_GNOME) == "false" or said(_KDE) == "0"
