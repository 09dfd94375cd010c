"""A call's sound is kept whole, private and on the call clock, and played from any moment of it."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from audio import sound_keeper as keeper_module
from audio.frames import FRAME_SAMPLES, SAMPLE_RATE_HZ, Frame, Samples, Speaker
from audio.kept_sound import PLAYED_HZ, mixed
from audio.output import CannotPlay
from audio.player import Player
from audio.recording import open_recording
from audio.sound_keeper import Kept, SoundKeeper


def steps(seconds: float, start_s: float = 0.0) -> Iterator[tuple[Frame, Frame]]:
    """The rep hums at 440 Hz all the time, the customer at 1,200 Hz from second 5 to 6."""
    for number in range(round(seconds * SAMPLE_RATE_HZ / FRAME_SAMPLES)):
        at_s = start_s + number * FRAME_SAMPLES / SAMPLE_RATE_HZ
        time_s = at_s + np.arange(FRAME_SAMPLES) / SAMPLE_RATE_HZ
        rep = 0.3 * np.sin(2 * np.pi * 440 * time_s)
        customer = 0.3 * np.sin(2 * np.pi * 1200 * time_s) * ((time_s >= 5) & (time_s < 6))
        yield (
            Frame(Speaker.REP, at_s, rep.astype(np.float32)),
            Frame(Speaker.CUSTOMER, at_s, customer.astype(np.float32)),
        )


def keep(path: Path, seconds: float = 8.0) -> Path:
    keeper = SoundKeeper(path, waits=True)
    for rep, customer in steps(seconds):
        keeper.hear(rep)
        keeper.hear(customer)
    keeper.close()
    assert keeper.problem is None
    return path


def loudness(samples: Samples, from_s: float, to_s: float, rate_hz: int) -> float:
    return float(np.sqrt(np.mean(samples[round(from_s * rate_hz) : round(to_s * rate_hz)] ** 2)))


def heard(path: Path, from_s: float = 0.0) -> Samples:
    return np.concatenate([samples for _, samples in mixed(path, from_s)])


def tone(samples: Samples, hz: float) -> float:
    """How much of this tone is in the samples, 0 to 1 of full scale."""
    time_s = np.arange(len(samples)) / PLAYED_HZ
    return float(2 * abs(np.mean(samples * np.exp(-2j * np.pi * hz * time_s))))


def test_both_sides_are_kept_apart_and_on_the_call_clock(tmp_path: Path) -> None:
    sides: dict[Speaker, list[Samples]] = {speaker: [] for speaker in Speaker}
    with open_recording(keep(tmp_path / "call.opus")) as recording:
        for item in recording.events():
            assert isinstance(item, Frame)
            sides[item.speaker].append(item.samples)
    rep, customer = (np.concatenate(sides[speaker]) for speaker in (Speaker.REP, Speaker.CUSTOMER))
    assert loudness(rep, 1, 7, SAMPLE_RATE_HZ) == pytest.approx(0.3 / np.sqrt(2), rel=0.1)
    assert loudness(customer, 5.05, 5.95, SAMPLE_RATE_HZ) == pytest.approx(0.3 / np.sqrt(2), rel=0.1)
    assert loudness(customer, 1, 4.95, SAMPLE_RATE_HZ) < 0.003
    assert loudness(customer, 6.05, 7.9, SAMPLE_RATE_HZ) < 0.003


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_nobody_else_may_hear_it(tmp_path: Path) -> None:
    path = keep(tmp_path / "sound" / "call.opus", 0.5)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


KILLED = """
import os, sys
from pathlib import Path
from audio.sound_keeper import SoundKeeper
from tests.audio.test_kept_sound import steps
keeper = SoundKeeper(Path(sys.argv[1]), waits=True)
for rep, customer in steps(10.0):
    keeper.hear(rep)
    keeper.hear(customer)
while not keeper._steps.empty():
    pass
