"""The audio side of a live call on a real sound server while the machine is busy with other things.

    python tests/benchmarks/under_load.py [--minutes 30] [--busy N] [--server PulseAudio|PipeWire] [--silent]

Two voices play all the time, one into the microphone and one out of the speakers; or nothing does. Counts the
sound that was captured against the time that went by, what was dropped, how late the call's frames came, and the
CPU time of capture, the call clock, echo removal and voice activity together. busy: as many processes that do
nothing but burn CPU; by default two for each core, 0 where others see to that.
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # idle BLAS threads would spin and be counted

import argparse
import multiprocessing
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from audio.activity import VoiceActivity
from audio.frames import Frame, Speaker
from audio.live import LiveCall
from audio.microphone import default_microphone
from audio.source import Chunk, Inbox, Lost, Opened, SoundSource
from audio.speech import SpeechStopped
from audio.system import default_system_source
from tests.sound.conftest import PipeWire, PulseAudio, SoundServer, wait_until

SINKS = {Speaker.REP: ("mic_in", "rep"), Speaker.CUSTOMER: ("speakers", "customer")}


class Counted(Inbox):
    """An inbox that knows how much sound was put into it, and how long it ever had to wait for some."""

    def __init__(self, inbox: Inbox) -> None:
        super().__init__()
        self.inbox = inbox
        self.captured_s = self.since_s = self.last_s = self.longest_wait_s = 0.0

    def put(self, item: Chunk | Lost | Opened) -> None:
        now_s = time.monotonic()
        if isinstance(item, Chunk):
            self.since_s = self.since_s or now_s - item.duration_s
            self.longest_wait_s = max(self.longest_wait_s, now_s - (self.last_s or now_s))
            self.captured_s += item.duration_s
            self.last_s = now_s
        self.inbox.put(item)

    @property
    def missing_s(self) -> float:
        return self.last_s - self.since_s - self.captured_s


class Counting:
    """A source whose inbox is counted."""

    def __init__(self, source: SoundSource) -> None:
        self._source = source
        self.speaker, self.is_continuous = source.speaker, source.is_continuous
        self.counted: Counted

    def start(self, inbox: Inbox) -> None:
        self.counted = Counted(inbox)
        self._source.start(self.counted)

    def stop(self) -> None:
        self._source.stop()


def burn() -> None:
    while True:
        pass


def set_environment(folder: Path) -> None:
    (folder / "pulse").mkdir(mode=0o700)
    os.environ |= {
        "XDG_RUNTIME_DIR": str(folder),
        "PULSE_RUNTIME_PATH": str(folder / "pulse"),
        "PULSE_SERVER": f"unix:{folder}/pulse/native",
        "HOME": str(folder),
        "XDG_STATE_HOME": str(folder),
        "DBUS_SESSION_BUS_ADDRESS": f"unix:path={folder}/bus",
    }


def play_on(server: SoundServer) -> None:
    """Both voices, again and again; in a process of its own, whose CPU time is nobody's."""
    players = {speaker: server.play(*SINKS[speaker]) for speaker in Speaker}
    while True:
        time.sleep(0.05)
        for speaker, player in players.items():
            if player.poll() is not None:
                players[speaker] = server.play(*SINKS[speaker])


def measure(duration_s: float) -> None:
    sources = [Counting(default_microphone()), Counting(default_system_source())]
    call = LiveCall(*sources)
    activity = {speaker: VoiceActivity(speaker) for speaker in Speaker}
    threading.Timer(duration_s, call.stop).start()
    frames, stretches, latest_s, news = 0, dict.fromkeys(Speaker, 0), 0.0, []
    with call:
        began_s, spent_s = time.monotonic(), time.process_time()
        for event in call.events():
            if isinstance(event, Frame):
                frames += 1
                latest_s = max(latest_s, time.monotonic() - began_s - event.end_s)
                found = activity[event.speaker].hear(event)
                stretches[event.speaker] += sum(isinstance(one, SpeechStopped) for one in found)
            else:
                news.append(event)
        took_s, spent_s = time.monotonic() - began_s, time.process_time() - spent_s
    print(f"{took_s / 60:.1f} min, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    for source in sources:
        counted, speaker = source.counted, source.speaker
        print(
            f"{speaker:9} captured {counted.captured_s:.2f} s, missing {counted.missing_s:+.3f} s, "
            f"waited {1000 * counted.longest_wait_s:.0f} ms at most, {stretches[speaker]} stretches of speech"
        )
    print(f"dropped {call.dropped_s:.3f} s; frames at most {latest_s:.2f} s late; told: {news or 'nothing'}")
    print(f"CPU {100 * spent_s / took_s:.2f} % of a core")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--busy", type=int, default=2 * (os.cpu_count() or 1))
    parser.add_argument("--server", choices=("PulseAudio", "PipeWire"), default="PulseAudio")
    parser.add_argument("--silent", action="store_true", help="nothing plays")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        set_environment(folder)
        server = {"PulseAudio": PulseAudio, "PipeWire": PipeWire}[arguments.server](folder)
        try:
            server.start()
            wait_until(lambda: server.ask("get-default-source") == "microphone")
            others = [multiprocessing.Process(target=burn, daemon=True) for _ in range(arguments.busy)]
            if not arguments.silent:
                others.append(multiprocessing.Process(target=play_on, args=(server,), daemon=True))
            for process in others:
                process.start()
            measure(60 * arguments.minutes)
        finally:
            for process in multiprocessing.active_children():
                process.terminate()
            server.hush()
            server.kill()


if __name__ == "__main__":
    main()
