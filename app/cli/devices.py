"""`courtside devices`: what can be heard on this machine."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from dataclasses import asdict

from audio.devices import list_devices, sound_problem


def run(arguments: Namespace) -> int:
    devices = list_devices()
    if arguments.json:
        print(json.dumps([asdict(device) for device in devices], indent=2))
        return 0
    for device in devices:
        side = "you" if device.speaker == "rep" else "the call"
        print(f"{side:<10}{'default' if device.is_default else '':<9}{device.name}")
    if problem := sound_problem():
        print(problem, file=sys.stderr)
    return 0
