"""A live call over sources that stand in for devices: who is heard, what is told, what ends."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from itertools import islice

import numpy as np
import pytest

from audio.frames import FRAME_S, FRAME_SAMPLES, Frame, Speaker
from audio.health import SourceLost, SourceRestored
from audio.live import LiveCall
from audio.source import Chunk, Inbox, Lost, Opened

REP, CUSTOMER = Speaker.REP, Speaker.CUSTOMER


class StandIn:
    """A source whose sound the test puts in by hand."""

    def __init__(self, speaker: Speaker, *, is_continuous: bool = False) -> None:
        self.speaker = speaker
        self.is_continuous = is_continuous
        self.stopped = 0

    def start(self, inbox: Inbox) -> None:
        self.inbox = inbox

    def stop(self) -> None:
        self.stopped += 1

    def sounds(self, value: float, end_s: float, duration_s: float = 0.5) -> None:
        samples = np.full((round(duration_s * 16_000), 1), value, np.float32)
        self.inbox.put(Chunk(samples, 16_000, end_s))


class Clock:
    """Goes on by itself, and jumps where a test says so: no test need wait for what it is about."""

    def __init__(self) -> None:
        self._ahead_s = 50.0 - time.monotonic()

    @property
    def now_s(self) -> float:
        return self._ahead_s + time.monotonic()

    @now_s.setter
    def now_s(self, now_s: float) -> None:
        self._ahead_s += now_s - self.now_s

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def call():
    clock = Clock()
    live = LiveCall(StandIn(REP), StandIn(CUSTOMER), monotonic=clock)
    live.clock = clock
    live.rep, live.customer = live._sources[REP], live._sources[CUSTOMER]
    return live


def test_every_step_has_a_frame_of_each_rep_first(call):
    with call:
        call.rep.sounds(0.3, 50.25, duration_s=0.25)
        call.customer.sounds(-0.3, 50.5, duration_s=0.25)
        call.clock.now_s = 50.5
        frames = list(islice(call.events(), 20))
    assert [frame.speaker for frame in frames] == [REP, CUSTOMER] * 10
    assert [frame.start_s for frame in frames[::2]] == pytest.approx([step * FRAME_S for step in range(10)])
    assert all(len(frame.samples) == FRAME_SAMPLES for frame in frames)
    assert np.median(frames[4].samples) == pytest.approx(0.3, abs=0.01)
    assert np.median(frames[19].samples) == pytest.approx(-0.3, abs=0.01)


def test_a_side_that_is_lost_says_why_and_when_and_who_is_heard_again(call):
    with call:
        call.rep.inbox.put(Opened("Headset"))
        call.customer.inbox.put(Lost("There is no loudspeaker."))
        call.clock.now_s = 51.0
        events = call.events()
        assert next(events) == SourceLost(0.0, CUSTOMER, "There is no loudspeaker.")
        assert {type(event) for event in islice(events, 52)} == {Frame}
        assert call.devices == {REP: "Headset"}
        call.customer.inbox.put(Opened("Speakers"))
        call.clock.now_s = 52.0
        [restored] = [event for event in islice(events, 9) if not isinstance(event, Frame)]
        assert restored == SourceRestored(pytest.approx(28 * FRAME_S), CUSTOMER, "Speakers")
        assert call.devices == {REP: "Headset", CUSTOMER: "Speakers"}


def test_another_device_for_the_same_side_is_news_and_the_first_is_not(call):
    with call:
        call.rep.inbox.put(Opened("Headset"))
        call.rep.inbox.put(Opened("Desk microphone"))
        call.clock.now_s = 51.0
        assert next(call.events()) == SourceRestored(0.0, REP, "Desk microphone")


def news(events: Iterator[object], steps: int) -> list[object]:
    """What is told beside the frames in the next `steps` steps."""
    frames, told = 0, []
    while frames < 2 * steps:
        event = next(events)
        frames += isinstance(event, Frame)
        told += [] if isinstance(event, Frame) else [event]
    return told


def test_a_side_switched_off_is_silent_and_said_to_be_off_until_it_is_on_again(call):
    with call:
        call.switch(REP, on=False)
        call.rep.inbox.put(Opened("Headset"))
        call.rep.sounds(0.3, 50.5)
        call.clock.now_s = 50.5
        events = call.events()
        first, *frames = islice(events, 21)
        assert first == SourceLost(0.0, REP, "You switched it off.")
        assert not any(frame.samples.any() for frame in frames)
        call.switch(REP, on=True)
        call.rep.sounds(0.3, 51.0)
        call.clock.now_s = 51.0
        told = list(islice(events, 20))
        assert [event.name for event in told if isinstance(event, SourceRestored)] == ["Headset"]
        assert any(frame.samples.any() for frame in told if isinstance(frame, Frame))


def test_what_happens_to_a_device_that_is_switched_off_is_told_when_it_is_on(call):
    with call:
        call.customer.inbox.put(Opened("Speakers"))
        call.switch(CUSTOMER, on=False)
        call.clock.now_s += 0.5
        events = call.events()
        assert [event.reason for event in news(events, 8)] == ["You switched it off."]
        call.customer.inbox.put(Lost("There is no loudspeaker."))
        call.clock.now_s += 0.5
        assert news(events, 15) == []
        call.switch(CUSTOMER, on=True)
        call.clock.now_s += 0.5
        assert [event.reason for event in news(events, 15)] == ["There is no loudspeaker."]


def test_a_microphone_of_pure_zeros_is_named_within_ten_seconds_and_heard_again(call):
    with call:
        call.rep.inbox.put(Opened("Headset"))
        call.clock.now_s += 9.0
        told = [event for event in islice(call.events(), 540) if not isinstance(event, Frame)]
        assert told == [SourceLost(pytest.approx(8.0, abs=0.1), REP, told[0].reason)]
        assert "Headset" in told[0].reason
        call.rep.sounds(0.01, call.clock.now_s + 1.0, duration_s=1.0)
        call.clock.now_s += 1.0
        told = [event for event in islice(call.events(), 64) if not isinstance(event, Frame)]
        assert [type(event) for event in told] == [SourceRestored]


@pytest.mark.parametrize("speaker", Speaker)
def test_a_device_that_stops_delivering_is_named_within_ten_seconds_whatever_holds_it_up(speaker):
    clock = Clock()
    live = LiveCall(*(StandIn(side, is_continuous=side is speaker) for side in Speaker), monotonic=clock)
    source = live._sources[speaker]
    with live:
        source.inbox.put(Opened("Headset"))
        source.sounds(0.001, clock.now_s + 0.5)
        events = live.events()
        told: list[object] = []
        for _ in range(16):
            clock.now_s += 0.5
            told += news(events, 15)
        assert told == [SourceLost(pytest.approx(5.0, abs=1.0), speaker, "Headset no longer delivers any sound.")]
        assert live.devices == {}
        source.sounds(0.001, clock.now_s + 0.5)
        clock.now_s += 1.0
        assert [type(event) for event in news(events, 60)] == [SourceRestored]
        assert live.devices == {speaker: "Headset"}


def test_silence_from_the_customer_is_nothing_to_tell(call):
    with call:
        call.rep.inbox.put(Opened("Headset"))
        call.customer.inbox.put(Opened("Speakers"))
        call.rep.sounds(0.01, 62.0, duration_s=12.0)
        call.clock.now_s += 12.0
        assert {type(event) for event in islice(call.events(), 700)} == {Frame}


def test_the_hour_a_computer_slept_is_told_on_both_sides_and_takes_no_call_time(call):
    with call:
        call.rep.inbox.put(Opened("Headset"))
        call.customer.inbox.put(Opened("Speakers"))
        call.clock.now_s += 1.0
        events = call.events()
        list(islice(events, 52))
        call.clock.now_s += 3600.0
        news = [event for event in islice(events, 30) if not isinstance(event, Frame)]
        assert {(type(event), event.speaker) for event in news} == {
            (kind, speaker) for kind in (SourceLost, SourceRestored) for speaker in Speaker
        }
        assert all(event.at_s < 2.0 for event in news)
        assert "asleep for 60 min" in news[0].reason


def test_stop_from_another_thread_ends_a_call_that_waits(call):
    with call:
        heard: list[object] = []
        thread = threading.Thread(target=lambda: heard.extend(call.events()))
        thread.start()
        call.stop()
        call.stop()
        thread.join(2.0)
        assert not thread.is_alive()
    assert (call.rep.stopped, call.customer.stopped) == (1, 1)


def test_sound_that_nobody_takes_is_dropped_oldest_first_and_counted():
    inbox = Inbox(limit_s=1.0)
    inbox.put(Opened("Headset"))
    for second in range(4):
        inbox.put(Chunk(np.full((8_000, 1), second, np.float32), 16_000, float(second)))
    opened, *chunks = inbox.take()
    assert opened == Opened("Headset")
    assert [chunk.end_s for chunk in chunks] == [2.0, 3.0]
    assert inbox.dropped_s == pytest.approx(1.0)
    assert inbox.take() == []
