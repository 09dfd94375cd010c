"""What stands between this machine and hearing both sides, and how to mend it."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from audio.devices import Device, list_devices, sound_problem
from audio.frames import Speaker


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. remedy: what to do when it is not ok, "" when it is."""

    name: str
    ok: bool
    detail: str
    remedy: str = ""


MICROPHONE, OTHER_SIDE = "microphone", "the call's sound"
SETTINGS = {
    "win32": "Settings, System, Sound",
    "darwin": "System Settings, Sound",
    "linux": "the system's sound settings",
}
PERMISSION = {
    "win32": "Settings, Privacy & security, Microphone: let desktop apps use it.",
    "darwin": "System Settings, Privacy & Security: allow Microphone and Screen & System Audio Recording.",
}


def checks() -> list[Check]:
    """Every check of sound on this system, in the order in which to mend things. Never raises."""
    found = [_echo_removal()]
    if sys.platform == "linux":
        found.insert(0, _sound_server())
    devices = list_devices()
    for speaker, name in ((Speaker.REP, MICROPHONE), (Speaker.CUSTOMER, OTHER_SIDE)):
        found.append(_side(name, [device for device in devices if device.speaker is speaker]))
    return found


def _side(name: str, devices: list[Device]) -> Check:
    if not devices:
        remedy = sound_problem() or f"Connect one, or choose one in {SETTINGS.get(sys.platform, 'the settings')}."
        if name == MICROPHONE and sys.platform in PERMISSION:
            remedy = f"{remedy} {PERMISSION[sys.platform]}"
        return Check(name, False, "cannot be heard", remedy)
    device = devices[0]
    if device.is_muted:
        return Check(name, False, f"{device.name} is muted", f"Unmute it in {SETTINGS[sys.platform]}.")
    return Check(name, True, ", ".join(each.name for each in devices))


def _sound_server() -> Check:
    from audio.pulse_devices import PulseUnavailable, connected

    try:
        with connected() as pulse:
            server = pulse.server_info()
    except PulseUnavailable as error:
        problem = sound_problem() or str(error)
        return Check("sound server", False, str(error).rstrip("."), problem.removeprefix(str(error)).strip())
    return Check("sound server", True, f"{server.server_name} {server.server_version}")


def _echo_removal() -> Check:
    from importlib.util import find_spec

    if find_spec("pywebrtc_audio") is None:
        remedy = "Install Courtside's libraries again, or use a headset: a loudspeaker is heard as you."
        return Check("echo removal", False, "the library pywebrtc-audio is missing", remedy)
    return Check("echo removal", True, "here")
