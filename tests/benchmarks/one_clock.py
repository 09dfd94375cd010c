"""Both sides of a live call on one clock, through two hours of what devices do to it.

    python tests/benchmarks/one_clock.py [hours]

Every sample a simulated device delivers is the true time at which it was captured, so that the two sides can be
compared at every step. (In turns of a few seconds: the resampler's gain is off by as little as its speed.)
Prints how far apart they ever are, and the CPU the clock costs.
"""

from __future__ import annotations

import heapq
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from audio.call_clock import CallClock
from audio.frames import Speaker
from audio.source import Chunk

TICK_S = 0.032
TURN_S = 4.0


@dataclass
class SimulatedDevice:
    """drift_ppm: how much faster its clock runs. bursts: part of its chunks that come 50 to 300 ms late.

    plays: when it delivers anything at all.
    """

    rate_hz: int = 48_000
    channels: int = 1
    drift_ppm: float = 0.0
    chunk_s: float = 0.02
    latency_s: float = 0.02
    bursts: float = 0.0
    plays: Callable[[float], bool] = lambda _: True

    def chunks(self, duration_s: float, seed: int) -> Iterator[tuple[float, Chunk]]:
        """(arrival, chunk) in order of arrival; each sample is its own true time in seconds."""
        random = np.random.default_rng(seed)
        true_rate_hz = self.rate_hz * (1 + self.drift_ppm * 1e-6)
        size = round(self.chunk_s * self.rate_hz)
        arrives_s = 0.0
        for first in range(0, int(duration_s * true_rate_hz) - size, size):
            starts_s, ends_s = first / true_rate_hz, (first + size) / true_rate_hz
            late_s = random.exponential(0.003)
            if random.random() < self.bursts:
                late_s += random.uniform(0.05, 0.3)
            arrives_s = max(arrives_s, ends_s + self.latency_s + late_s)
            if self.plays(starts_s):
                ramp = 1.0 + np.linspace(starts_s, ends_s, size, endpoint=False) % TURN_S
                samples = np.repeat(ramp[:, np.newaxis], self.channels, axis=1).astype(np.float32)
                yield arrives_s, Chunk(samples, self.rate_hz, arrives_s)


CASES: dict[str, tuple[SimulatedDevice, SimulatedDevice]] = {
    "200 ppm each way": (
        SimulatedDevice(48_000, drift_ppm=200),
        SimulatedDevice(44_100, channels=2, drift_ppm=-200),
    ),
    "bursts in the microphone, a loopback with gaps": (
        SimulatedDevice(16_000, drift_ppm=200, bursts=0.01),
        SimulatedDevice(48_000, channels=2, drift_ppm=-200, chunk_s=0.01, plays=lambda t: t % 37 < 20),
    ),
    "a telephone headset beside a studio interface": (
        SimulatedDevice(8_000, drift_ppm=-200, bursts=0.005),
        SimulatedDevice(96_000, channels=8, drift_ppm=200, plays=lambda t: t % 11 < 7),
    ),
}


def apart_s(rep: SimulatedDevice, customer: SimulatedDevice, duration_s: float) -> tuple[np.ndarray, float]:
    """(how far apart in true time the sides are, at every step at which both have sound; CPU seconds)."""
    clock = CallClock(0.0, {Speaker.REP})
    arrivals = heapq.merge(
        ((at_s, Speaker.REP, chunk) for at_s, chunk in rep.chunks(duration_s, seed=1)),
        ((at_s, Speaker.CUSTOMER, chunk) for at_s, chunk in customer.chunks(duration_s, seed=2)),
        key=lambda arrival: arrival[0],
    )
    apart: list[float] = []
    spent_s, now_s = 0.0, TICK_S
    for at_s, speaker, chunk in arrivals:
        began_s = time.process_time()
        while now_s < at_s:
            for _, sides in clock.steps(now_s):
                rep_s, customer_s = sides[Speaker.REP], sides[Speaker.CUSTOMER]
                # Where a side begins or ends within the frame, the resampler rings: not times any more.
                if all(is_steady(samples) for samples in (rep_s, customer_s)):
                    apart.append(float(rep_s[256] - customer_s[256] + TURN_S / 2) % TURN_S - TURN_S / 2)
            now_s += TICK_S
        clock.hear(speaker, chunk)
        spent_s += time.process_time() - began_s
    return np.array(apart), spent_s


def is_steady(times_s: np.ndarray) -> bool:
    return bool(times_s[0] >= 1.0 and 0.03 < times_s[-1] - times_s[0] < 0.034)


def main(hours: float) -> None:
    for name, (rep, customer) in CASES.items():
        apart, spent_s = apart_s(rep, customer, hours * 3600)
        worst_ms, usual_ms = np.abs(apart).max() * 1e3, np.median(np.abs(apart)) * 1e3
        print(
            f"{name}: at most {worst_ms:.1f} ms apart (median {usual_ms:.1f}) in {len(apart):,} steps; "
            f"{spent_s / hours / 36:.2f} % of a core"
        )


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 2.0)
