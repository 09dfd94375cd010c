"""Every kind of call is the same to the rest of the program: live, one file, a pair of files, played aloud."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import islice

import numpy as np
import pytest

from audio.call import CallSound
from audio.echo import DOUBT_STEPS
from audio.frames import FRAME_S, FRAME_SAMPLES, Frame, Samples, Speaker
from audio.live import LiveCall
from audio.playback import Audible
from audio.recording import open_pair, open_recording
from audio.source import Chunk, Inbox, Opened

DURATION_S = 1.0
STEPS = int(DURATION_S / FRAME_S)


class Device:
    """A source that has delivered all of `sound` by the time anybody looks."""

    is_continuous = False

    def __init__(self, speaker: Speaker, sound: Samples) -> None:
        self.speaker, self._sound = speaker, sound

    def start(self, inbox: Inbox) -> None:
        inbox.put(Opened("device"))
        inbox.put(Chunk(self._sound[:, np.newaxis], 16_000, time.monotonic()))

    def stop(self) -> None: ...


class Mute:
    def __init__(self, rate_hz: int, what: str) -> None: ...

    def write(self, samples: Samples) -> None: ...

    def drain(self) -> None: ...

    def close(self) -> None: ...


@pytest.fixture
def kinds(write_sound, two_tones) -> dict[str, Callable[[], CallSound]]:
    stereo = two_tones(DURATION_S)
    path = write_sound("call.wav", stereo)
    rep, customer = (write_sound(f"{side}.wav", stereo[:, [at]]) for at, side in enumerate(Speaker))

    def live() -> CallSound:
        began_s = time.monotonic() - DURATION_S - 0.2
        devices = [Device(speaker, stereo[:, at]) for at, speaker in enumerate(Speaker)]
        return LiveCall(*devices, monotonic=Since(began_s))

    return {
        "live": live,
        "a stereo file": lambda: open_recording(path),
        "a pair of files": lambda: open_pair(rep, customer),
        "a call played aloud": lambda: Audible(open_recording(path), Mute),
    }


class Since:
    """The first time it is asked it was `first_s`, and from then on it is now."""

    def __init__(self, first_s: float) -> None:
        self._first_s: float | None = first_s

    def __call__(self) -> float:
        first_s, self._first_s = self._first_s, None
        return time.monotonic() if first_s is None else first_s


KINDS = ["live", "a stereo file", "a pair of files", "a call played aloud"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_step_of_32_ms_has_one_frame_of_each_side_rep_first_and_each_side_is_who_it_is(kinds, kind):
    with kinds[kind]() as call:
        events = list(islice((event for event in call.events() if isinstance(event, Frame)), 2 * STEPS))
    assert [event.speaker for event in events] == [Speaker.REP, Speaker.CUSTOMER] * STEPS
    assert [event.start_s for event in events[::2]] == pytest.approx([step * FRAME_S for step in range(STEPS)])
    assert {(event.samples.shape, event.samples.dtype) for event in events} == {((FRAME_SAMPLES,), np.dtype("float32"))}
    for speaker, tone_hz in ((Speaker.REP, 440.0), (Speaker.CUSTOMER, 1000.0)):
        sound = np.concatenate([event.samples for event in events if event.speaker is speaker])
        spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound))))
        assert np.fft.rfftfreq(len(sound), 1 / 16_000)[spectrum.argmax()] == pytest.approx(tone_hz, abs=2)


@pytest.mark.parametrize("kind", KINDS)
def test_a_call_that_is_stopped_ends_soon_and_may_be_stopped_again(kinds, kind):
    with kinds[kind]() as call:
        events = call.events()
        assert isinstance(next(event for event in events if isinstance(event, Frame)), Frame)
        call.stop()
        call.stop()
        # What is already heard may still come: of a live call as much as was held back in doubt.
        assert len(list(events)) <= (2 * DOUBT_STEPS + 4 if kind == "live" else 6)
    call.stop()


@pytest.mark.parametrize("kind", KINDS)
def test_a_call_knows_its_name_and_how_long_it_is_unless_it_is_live(kinds, kind):
    with kinds[kind]() as call:
        assert call.name
        assert call.duration_s is None if kind == "live" else call.duration_s == pytest.approx(DURATION_S, abs=0.1)
