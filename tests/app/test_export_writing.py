"""What is exported is written whole or not at all, for nobody else to read."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from app.export import write_privately


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_a_written_file_is_private_whatever_was_there_before(tmp_path: Path) -> None:
    path = tmp_path / "call.md"
    path.write_text("old")
    path.chmod(0o644)
    write_privately(path, "new\r\nlines\n")
    assert path.read_bytes() == b"new\r\nlines\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_failed_write_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "call.md"
    path.write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_privately(path, "new")
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("call.md", "old")]


def test_a_folder_that_is_not_there_is_named_as_it_was_asked_for(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        write_privately(tmp_path / "nowhere" / "call.md", "words")
    assert caught.value.filename == str(tmp_path / "nowhere" / "call.md")
