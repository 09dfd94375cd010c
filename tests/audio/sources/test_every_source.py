"""Every live source keeps the same contract: on stand-ins here, on real sound servers in tests/sound."""

from __future__ import annotations

import threading
import time

import numpy as np

from audio.source import Chunk, Lost, Opened


def test_sound_arrives_as_it_was_captured(each):
    assert each.until_any(Opened) == [Opened(each.library.name)]
    samples = np.random.default_rng(1).uniform(-1, 1, (960, each.library.channels)).astype(np.float32)
    before_s = time.monotonic()
    each.library.delivers(samples)
    chunks = each.until(lambda items: sounding(items).shape == samples.shape)
    np.testing.assert_allclose(sounding(chunks), samples, atol=each.library.exact_to)
    assert {chunk.samples.dtype for chunk in chunks} == {np.dtype(np.float32)}
    assert {chunk.rate_hz for chunk in chunks} == {each.library.rate_hz}
    last = next(chunk for chunk in reversed(chunks) if chunk.samples.any())
    assert before_s <= last.end_s <= time.monotonic()


def sounding(items: list[Chunk | Lost | Opened]) -> np.ndarray:
    """What is between the first sound and the last: a real server sends silence around it."""
    chunks = [item.samples for item in items if isinstance(item, Chunk)]
    if not chunks:
        return np.zeros((0, 0), np.float32)
    heard = np.concatenate(chunks)
    at = np.flatnonzero(np.abs(heard).max(axis=1) > 1e-4)
    return heard[at[0] : at[-1] + 1] if len(at) else heard[:0]


def test_a_device_that_goes_is_told_once_and_heard_again_when_it_is_back(each):
    each.until_any(Opened)
    each.library.unplug()
    told = each.until_any(Lost)
    time.sleep(each.library.tells_within_s)
    told += each.inbox.take()
    reasons = [item.reason for item in told if isinstance(item, Lost)]
    assert 1 <= len(reasons) <= 2
    assert len(set(reasons)) == len(reasons)
    assert all(reason.endswith(".") for reason in reasons)
    each.library.plug_in()
    each.until_any(Opened)
    each.library.delivers(np.full((480, each.library.channels), 0.5, np.float32))
    each.until(lambda items: any(isinstance(item, Chunk) and item.samples.any() for item in items))


def test_it_ends_at_once_however_often_it_is_told_and_leaves_no_thread(each):
    each.until_any(Opened)
    began_s = time.monotonic()
    for _ in range(3):
        each.source.stop()
    assert time.monotonic() - began_s < 1.0
    assert threading.active_count() == each.threads_before


def test_the_side_it_hears_is_part_of_what_it_is(each):
    assert each.source.speaker is each.library.speaker
    assert each.source.is_continuous is each.library.is_continuous
