"""What the system plays, as the customer's side: one source per operating system, one way to get it."""

from __future__ import annotations

import sys

from audio.frames import Speaker
from audio.source import SoundSource


def default_system_source(wanted: str | None = None) -> SoundSource:
    """The source of the system's sound on this system; it follows the default output, or the one `wanted`.

    Raises nothing: what is missing is told as Lost once it is started.
    """
    if sys.platform == "win32":
        from audio.system_windows import WindowsSystemSource

        return WindowsSystemSource(wanted)
    if sys.platform == "darwin":
        from audio.system_macos import mac_system_source

        return mac_system_source(wanted)
    from audio.pulse_source import PulseSource

    return PulseSource(Speaker.CUSTOMER, wanted)
