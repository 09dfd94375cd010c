"""Kept sound comes out of a real sound server, from the moment asked for and as fast as time goes."""

from __future__ import annotations

import time
import wave
from pathlib import Path

import numpy as np
import pytest

from app.desktop.sound_check import play_test_sound
from app.paced import Paced
from audio.frames import FRAME_S, FRAME_SAMPLES, SAMPLE_RATE_HZ, Frame, Speaker
from audio.live import LiveCall
from audio.microphone import default_microphone
from audio.output import CannotPlay
from audio.playback import Audible
from audio.player import Player
from audio.recording import open_pair
from audio.sound_keeper import SoundKeeper
from audio.system import default_system_source

VOICES = Path(__file__).parents[1] / "voices"
BEEP_S = (10.0, 11.0)


@pytest.fixture
def path(tmp_path):
    """Silent but for a beep from 10 to 11 s."""
    path = tmp_path / "call.opus"
    keeper = SoundKeeper(path, waits=True)
    for step in range(round(20 / FRAME_S)):
        time_s = (step * FRAME_SAMPLES + np.arange(FRAME_SAMPLES)) / SAMPLE_RATE_HZ
        beep = 0.4 * np.sin(2 * np.pi * 700 * time_s) * ((time_s >= BEEP_S[0]) & (time_s < BEEP_S[1]))
        keeper.hear(Frame(Speaker.REP, step * FRAME_S, np.zeros(FRAME_SAMPLES, np.float32)))
        keeper.hear(Frame(Speaker.CUSTOMER, step * FRAME_S, beep.astype(np.float32)))
    keeper.close()
    return path


def test_it_is_heard_from_the_moment_asked_for_and_silent_once_stopped(server, hear, path):
    with hear(LiveCall(microphone=default_microphone(), system=default_system_source())) as heard:
        time.sleep(0.5)
        player = Player(path)
        player.play(9.5)
        begun_s = time.monotonic()
        while player.at_s < 11.5 and time.monotonic() < begun_s + 10:
            time.sleep(0.02)
        took_s = time.monotonic() - begun_s
        player.stop()
        assert player.problem == ""
        time.sleep(1.0)
        loud = np.abs(heard.samples(Speaker.CUSTOMER)) > 0.1
    assert took_s == pytest.approx(2.0, abs=0.5), "as fast as time goes"
    assert loud.any()
    first, last = np.flatnonzero(loud)[[0, -1]]
    assert (last - first) / SAMPLE_RATE_HZ == pytest.approx(1.0, abs=0.1)


def test_without_a_server_it_says_so(no_server, path):
    player = Player(path)
    player.play(0.0)
    while player.playing:
        time.sleep(0.01)
    assert player.problem == "The sound server is not running, or has no output."


def test_the_three_notes_of_the_sound_check_come_back_on_the_customers_side(server, hear, wait_until):
    call = LiveCall(microphone=default_microphone(), system=default_system_source())
    with hear(call) as heard:
        wait_until(lambda: Speaker.CUSTOMER in call.devices)
        play_test_sound()
        wait_until(lambda: heard.loudness(Speaker.CUSTOMER, 3.0) > 0.1)
    assert heard.loudness(Speaker.REP, 60.0) < 0.001


def test_the_notes_say_so_where_nothing_can_play_them(no_server):
    with pytest.raises(CannotPlay, match="sound server is not running"):
        play_test_sound()


def test_the_sample_call_is_heard_as_it_is_coached(server, hear, wait_until, likeness, tmp_path):
    call = LiveCall(microphone=default_microphone(), system=default_system_source())
    with hear(call) as heard:
        wait_until(lambda: Speaker.CUSTOMER in call.devices)
        with Paced(Audible(open_pair(write_silence(tmp_path / "rep.wav"), VOICES / "customer.opus"))) as aloud:
            list(aloud.events())
        time.sleep(0.5)
    assert likeness(heard.samples(Speaker.CUSTOMER), "customer") > 0.9
    assert heard.loudness(Speaker.REP, 60.0) < 0.001


def write_silence(path: Path) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, SAMPLE_RATE_HZ, 0, "NONE", ""))
        file.writeframes(bytes(2 * SAMPLE_RATE_HZ))
    return path
