"""The contract of every live source, kept on real sound servers: the same tests as on the stand-ins."""

from __future__ import annotations

import runpy
import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from audio.frames import Speaker
from audio.pulse_source import PulseSource

SOURCES = Path(__file__).parents[1] / "audio" / "sources"
RUNNING = runpy.run_path(str(SOURCES / "conftest.py"))["Running"]
CONTRACT = runpy.run_path(str(SOURCES / "test_every_source.py"))
globals().update({name: test for name, test in CONTRACT.items() if name.startswith("test_")})


class OneDevice:
    """A server with nothing else than what `speaker` is heard from, as a library that delivers, goes and comes back."""

    channels, rate_hz = 1, 48_000
    is_continuous = True
    exact_to = 1e-4  # PulseAudio's virtual outputs hold whole numbers of 16 bits
    tells_within_s = 2.0

    def __init__(self, server, speaker: Speaker) -> None:
        self.server, self.speaker = server, speaker
        self.name = "Microphone" if speaker is Speaker.REP else "Headset"
        if speaker is Speaker.CUSTOMER:
            for module in ("module-remap-source", "module-null-sink"):
                server.ask("unload-module", module)
            self.plug_in()

    def delivers(self, samples: np.ndarray) -> None:
        sink = "mic_in" if self.speaker is Speaker.REP else "headset"
        format = ["--raw", "--format=float32le", "--rate=48000", "--channels=1", f"--device={sink}"]
        subprocess.run(["paplay", *format], input=samples.astype("<f4").tobytes(), check=True)

    def unplug(self) -> None:
        module = "module-remap-source" if self.speaker is Speaker.REP else "module-null-sink"
        self.server.ask("unload-module", module)

    def plug_in(self) -> None:
        if self.speaker is Speaker.REP:
            self.server.add_microphone()
        else:
            self.server.add_output("headset", "device.description=Headset", channels=1)


@pytest.fixture(params=Speaker)
def each(request: pytest.FixtureRequest, server) -> Iterator[object]:
    running = RUNNING(PulseSource(request.param), OneDevice(server, request.param))
    yield running
    running.source.stop()
