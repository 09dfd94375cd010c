"""When an earlier call was, told from what Zoom, Teams and Meet call their files."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.begun import begun

LOCAL = datetime(2026, 6, 2, 14, 0).astimezone()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("GMT20260602-140012_Recording.transcript.vtt", datetime(2026, 6, 2, 14, 0, 12, tzinfo=UTC)),
        ("Call with Dana-20260602_140012-Meeting Recording.mp4", LOCAL.replace(second=12)),
        ("Dana and Sam (2026-06-02 14_00 GMT+1).mp4", LOCAL),
        ("Dana and Sam - 2026-06-02 at 14-00.srt", LOCAL),
        ("2026-06-02 14.00.00 Sam's Zoom Meeting.m4a", LOCAL),
    ],
)
def test_a_recording_that_was_copied_still_says_when_it_was(tmp_path: Path, name: str, expected: datetime) -> None:
    (path := tmp_path / name).touch()
    assert begun(path) == expected


@pytest.mark.parametrize("name", ["zoom_0.mp4", "order 20269999-999999.vtt", "1202606021400.mp4", "20260602.vtt"])
def test_any_other_file_is_as_old_as_it_was_written(tmp_path: Path, name: str) -> None:
    (path := tmp_path / name).touch()
    os.utime(path, (1_700_000_000, 1_700_000_000))
    assert begun(path).timestamp() == 1_700_000_000
    assert begun(path).tzinfo is not None
