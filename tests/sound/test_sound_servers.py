"""A live call on real sound servers, PulseAudio and PipeWire: who is heard where, whatever the devices do."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
import time

import numpy as np

from app.cli import run
from audio import pulse_connection, pulse_source
from audio.devices import list_devices, sound_problem
from audio.doctor import Check, checks
from audio.frames import Speaker
from audio.health import SourceLost, SourceRestored
from audio.live import LiveCall
from audio.loop_check import check_loop
from audio.microphone import default_microphone
from audio.system import default_system_source

REP, CUSTOMER = Speaker.REP, Speaker.CUSTOMER
SILENT = 0.001
"""-60 dB: echo removal leaves a trace of noise where the microphone is silent."""


def live_call() -> LiveCall:
    return LiveCall(microphone=default_microphone(), system=default_system_source())


def test_two_voices_at_once_each_end_up_at_their_speaker(server, hear, wait_until, likeness):
    call = live_call()
    with hear(call) as heard:
        wait_until(lambda: call.devices == {REP: "Microphone", CUSTOMER: "Speakers"})
        players = [server.play("mic_in", "rep"), server.play("speakers", "customer")]
        assert [player.wait(20) for player in players] == [0, 0]
        wait_until(lambda: {stretch.speaker for stretch in heard.speech} == set(Speaker))
    assert likeness(heard.samples(REP), "rep") > 0.8
    assert likeness(heard.samples(REP), "customer") < 0.5
    assert likeness(heard.samples(CUSTOMER), "customer") > 0.8
    assert likeness(heard.samples(CUSTOMER), "rep") < 0.5
    assert abs(len(heard.sound[REP]) - len(heard.sound[CUSTOMER])) <= 1
    assert heard.news == []


def test_a_switched_off_side_is_silent_and_the_other_goes_on(server, hear, wait_until):
    call = live_call()
    call.switch(REP, on=False)
    with hear(call) as heard:
        wait_until(lambda: len(call.devices) == 2)
        server.play("mic_in", "rep")
        server.play("speakers", "customer")
        wait_until(lambda: heard.loudness(CUSTOMER, 1.0) > 0.05)
    assert heard.loudness(REP, 60.0) < SILENT


def test_without_a_server_both_sides_say_why_and_the_call_goes_on(no_server, hear, wait_until):
    with hear(live_call()) as heard:
        wait_until(lambda: len(heard.sound[CUSTOMER]) > 30)
        wait_until(lambda: len(heard.news) == 2)
    assert {type(event) for event in heard.news} == {SourceLost}
    assert {event.speaker for event in heard.news} == set(Speaker)
    assert list_devices() == []
    assert "Start it" in (sound_problem() or "")


def test_a_monitor_is_never_taken_for_the_microphone(server, hear, wait_until):
    server.ask("unload-module", "module-remap-source")
    assert server.ask("get-default-source").endswith(".monitor")
    with hear(live_call()) as heard:
        wait_until(lambda: len(heard.news) == 1)
        server.play("speakers", "customer")
        wait_until(lambda: heard.loudness(CUSTOMER, 1.0) > 0.05)
    assert heard.news[0].speaker is REP
    assert heard.news[0].reason == "No microphone is connected."
    assert heard.loudness(REP, 60.0) < SILENT
    assert "No microphone" in (sound_problem() or "")


def test_the_list_of_devices_shows_both_sides_with_the_defaults_first(server):
    devices = list_devices()
    assert [(device.speaker, device.name) for device in devices if device.is_default] == [
        (REP, "Microphone"),
        (CUSTOMER, "Speakers"),
    ]
    assert devices[0].is_default
    assert sound_problem() is None


def test_a_new_default_output_is_followed(server, hear, wait_until):
    call = live_call()
    with hear(call) as heard:
        wait_until(lambda: len(call.devices) == 2)
        server.add_output("headset")
        server.ask("set-default-sink", "headset")
        changed_s = time.monotonic()
        wait_until(lambda: len(heard.news) == 1)
        assert time.monotonic() - changed_s < 2.0
        server.play("headset", "customer")
        wait_until(lambda: heard.loudness(CUSTOMER, 1.0) > 0.05)
    assert [type(event) for event in heard.news] == [SourceRestored]
    assert heard.loudness(REP, 60.0) < SILENT


def test_a_new_default_is_followed_when_the_server_tells_not_when_it_is_asked(server, hear, wait_until, monkeypatch):
    monkeypatch.setattr(pulse_source, "LOOK_S", 3600.0)
    call = live_call()
    with hear(call):
        wait_until(lambda: len(call.devices) == 2)
        server.add_output("headset", "device.description=Headset")
        server.ask("set-default-sink", "headset")
        wait_until(lambda: call.devices[CUSTOMER] == "Headset", within_s=2.0)
        server.ask("set-source-mute", "microphone", "1")
        wait_until(lambda: REP not in call.devices, within_s=2.0)


def test_an_output_that_goes_is_never_replaced_by_the_microphone(server, hear, wait_until):
    docking_station = server.add_output("docking_station")
    server.ask("set-default-sink", "docking_station")
    call = live_call()
    with hear(call) as heard:
        wait_until(lambda: len(call.devices) == 2)
        player = server.play("mic_in", "rep")
        wait_until(lambda: heard.loudness(REP, 0.5) > 0.05)
        server.ask("unload-module", docking_station)
        removed_s = time.monotonic()
        wait_until(lambda: any(isinstance(event, SourceRestored) for event in heard.news))
        assert time.monotonic() - removed_s < 2.0
        player.wait(20)
    # Without a loss before it when the new default was seen before the old output was gone.
    *_, restored = heard.news
    assert isinstance(restored, SourceRestored)
    # The output that the server falls back to may be the wire to the microphone, and what that plays is then
    # rightly on both sides. Before, and on any other output, the customer was silent.
    silent_until_s = restored.at_s if restored.name == "Wire" else 1e9
    assert not heard.samples(CUSTOMER)[: round(silent_until_s * 16_000)].any()


def test_a_system_stream_that_is_moved_to_the_microphone_is_never_the_customer(server, hear, wait_until):
    call = live_call()
    with hear(call) as heard:
        wait_until(lambda: len(call.devices) == 2)
        player = server.play("mic_in", "rep")
        wait_until(lambda: heard.loudness(REP, 0.5) > 0.05)
        recordings = [line.split() for line in server.ask("list", "short", "source-outputs").splitlines()]
        sources = {line.split()[1]: line.split()[0] for line in server.ask("list", "short", "sources").splitlines()}
        [ours] = [recording for recording, source, *_ in recordings if source == sources["speakers.monitor"]]
        server.connect_to_microphone(ours)
        player.wait(20)
        assert not heard.samples(CUSTOMER).any()
        wait_until(lambda: len(call.devices) == 2, within_s=2.0)
        server.play("speakers", "customer")
        wait_until(lambda: heard.loudness(CUSTOMER, 1.0) > 0.05)


def test_a_bluetooth_headset_is_heard_on_when_it_changes_its_profile(server, hear, wait_until):
    """For a call its stereo output goes, and comes back as a narrow one with a microphone."""
    stereo = server.add_output("headset_a2dp", "device.description=Headset")
    server.ask("set-default-sink", "headset_a2dp")
    call = live_call()
    with hear(call) as heard:
        wait_until(lambda: call.devices == {REP: "Microphone", CUSTOMER: "Headset"})
        server.ask("unload-module", stereo)
        server.add_output("headset_wire", "device.description=HeadsetWire", channels=1)
        server.add_output("headset_hfp", "device.description=HeadsetHFP", channels=1)
        names = ["source_name=headset_mic", "source_properties=device.description=HeadsetMic"]
        server.ask("load-module", "module-remap-source", "master=headset_wire.monitor", *names)
        server.ask("set-default-sink", "headset_hfp")
        server.ask("set-default-source", "headset_mic")
        wait_until(lambda: call.devices == {REP: "HeadsetMic", CUSTOMER: "HeadsetHFP"}, within_s=2.0)
        flipped = len(heard.sound[CUSTOMER])
        server.play("headset_wire", "rep")
        wait_until(lambda: heard.loudness(REP, 1.0) > 0.05)
        assert not np.concatenate(heard.sound[CUSTOMER][flipped:]).any()
        server.play("headset_hfp", "customer")
        wait_until(lambda: heard.loudness(CUSTOMER, 1.0) > 0.05)
    assert {event.speaker for event in heard.news} == set(Speaker)


def test_a_muted_microphone_is_named_and_heard_again_when_it_is_not(server, hear, wait_until):
    call = live_call()
    with hear(call) as heard:
        wait_until(lambda: len(call.devices) == 2)
        server.ask("set-source-mute", "microphone", "1")
        wait_until(lambda: len(heard.news) == 1)
        assert heard.news[0].reason == "Microphone is muted."
        server.ask("set-source-mute", "microphone", "0")
        wait_until(lambda: len(heard.news) == 2)
    assert [type(event) for event in heard.news] == [SourceLost, SourceRestored]


def test_a_server_that_dies_and_comes_back_is_heard_again(server, hear, wait_until):
    call = live_call()
    with hear(call) as heard:
        wait_until(lambda: len(call.devices) == 2)
        server.kill()
        wait_until(lambda: [type(event) for event in heard.news].count(SourceLost) == 2)
        server.start()
        back_s = time.monotonic()
        wait_until(lambda: len(call.devices) == 2)
        assert time.monotonic() - back_s < 2.0
        server.play("mic_in", "rep")
        server.play("speakers", "customer").wait(20)
        wait_until(lambda: {stretch.speaker for stretch in heard.speech} == set(Speaker))


def test_a_server_that_hangs_is_told_and_heard_again_when_it_goes_on(server, hear, wait_until):
    call = live_call()
    with hear(call) as heard:
        wait_until(lambda: len(call.devices) == 2)
        with server.hanging():
            hung_s = time.monotonic()
            wait_until(lambda: [type(event) for event in heard.news].count(SourceLost) == 2)
            assert time.monotonic() - hung_s < 10.0
            assert {event.reason for event in heard.news} == {
                f"{name} no longer delivers any sound." for name in ("Microphone", "Speakers")
            }
        wait_until(lambda: len(call.devices) == 2)


def test_a_server_that_hangs_before_the_call_keeps_nobody_waiting_for_it(server, monkeypatch):
    monkeypatch.setattr(pulse_connection, "CONNECT_TIMEOUT_S", 0.5)
    with server.hanging():
        began_s = time.monotonic()
        assert list_devices() == []
        default_microphone()
        assert (sound_problem() or "").startswith("The sound server does not answer. Start it anew")
        assert time.monotonic() - began_s < 3.0


def test_the_soft_tone_comes_back_and_silence_is_not_taken_for_it(server):
    assert check_loop(default_system_source()) is None
    reason = check_loop(default_system_source(), sound=lambda samples: None)
    assert "Speakers did not bring it back" in (reason or "")


def test_the_checks_are_all_well_on_a_machine_that_can_hear(server):
    server.play("mic_in", "rep")
    assert [check for check in checks() if not check.ok] == []


def test_the_checks_tell_a_microphone_that_is_muted_from_one_that_delivers_nothing_but_silence(server):
    def microphone() -> Check:
        return next(check for check in checks() if check.name == "microphone")

    assert microphone().detail == "Microphone delivers silence alone"
    server.ask("set-source-mute", "microphone", "1")
    assert microphone().detail == "Microphone is muted"
    assert "Unmute it" in microphone().remedy


def test_every_failed_check_says_how_to_mend_it(no_server):
    failed = [check for check in checks() if not check.ok]
    assert {check.name for check in failed} == {"sound server", "microphone", "the call's sound"}
    assert all(check.remedy for check in failed)
    assert "Start it" in failed[0].remedy
    assert check_loop(default_system_source()) == "The sound server is not running."


def test_the_command_that_lists_devices_shows_how_loud_they_are_and_plays_the_tone(server, wait_until):
    shown = SeenInTerminal("devices")
    try:
        wait_until(lambda: "Any key ends this" in shown.text)
        server.play("speakers", "customer")
        wait_until(lambda: re.search(r"the call\s+━{8,}\S*\s+Speakers", shown.text))
        shown.types(" ")
        assert shown.ended() == 0
    finally:
        shown.close()
    server.hush()
    assert run(["devices", "--check"]) == 0


class SeenInTerminal:
    """`courtside` on a terminal of its own. text: all that was written so far, colours left out."""

    def __init__(self, *arguments: str) -> None:
        self._master, slave = os.openpty()
        command = [sys.executable, "-m", "app", *arguments]
        environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
        self._process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=environment)
        os.close(slave)
        self._written = b""

    @property
    def text(self) -> str:
        while select.select([self._master], [], [], 0)[0]:
            self._written += os.read(self._master, 65_536)
        return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", self._written.decode(errors="replace"))

    def types(self, keys: str) -> None:
        os.write(self._master, keys.encode())

    def ended(self) -> int:
        return self._process.wait(10)

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._master)
