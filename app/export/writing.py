"""Files that hold a conversation: whole or not there at all, and for nobody else."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def write_privately(path: Path, content: str | bytes) -> None:
    """Writes the file at `path` with mode 0600, replacing one that is there only when all is written.

    Text is written as UTF-8, line ends as they are. Raises OSError; then `path` is as it was before.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        _write_beside(path, data)
    except OSError as error:  # named for what the user asked for, not for the file beside it
        raise OSError(error.errno, error.strerror, str(path)) from error


def _write_beside(path: Path, data: bytes) -> None:
    """Writes a new file in the same folder, then puts it in place: only there is a rename atomic."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)  # makes it 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise
