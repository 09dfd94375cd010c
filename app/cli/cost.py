"""What coaching a call costs this machine."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def cost_told(duration_s: float | None) -> Iterator[None]:
    """Says on stderr, after the call, the CPU seconds of this process, and of those it started and that still
    run, for each second of its `duration_s`."""
    before_s = _cpu_s()
    yield
    if duration_s:
        spent = (_cpu_s() - before_s) / duration_s
        print(f"Hearing and coaching took {spent:.2f} CPU seconds for each second of the call.", file=sys.stderr)


def _cpu_s() -> float:
    import psutil

    this = psutil.Process()
    times = [process.cpu_times() for process in (this, *this.children())]
    return float(sum(time.user + time.system for time in times))
