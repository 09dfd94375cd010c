"""How long a recogniser in another process is waited for: as long as it works, on however busy a machine."""

from __future__ import annotations

from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

LOOK_EVERY_S = 0.5
STILL_S = 6.0
"""A process that owes an answer and has not used the processor for so long waits for something that never comes.
The longest that a model's file keeps one waiting, on a slow disk, is a second or two at a time."""
MOST_CPU_S = 20.0
"""No answer takes as much work: loading the biggest model and reading thirty seconds with it is 10 s on a slow core."""


def hung(process: BaseProcess, pipe: Connection) -> str | None:
    """Waits for the answer in `pipe`. None when there is one, or the process has ended; else why none will come.

    Its own processor time is what counts, not the clock: a machine that is taken by other programs makes a pass
    slow, and ending it would only make that worse.
    """
    began_s = seen_s = _cpu_s(process)
    still_s = 0.0
    while not pipe.poll(LOOK_EVERY_S):
        now_s = _cpu_s(process)
        still_s = still_s + LOOK_EVERY_S if now_s == seen_s else 0.0
        seen_s = now_s
        if still_s >= STILL_S:
            return f"its process hung: it did nothing for {still_s:.0f} s"
        if now_s - began_s > MOST_CPU_S:
            return f"its process found no end: it took {now_s - began_s:.0f} s of the processor for one answer"
    return None


def _cpu_s(process: BaseProcess) -> float:
    """Processor time used so far; 0 for a process that has ended."""
    import psutil

    try:
        times = psutil.Process(process.pid).cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return float(times.user + times.system)
