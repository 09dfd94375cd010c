"""The sample call aloud: both sides mixed, to its last word, and a call without a loudspeaker goes on unheard."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Self

import numpy as np
import pytest

from audio.frames import FRAME_S, FRAME_SAMPLES, SAMPLE_RATE_HZ, Frame, Samples, Speaker
from audio.output import CannotPlay
from audio.playback import Audible

STEPS = 10


class Call:
    """The rep at 0.2, the customer at 0.4, `STEPS` of each."""

    name, duration_s = "call.opus", STEPS * FRAME_S

    def __init__(self) -> None:
        self.stopped = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def events(self) -> Iterator[Frame]:
        for step in range(STEPS):
            for speaker, value in ((Speaker.REP, 0.2), (Speaker.CUSTOMER, 0.4)):
                yield Frame(speaker, step * FRAME_S, np.full(FRAME_SAMPLES, value, np.float32))

    def stop(self) -> None:
        self.stopped = True


class Loudspeaker:
    def __init__(self, on_write: Callable[[], None] = lambda: None) -> None:
        self.heard: list[Samples] = []
        self.drained = self.closed = False
        self._on_write = on_write

    def write(self, samples: Samples) -> None:
        self._on_write()
        self.heard.append(samples)

    def drain(self) -> None:
        self.drained = True

    def close(self) -> None:
        self.closed = True

    def made(self, rate_hz: int, what: str) -> Loudspeaker:
        assert rate_hz == SAMPLE_RATE_HZ
        return self


@pytest.fixture(autouse=True)
def _no_thread_is_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    assert set(threading.enumerate()) <= before


def test_both_sides_are_heard_to_the_last_word_and_the_call_is_handed_on_as_it_is():
    speaker, call = Loudspeaker(), Call()
    with Audible(call, speaker.made) as aloud:
        events = list(aloud.events())
    assert (aloud.name, aloud.duration_s) == (call.name, call.duration_s)
    assert [(event.speaker, event.start_s) for event in events] == [(e.speaker, e.start_s) for e in call.events()]
    assert len(speaker.heard) == STEPS
    np.testing.assert_allclose(np.concatenate(speaker.heard), 0.42, rtol=1e-5)
    assert speaker.drained
    assert speaker.closed


def test_a_call_that_is_stopped_falls_silent_at_once():
    playing, stopped = threading.Event(), threading.Event()

    def on_write() -> None:
        playing.set()
        assert stopped.wait(5.0)

    speaker, call = Loudspeaker(on_write), Call()
    with Audible(call, speaker.made) as aloud:
        list(aloud.events())
        assert playing.wait(5.0)
        aloud.stop()
        stopped.set()
    assert call.stopped
    assert len(speaker.heard) == 1
    assert not speaker.drained


def no_loudspeaker(rate_hz: int, what: str) -> Loudspeaker:
    raise CannotPlay("The sound server is not running, or has no output.")


def gone() -> None:
    raise CannotPlay("The loudspeaker went away while it was playing.")


@pytest.mark.parametrize("make_output", [no_loudspeaker, Loudspeaker(gone).made], ids=["none", "unplugged"])
def test_without_a_loudspeaker_the_call_is_coached_all_the_same(make_output):
    began_s = time.monotonic()
    with Audible(Call(), make_output) as aloud:
        assert len(list(aloud.events())) == 2 * STEPS
    assert time.monotonic() - began_s < 0.5, "nobody waits for a loudspeaker that is not there"


def test_a_loudspeaker_that_is_late_skips_and_holds_nobody_up():
    late = threading.Event()
    speaker = Loudspeaker(lambda: late.wait(5.0))
    with Audible(Call(), speaker.made) as aloud:
        for _ in range(4):
            list(aloud.events())
        late.set()
    assert len(speaker.heard) < 2 * STEPS
