"""When a call that was recorded by another program began: as its name says, else when the file was written."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

_STAMP = re.compile(
    r"(?P<utc>GMT)?(?<!\d)(?P<y>20\d\d)[-/]?(?P<m>\d\d)[-/]?(?P<d>\d\d)(?:[ _T-]|\s+at\s+)"
    r"(?P<H>\d\d)[-._: ]?(?P<M>\d\d)(?:[-._: ]?(?P<S>\d\d))?(?!\d)"
)
"""GMT20260602-140012_Recording.mp4 (Zoom), Call-20260602_140012-Meeting Recording.mp4 (Teams), Call (2026-06-02 14_00
GMT+1).mp4 and Call - 2026-06-02 at 14-00.mp4 (Meet)."""


def begun(path: Path) -> datetime:
    """Aware; in UTC where the name says so, else by the clock of this machine. A file that was copied says when that
    was, so its name is believed first. Raises OSError."""
    if found := _STAMP.search(path.name):
        year, month, day, hour, minute = (int(found[part]) for part in "ymdHM")
        with suppress(ValueError):  # digits that are no date
            named = datetime(year, month, day, hour, minute, int(found["S"] or 0))
            return named.replace(tzinfo=UTC) if found["utc"] else named.astimezone()
    return datetime.fromtimestamp(path.stat().st_mtime).astimezone()
