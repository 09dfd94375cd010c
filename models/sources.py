"""Where a model's files may come from: the promise every source keeps, and the simplest one, a folder."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

Progress = Callable[[int, int | None], None]
"""Called as bytes arrive: (bytes so far, bytes in all or None while that is unknown)."""

CHUNK_BYTES = 1 << 20


class SourceFailed(Exception):
    """This source cannot give the files. The text says why, in words for the rep, without a full stop."""


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One file of a model, with what was measured of it.

    size_bytes, sha256: None where the file could not be measured when the catalog was written; then the
    source's own checksum is what it is held to.
    """

    name: str
    size_bytes: int | None = None
    sha256: str | None = None


class Source(Protocol):
    """One place to try."""

    @property
    def label(self) -> str:
        """What it is called in a message: "the model hub"."""

    def fetch(self, files: Sequence[ModelFile], into: Path, progress: Progress) -> None:
        """Put every one of `files` into the folder `into`, going on from what an earlier try left there.

        Folders it makes inside `into` are its own to work in. Raises SourceFailed; OSError when the disk
        under `into` is what fails.
        """


def check(file: ModelFile, path: Path) -> None:
    """Hold the file at `path` to what was measured of it; another is deleted. Raises SourceFailed."""
    if not path.is_file():
        raise SourceFailed(f"{file.name} is missing")
    size_bytes = path.stat().st_size
    if file.size_bytes is not None and size_bytes != file.size_bytes:
        path.unlink()
        raise SourceFailed(f"{file.name} has {size_bytes:,} bytes instead of {file.size_bytes:,}")
    if file.sha256 is not None and file_hash(path) != file.sha256:
        path.unlink()
        raise SourceFailed(f"{file.name} has the wrong checksum")


def counted_on(progress: Progress, done_bytes: int, total_bytes: int) -> Callable[[int], None]:
    """Progress for one file of several: it counts from 0, `done_bytes` came before it."""
    return lambda file_bytes: progress(done_bytes + file_bytes, total_bytes)


def file_hash(path: Path) -> str:
    """The file's SHA-256 as 64 hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder on this machine that holds the files, plain."""

    path: Path

    @property
    def label(self) -> str:
        return f"the folder {self.path}"

    def fetch(self, files: Sequence[ModelFile], into: Path, progress: Progress) -> None:
        missing = [file.name for file in files if not (self.path / file.name).is_file()]
        if missing:
            raise SourceFailed(f"{missing[0]} is missing")
        total_bytes = sum((self.path / file.name).stat().st_size for file in files)
        done_bytes = 0
        for file in files:
            try:
                shutil.copyfile(self.path / file.name, into / file.name)
            except PermissionError as error:
                raise SourceFailed(f"{file.name} may not be read") from error
            done_bytes += (into / file.name).stat().st_size
            progress(done_bytes, total_bytes)
