"""What coaching a call costs this machine."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def cost_told(duration_s: float | None) -> Iterator[None]:
    """Says on stderr, after the call, the CPU seconds of this process for each second of its `duration_s`."""
    began_s = time.process_time()
    yield
    if duration_s:
        spent = (time.process_time() - began_s) / duration_s
        print(f"Hearing and coaching took {spent:.2f} CPU seconds for each second of the call.", file=sys.stderr)
