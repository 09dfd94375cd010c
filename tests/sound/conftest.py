"""A real sound server for a test: no sound card, no session, gone when the test is over."""

from __future__ import annotations

import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import av
import numpy as np
import pytest

from audio.activity import VoiceActivity
from audio.decoding import SoundFile
from audio.frames import Frame, Samples, Speaker
from audio.health import SourceLost, SourceRestored
from audio.live import LiveCall
from audio.speech import SpeechStopped

VOICES = Path(__file__).parents[1] / "voices"
STARTS_WITHIN_S = 10.0


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.sound)


def wait_until(holds: Callable[[], bool], within_s: float = STARTS_WITHIN_S) -> None:
    deadline_s = time.monotonic() + within_s
    while not holds():
        assert time.monotonic() < deadline_s, "it did not happen in time"
        time.sleep(0.02)


class PulseAudio:
    """A server with `speakers` as the default output, and `microphone` that hears what is played to `mic_in`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._socket = folder / "native"
        self._process: subprocess.Popen[bytes] | None = None
        self._players: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        null_sink = "module-null-sink norewinds=1 rate=48000"
        modules = [
            f"module-native-protocol-unix socket={self._socket} auth-anonymous=1",
            f"{null_sink} sink_name=speakers channels=2 sink_properties=device.description=Speakers",
            f"{null_sink} sink_name=mic_in channels=1 channel_map=mono",
            "module-remap-source master=mic_in.monitor source_name=microphone"
            " source_properties=device.description=Microphone",
        ]
        command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"]
        command += [part for module in modules for part in ("-L", module)]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_until(lambda: subprocess.run(["pactl", "info"], capture_output=True).returncode == 0)
        self.ask("set-default-sink", "speakers")
        self.ask("set-default-source", "microphone")

    def kill(self) -> None:
        """As a crash would."""
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
            self._process = None
            self._socket.unlink(missing_ok=True)

    def ask(self, *words: str) -> str:
        return subprocess.run(["pactl", *words], check=True, capture_output=True, text=True).stdout.strip()

    def play(self, sink: str, voice: str) -> subprocess.Popen[bytes]:
        path = self._folder / f"{voice}.wav"
        if not path.exists():
            write_wav(path, VOICES / f"{voice}.opus")
        player = subprocess.Popen(["paplay", f"--device={sink}", str(path)])
        self._players.append(player)
        return player

    def hush(self) -> None:
        for player in self._players:
            player.kill()
            player.wait()


def write_wav(path: Path, recording: Path) -> None:
    with av.open(str(recording)) as source, av.open(str(path), "w") as target:
        stream = target.add_stream("pcm_s16le", rate=48_000, layout="mono")
        resampler = av.AudioResampler(format="s16", layout="mono", rate=48_000)
        for frame in source.decode(audio=0):
            for part in resampler.resample(frame):
                target.mux(stream.encode(part))
        target.mux(stream.encode(None))


@pytest.fixture
def no_server(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a sound server that is not running; nothing outside it can be reached."""
    folder = tmp_path_factory.mktemp("pulse")
    folder.chmod(0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    monkeypatch.setenv("PULSE_RUNTIME_PATH", str(folder))
    monkeypatch.setenv("PULSE_SERVER", f"unix:{folder}/native")
    monkeypatch.setenv("HOME", str(folder))
    return folder


@pytest.fixture
def server(no_server: Path) -> Iterator[PulseAudio]:
    if shutil.which("pulseaudio") is None or shutil.which("paplay") is None:
        pytest.skip("needs the packages pulseaudio and pulseaudio-utils")
    pulse = PulseAudio(no_server)
    pulse.start()
    yield pulse
    pulse.hush()
    pulse.kill()


@dataclass
class Heard:
    """What a call that runs in its own thread has brought so far."""

    news: list[SourceLost | SourceRestored] = field(default_factory=list)
    speech: list[SpeechStopped] = field(default_factory=list)
    sound: dict[Speaker, list[Samples]] = field(default_factory=lambda: {speaker: [] for speaker in Speaker})

    def samples(self, speaker: Speaker) -> Samples:
        return np.concatenate(self.sound[speaker]) if self.sound[speaker] else np.zeros(0, np.float32)

    def loudness(self, speaker: Speaker, last_s: float) -> float:
        return float(np.abs(self.samples(speaker)[-round(last_s * 16_000) :]).max(initial=0.0))


@contextmanager
def hearing(call: LiveCall) -> Iterator[Heard]:
    """Hears `call` until the block ends; whatever goes wrong in its thread fails the test."""
    heard = Heard()
    failures: list[BaseException] = []

    def listen() -> None:
        try:
            activity = {speaker: VoiceActivity(speaker) for speaker in Speaker}
            for event in call.events():
                if isinstance(event, Frame):
                    heard.sound[event.speaker].append(event.samples)
                    spoken = activity[event.speaker].hear(event)
                    heard.speech += [e for e in spoken if isinstance(e, SpeechStopped)]
                else:
                    heard.news.append(event)
        except BaseException as failure:
            failures.append(failure)

    threads_before = set(threading.enumerate())
    with call:
        thread = threading.Thread(target=listen, name="test listener")
        thread.start()
        try:
            yield heard
        finally:
            call.stop()
            thread.join(5.0)
    assert not failures, failures
    assert set(threading.enumerate()) <= threads_before, "the call left a thread behind"


@pytest.fixture(name="hear")
def _hear() -> Callable[[LiveCall], object]:
    return hearing


@pytest.fixture(name="wait_until")
def _wait_until() -> Callable[..., None]:
    return wait_until


@pytest.fixture
def likeness() -> Callable[[Samples, str], float]:
    """How much of `samples` is that voice's clip, wherever in it: up to 1, the correlation of their loudness."""

    def loudness(samples: Samples) -> Samples:
        return np.sqrt(np.square(samples[: len(samples) // 160 * 160]).reshape(-1, 160).mean(axis=1))

    def compare(samples: Samples, voice: str) -> float:
        file = SoundFile(VOICES / f"{voice}.opus")
        clip = np.concatenate(list(file.blocks()))[:, 0]
        file.close()
        heard, said = loudness(samples), loudness(clip)
        places = range(max(1, len(heard) - len(said)))
        return max(float(np.corrcoef(heard[at : at + len(said)], said[: len(heard)])[0, 1]) for at in places)

    return compare
