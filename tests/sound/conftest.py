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


class SoundServer:
    """A server with `speakers` as the default output, and `microphone` that hears what is played to `mic_in`."""

    needs: tuple[str, ...]

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._processes: list[subprocess.Popen[bytes]] = []
        self._players: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        self._launch()
        self.add_output("speakers", "device.description=Speakers")
        self.add_output("mic_in", "device.description=Wire", channels=1)
        self.add_microphone()
        self.ask("set-default-sink", "speakers")
        self.ask("set-default-source", "microphone")
        wait_until(lambda: self.ask("get-default-sink") == "speakers")
        wait_until(lambda: self.ask("get-default-source") == "microphone")

    def add_output(self, name: str, properties: str = "", channels: int = 2) -> str:
        """Its module's number, to take it away again by `ask("unload-module", number)`."""
        raise NotImplementedError

    def add_microphone(self) -> str:
        name, properties = "source_name=microphone", "source_properties=device.description=Microphone"
        return self.ask("load-module", "module-remap-source", "master=mic_in.monitor", "channels=1", name, properties)

    def connect_to_microphone(self, recording: str) -> None:
        """What a mixer, a patch bay or the session's policy may do with the recording of this number."""
        # Both servers refuse this for a recording that asked not to be moved.
        subprocess.run(["pactl", "move-source-output", recording, "microphone"], capture_output=True)

    def kill(self) -> None:
        """As a crash would."""
        for process in reversed(self._processes):
            process.send_signal(signal.SIGKILL)
            process.wait()
        self._processes.clear()
        for socket in [*self.folder.glob("pipewire-0*"), *self.folder.rglob("native")]:
            socket.unlink()

    @contextmanager
    def hanging(self) -> Iterator[None]:
        """It is there, and answers nobody."""
        for process in self._processes:
            process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            for process in self._processes:
                process.send_signal(signal.SIGCONT)

    def hush(self) -> None:
        for player in self._players:
            player.kill()
            player.wait()
        self._players.clear()

    def ask(self, *words: str) -> str:
        return subprocess.run(["pactl", *words], check=True, capture_output=True, text=True).stdout.strip()

    def play(self, sink: str, voice: str) -> subprocess.Popen[bytes]:
        path = self.folder / f"{voice}.wav"
        if not path.exists():
            write_wav(path, VOICES / f"{voice}.opus")
        player = subprocess.Popen(["paplay", f"--device={sink}", str(path)])
        self._players.append(player)
        return player

    def _launch(self) -> None:
        raise NotImplementedError

    def _run(self, *command: str) -> None:
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self._processes.append(subprocess.Popen(command, **quiet))


class PulseAudio(SoundServer):
    needs = ("pulseaudio",)

    def add_output(self, name: str, properties: str = "", channels: int = 2) -> str:
        # Without norewinds the first seconds of a null sink's monitor are lost.
        options = [f"sink_name={name}", f"channels={channels}", "rate=48000", "norewinds=1"]
        return self.ask("load-module", "module-null-sink", *options, f"sink_properties={properties}")

    def _launch(self) -> None:
        socket = f"socket={self.folder}/pulse/native"
        self._run(
            *["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"],
            *["-L", f"module-native-protocol-unix {socket} auth-anonymous=1"],
        )
        wait_until(lambda: subprocess.run(["pactl", "info"], capture_output=True).returncode == 0)


class PipeWire(SoundServer):
    needs = ("pipewire", "pipewire-pulse", "pw-link", "wireplumber", "dbus-daemon")

    def add_output(self, name: str, properties: str = "", channels: int = 2) -> str:
        options = [f"sink_name={name}", f"channels={channels}", f"sink_properties={properties}"]
        return self.ask("load-module", "module-null-sink", *options)

    def connect_to_microphone(self, recording: str) -> None:
        super().connect_to_microphone(recording)
        for side in ("FL", "FR"):  # past the PulseAudio service, as patch bays do it
            subprocess.run(["pw-link", "-d", f"speakers:monitor_{side}", f"Courtside:input_{side}"], check=True)
        subprocess.run(["pw-link", "microphone:capture_MONO", "Courtside:input_FL"], check=True)

    def _launch(self) -> None:
        # WirePlumber will not start without a session bus.
        bus = self.folder / "bus"
        bus.unlink(missing_ok=True)
        self._run("dbus-daemon", "--session", "--nofork", "--nopidfile", f"--address=unix:path={bus}")
        wait_until(bus.exists)
        self._run("pipewire")
        wait_until((self.folder / "pipewire-0").exists)
        self._run("wireplumber")
        self._run("pipewire-pulse")
        # Its own dummy output is there when everything else is.
        wait_until(lambda: b"auto_null" in subprocess.run(["pactl", "list", "sinks"], capture_output=True).stdout)


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
    (folder / "pulse").mkdir(mode=0o700)
    monkeypatch.setenv("PULSE_RUNTIME_PATH", str(folder / "pulse"))
    monkeypatch.setenv("PULSE_SERVER", f"unix:{folder}/pulse/native")
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("XDG_STATE_HOME", str(folder))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={folder}/bus")
    return folder


@pytest.fixture(params=[PulseAudio, PipeWire], ids=lambda kind: kind.__name__)
def server(request: pytest.FixtureRequest, no_server: Path) -> Iterator[SoundServer]:
    for command in (*request.param.needs, "pactl", "paplay"):
        if shutil.which(command) is None:
            pytest.skip(f"needs {command}")
    server: SoundServer = request.param(no_server)
    try:
        server.start()
        yield server
    finally:
        server.hush()
        server.kill()


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