os.kill(os.getpid(), 9)
"""


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX")
def test_a_killed_call_loses_at_most_its_last_second(tmp_path: Path) -> None:
    path = tmp_path / "call.opus"
    root = str(Path(__file__).parents[2])
    done = subprocess.run([sys.executable, "-c", KILLED, str(path)], env={**os.environ, "PYTHONPATH": root})
    assert done.returncode == -9
    kept = heard(path)
    assert len(kept) / PLAYED_HZ > 9.0
    assert loudness(kept, 8, 9, PLAYED_HZ) > 0.1


@pytest.mark.parametrize("missing_bytes", [0, 137])
def test_sound_that_was_broken_off_is_coached_up_to_where_it_ends(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, missing_bytes: int
) -> None:
    """A whole page less, and a part of one."""
    path = keep(tmp_path / "call.opus", 10.0)
    whole = path.read_bytes()
    path.write_bytes(whole[: whole.rfind(b"OggS") - missing_bytes])
    with open_recording(path) as recording:
        frames = [item for item in recording.events() if isinstance(item, Frame)]
    assert 9.0 < frames[-1].end_s < 10.0
    assert "call.opus was broken off in the call" in caplog.text


def test_a_disk_that_was_busy_leaves_silence_and_later_sound_keeps_its_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeper_module, "QUEUED_STEPS", 20)
    free, real = threading.Event(), os.open

    def busy(*arguments: object, **more: object) -> int:
        free.wait(10)
        return real(*arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(keeper_module.os, "open", busy)
    keeper = SoundKeeper(tmp_path / "call.opus")
    told = list(steps(8.0))
    for number, (rep, customer) in enumerate(told):
        keeper.hear(rep)
        keeper.hear(customer)
        if number == 150:
            free.set()
            while not keeper._steps.empty():
                pass
        if number > 150:
            while keeper._steps.qsize() > 10:
                pass
    keeper.close()
    kept = heard(tmp_path / "call.opus")
    assert len(kept) / PLAYED_HZ == pytest.approx(8.0, abs=0.05)
    assert tone(kept[round(5.1 * PLAYED_HZ) : round(5.9 * PLAYED_HZ)], 1200) > 0.2


def test_a_folder_that_cannot_be_made_stops_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "sound").write_text("a file where a folder is wanted")
    keeper = SoundKeeper(tmp_path / "sound" / "call.opus")
    for rep, customer in steps(60.0):
        keeper.hear(rep)
        keeper.hear(customer)
    keeper.close()
    assert keeper.problem is not None
    assert "no longer kept" in caplog.text


def test_a_recording_is_kept_as_it_is_heard_however_fast(tmp_path: Path) -> None:
    again = tmp_path / "again.opus"
    with Kept(open_recording(keep(tmp_path / "call.opus", 40.0)), again) as sound:
        assert sum(1 for _ in sound.events()) == 2 * 1250
    assert len(heard(again)) / PLAYED_HZ == pytest.approx(40.0, abs=0.1)


@pytest.mark.parametrize("from_s", [0.0, 4.9, 5.0, 7.3])
def test_it_is_read_from_any_moment(tmp_path: Path, from_s: float) -> None:
    path = keep(tmp_path / "call.opus")
    at_s, _ = next(iter(mixed(path, from_s)))
    assert at_s == pytest.approx(from_s, abs=0.001)
    rest = heard(path, from_s)
    assert len(rest) / PLAYED_HZ == pytest.approx(8.0 - from_s, abs=0.05)
    assert tone(rest[: PLAYED_HZ // 20], 440) > 0.1, "right from its first moment"


class Loudspeaker:
    """Takes what is written as fast as the test lets it."""

    def __init__(self) -> None:
        self.played: list[Samples] = []
        self.room = threading.Semaphore(0)
        self.closed = False
        self.full = threading.Event()

    def write(self, samples: Samples) -> None:
        if not self.room.acquire(blocking=False):
            self.full.set()
            self.room.acquire(timeout=5)
        self.played.append(samples)

    def drain(self) -> None:
        self.room.release()

    def close(self) -> None:
        self.closed = True


def test_the_player_tells_where_it_is_and_is_silent_once_stopped(tmp_path: Path) -> None:
    speaker = Loudspeaker()
    player = Player(keep(tmp_path / "call.opus"), lambda rate_hz, what: speaker)
    player.play(5.0)
    speaker.full.wait(5)
    assert player.playing
    assert player.at_s == 5.0
    speaker.full.clear()
    speaker.room.release(50)
    speaker.full.wait(5)
    assert player.at_s == pytest.approx(5.9, abs=0.05), "what is heard, not what is on its way"
    speaker.room.release()
    player.stop()
    assert not player.playing
    assert speaker.closed
    assert tone(np.concatenate(speaker.played)[: PLAYED_HZ // 2], 1200) > 0.2


def test_it_plays_to_the_end_and_stops_by_itself(tmp_path: Path) -> None:
    speaker = Loudspeaker()
    speaker.room.release(10_000)
    player = Player(keep(tmp_path / "call.opus", 2.0), lambda rate_hz, what: speaker)
    player.play(0.5)
    player._run.join(5)  # type: ignore[union-attr]
    assert not player.playing
    assert sum(map(len, speaker.played)) / PLAYED_HZ == pytest.approx(1.5, abs=0.05)


def test_no_loudspeaker_is_said_in_a_sentence(tmp_path: Path) -> None:
    def none(rate_hz: int, what: str) -> Loudspeaker:
        raise CannotPlay("The sound server is not running, or has no output.")

    player = Player(keep(tmp_path / "call.opus", 0.5), none)
    player.play(0.0)
    player.stop()
    assert player.problem == "The sound server is not running, or has no output."


def test_a_broken_file_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "call.opus").write_bytes(b"not sound at all")
    player = Player(tmp_path / "call.opus", lambda rate_hz, what: Loudspeaker())
    player.play(0.0)
    player._run.join(5)  # type: ignore[union-attr]
    assert player.problem == "The kept sound cannot be read."
