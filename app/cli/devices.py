"""`courtside devices`: what can be heard on this machine, how loud it is now, and whether a sound comes back."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from dataclasses import asdict

from app.settings import Settings, SettingsStore
from audio.devices import Device, list_devices, sound_problem
from audio.system import default_system_source


def run(arguments: Namespace) -> int:
    if arguments.check:
        return _check(SettingsStore().settings)
    devices = list_devices()
    if arguments.json:
        print(json.dumps([asdict(device) for device in devices], indent=2))
        return 0
    _list(devices)
    if problem := sound_problem():
        print(problem, file=sys.stderr)
    if devices and sys.stdout.isatty():
        _show_levels(SettingsStore().settings)
    return 0


def _list(devices: list[Device]) -> None:
    for device in devices:
        side = "you" if device.speaker == "rep" else "the call"
        print(f"{side:<10}{'default' if device.is_default else '':<9}{device.name}")


def _show_levels(chosen: Settings) -> None:
    from rich.console import Console

    from app.cli.meters import show_levels
    from audio.live import LiveCall
    from audio.microphone import default_microphone

    console = Console()
    if not console.is_dumb_terminal:
        print()
        microphone, system = default_microphone(chosen.microphone or None), default_system_source(chosen.output or None)
        show_levels(LiveCall(microphone, system), console)


def _check(chosen: Settings) -> int:
    from audio.loop_check import check_loop

    problem = check_loop(default_system_source(chosen.output or None))
    print(problem or "A soft tone was played and came back: the other side of a call can be heard.")
    return 1 if problem else 0
