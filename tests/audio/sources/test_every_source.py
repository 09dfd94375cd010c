"""Every live source keeps the same contract."""

from __future__ import annotations

import time

import numpy as np

from audio.frames import Speaker
from audio.portaudio_source import PortAudioSource
from audio.source import Chunk, Lost, Opened


def test_sound_arrives_as_it_was_captured(each):
    assert each.until_any(Opened) == [Opened(each.library.name)]
    samples = np.random.default_rng(1).uniform(-1, 1, (960, each.library.channels)).astype(np.float32)
    before_s = time.monotonic()
    each.library.delivers(samples)
    [chunk] = each.until(lambda items: bool(items))
    np.testing.assert_allclose(chunk.samples, samples, atol=1e-6)
    assert chunk.samples.dtype == np.float32
    assert chunk.rate_hz == each.library.rate_hz
    assert before_s <= chunk.end_s <= time.monotonic()


def test_a_device_that_goes_is_told_once_and_heard_again_when_it_is_back(each):
    each.until_any(Opened)
    each.library.unplug()
    told = each.until_any(Lost)
    time.sleep(0.1)
    told += each.inbox.take()
    reasons = [item.reason for item in told if isinstance(item, Lost)]
    assert 1 <= len(reasons) <= 2
    assert len(set(reasons)) == len(reasons)
    assert all(reason.endswith(".") for reason in reasons)
    each.library.plug_in()
    each.until_any(Opened)
    each.library.delivers(np.full((480, each.library.channels), 0.5, np.float32))
    each.until_any(Chunk)


def test_the_side_it_hears_is_part_of_what_it_is(each):
    is_microphone = isinstance(each.source, PortAudioSource)
    assert each.source.speaker is (Speaker.REP if is_microphone else Speaker.CUSTOMER)
