"""One clock for both sides: sound stays where it was, whatever the devices do."""

from __future__ import annotations

import runpy
from pathlib import Path

import numpy as np
import pytest

from audio.call_clock import ASLEEP_S, HOLD_S, PATIENCE_S, CallClock
from audio.frames import FRAME_S, FRAME_SAMPLES, SAMPLE_RATE_HZ, Samples, Speaker
from audio.source import Chunk

REP, CUSTOMER = Speaker.REP, Speaker.CUSTOMER
ONE_CLOCK = runpy.run_path(str(Path(__file__).parents[1] / "benchmarks" / "one_clock.py"))


@pytest.mark.parametrize("case", ONE_CLOCK["CASES"])
def test_both_sides_stay_within_20_ms(case):
    apart, _ = ONE_CLOCK["apart_s"](*ONE_CLOCK["CASES"][case], duration_s=75.0)
    assert len(apart) > 1000
    assert np.abs(apart).max() < 0.02


def chunk(end_s: float, value: float = 0.5, duration_s: float = 0.02, rate_hz: int = 16_000) -> Chunk:
    return Chunk(np.full((round(duration_s * rate_hz), 1), value, np.float32), rate_hz, end_s)


def heard(clock: CallClock, until_s: float) -> dict[Speaker, Samples]:
    steps = list(clock.steps(until_s))
    return {side: np.concatenate([sides[side] for _, sides in steps] or [np.zeros(0, np.float32)]) for side in Speaker}


def loud_from_to_s(samples: Samples) -> tuple[float, float]:
    loud = np.flatnonzero(np.abs(samples) > 0.25)
    return float(loud[0]) / SAMPLE_RATE_HZ, float(loud[-1] + 1) / SAMPLE_RATE_HZ


def test_steps_come_in_order_a_little_after_their_time():
    clock = CallClock(100.0, set())
    assert list(clock.steps(100.0 + FRAME_S + HOLD_S - 0.001)) == []
    starts = [start_s for start_s, _ in clock.steps(101.0)]
    assert starts == pytest.approx([step * FRAME_S for step in range(len(starts))])
    assert starts[-1] == pytest.approx(1.0 - HOLD_S - FRAME_S, abs=FRAME_S)


def test_a_side_without_any_sound_is_zeros_and_costs_the_other_nothing():
    clock = CallClock(0.0, {REP, CUSTOMER})
    for step in range(50):
        clock.hear(REP, chunk((step + 1) * 0.02))
    sides = heard(clock, 1.0)
    assert not sides[CUSTOMER].any()
    assert loud_from_to_s(sides[REP])[1] == pytest.approx(0.9, abs=FRAME_S)


def test_sound_after_a_pause_of_the_loopback_is_at_its_own_time():
    clock = CallClock(0.0, {REP})
    for step in range(5):
        clock.hear(CUSTOMER, chunk(0.5 + step * 0.02))
    first = heard(clock, 2.0)[CUSTOMER]
    assert loud_from_to_s(first) == pytest.approx((0.48, 0.58), abs=0.012)
    for step in range(5):
        clock.hear(CUSTOMER, chunk(2.5 + step * 0.02))
    second = heard(clock, 3.0)[CUSTOMER]
    starts_s = len(first) / SAMPLE_RATE_HZ
    assert np.add(loud_from_to_s(second), starts_s) == pytest.approx((2.48, 2.58), abs=0.012)


def test_a_busy_machine_delays_the_microphone_but_loses_nothing():
    clock = CallClock(0.0, {REP})
    for step in range(25):
        clock.hear(REP, chunk((step + 1) * 0.02))
    before = heard(clock, 0.7)[REP]
    assert len(before) / SAMPLE_RATE_HZ <= 0.5
    for _ in range(25, 50):  # half a second's chunks, all at once, stamped when they came
        clock.hear(REP, chunk(1.0))
    after = heard(clock, 1.2)[REP]
    whole = np.concatenate([before, after])[round(0.05 * SAMPLE_RATE_HZ) : round(0.95 * SAMPLE_RATE_HZ)]
    assert (np.abs(whole) > 0.4).all()


def test_a_microphone_that_stops_delivering_holds_the_other_side_up_for_a_moment_only():
    clock = CallClock(0.0, {REP, CUSTOMER})
    clock.hear(REP, chunk(0.02))
    for step in range(200):
        clock.hear(CUSTOMER, chunk((step + 1) * 0.02))
    sides = heard(clock, 4.0)
    assert len(sides[CUSTOMER]) / SAMPLE_RATE_HZ > 4.0 - PATIENCE_S - HOLD_S - 2 * FRAME_S


def test_a_lost_side_is_not_waited_for():
    clock = CallClock(0.0, {REP})
    clock.hear(REP, chunk(0.02))
    clock.lost(REP)
    assert len(heard(clock, 0.6)[REP]) / SAMPLE_RATE_HZ == pytest.approx(0.5, abs=FRAME_S)


def test_the_time_a_machine_slept_is_left_out():
    clock = CallClock(0.0, {REP})
    for step in range(50):
        clock.hear(REP, chunk((step + 1) * 0.02))
    before = len(heard(clock, 1.0)[REP])
    before += len(heard(clock, 3601.0)[REP])
    assert clock.asleep_s == pytest.approx(3600.0, abs=1.0)
    for step in range(50):
        clock.hear(REP, chunk(3601.0 + (step + 1) * 0.02))
    after = heard(clock, 3602.2)[REP]
    assert before / SAMPLE_RATE_HZ < clock.now_s < 3.0
    assert np.abs(after).max() > 0.4
    assert ASLEEP_S < 3600


@pytest.mark.parametrize("rate_hz", [8_000, 16_000, 44_100, 48_000, 96_000])
def test_any_rate_keeps_its_pitch(rate_hz):
    clock = CallClock(0.0, {REP})
    time_s = np.arange(rate_hz * 2) / rate_hz
    tone = np.sin(2 * np.pi * 1000 * time_s).astype(np.float32).reshape(-1, rate_hz // 50, 1)
    for step, samples in enumerate(tone):
        clock.hear(REP, Chunk(samples, rate_hz, (step + 1) * 0.02))
    sound = heard(clock, 2.0)[REP][SAMPLE_RATE_HZ // 2 : SAMPLE_RATE_HZ * 3 // 2]
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound))))
    assert spectrum.argmax() == pytest.approx(1000, abs=1)
    assert np.abs(sound).max() == pytest.approx(1.0, abs=0.03)


def test_a_voice_in_one_of_eight_channels_is_as_loud_as_alone():
    samples = np.zeros((FRAME_SAMPLES * 20, 8), np.float32)
    samples[:, 3] = 0.5
    clock = CallClock(0.0, {REP})
    clock.hear(REP, Chunk(samples, 16_000, FRAME_S * 20))
    assert np.median(heard(clock, FRAME_S * 20)[REP]) == pytest.approx(0.5, abs=0.01)
