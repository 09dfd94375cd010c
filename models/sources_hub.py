"""The model hub, through huggingface_hub: resumable, held to the hub's own checksums, quick to give up."""

from __future__ import annotations

import hashlib
import io
import os
import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from models.sources import CHUNK_BYTES, ModelFile, Progress, SourceFailed, counted_on, file_hash

ANSWER_WITHIN_S = 4.0
"""How long the hub has to answer at all. A firewall that swallows packets would hold a plain connection
timeout once per address of the host, which adds up to a minute."""


@dataclass(frozen=True, slots=True)
class HubFile:
    """One file as the hub lists it. checksum: a large file's SHA-256 (64 digits), else git's hash (40)."""

    name: str
    size_bytes: int
    checksum: str


@dataclass(frozen=True, slots=True)
class Hub:
    """A repository on the hub, at the revision that `main` has when it is fetched.

    extras: patterns of further files to take where the repository has them.
    """

    repo: str
    extras: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return f"the model hub ({self.repo})"

    def fetch(self, files: Sequence[ModelFile], into: Path, progress: Progress) -> None:
        # Read by huggingface_hub when it is first imported: nothing about this machine is sent along.
        os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
        revision, listed = self._listing()
        there = {file.name: file for file in listed}
        for file in files:
            if file.name not in there:
                raise SourceFailed(f"{file.name} is missing")
            if file.size_bytes not in (None, there[file.name].size_bytes):
                raise SourceFailed(f"{file.name} is another version there")
        extras = [f for f in listed if any(fnmatch(f.name, pattern) for pattern in self.extras)]
        wanted = {f.name: f for f in (*(there[file.name] for file in files), *extras)}.values()
        total_bytes = sum(item.size_bytes for item in wanted)
        done_bytes = 0
        for item in wanted:
            self._download(item, revision, into, counted_on(progress, done_bytes, total_bytes))
            done_bytes += item.size_bytes

    def _listing(self) -> tuple[str, list[HubFile]]:
        """The commit that `main` stands for, and its files. Raises SourceFailed within ANSWER_WITHIN_S."""
        answer: list[tuple[str, list[HubFile]]] = []
        trouble: list[Exception] = []

        def ask() -> None:
            try:
                answer.append(_listing(self.repo))
            except Exception as error:
                trouble.append(error)

        # A name lookup cannot be given a timeout, so the question is left behind when it hangs; a daemon
        # thread does not keep the program from ending.
        asking = threading.Thread(target=ask, name="model-hub-question", daemon=True)
        asking.start()
        asking.join(ANSWER_WITHIN_S)
        if answer:
            return answer[0]
        if trouble:
            raise SourceFailed(_reason(trouble[0])) from trouble[0]
        raise SourceFailed(f"no answer within {ANSWER_WITHIN_S:.0f} seconds")

    def _download(self, file: HubFile, revision: str, into: Path, report: Callable[[int], None]) -> None:
        from huggingface_hub import hf_hub_url
        from huggingface_hub.file_download import http_get
        from huggingface_hub.utils.tqdm import disable_progress_bars

        target = into / file.name
        if target.is_file() and _matches(target, file):
            return
        # Named by content, so that a file which has changed on the hub since starts afresh.
        partial = into / "hub" / file.checksum
        partial.parent.mkdir(mode=0o700, exist_ok=True)
        disable_progress_bars()
        # huggingface_hub's own hf_hub_download throws a half-fetched file away when it is interrupted.
        with _Counted(partial, report) as stream:
            resume_bytes = stream.tell()
            try:
                http_get(
                    hf_hub_url(self.repo, file.name, revision=revision),
                    stream,
                    resume_size=resume_bytes,
                    headers={"Accept-Encoding": "identity"},  # packed, it could not be gone on with
                    expected_size=file.size_bytes,
                )
            except Exception as error:
                if error is stream.trouble:
                    raise
                raise SourceFailed(_reason(error)) from error
        if not _matches(partial, file):
            partial.unlink()
            raise SourceFailed(f"{file.name} arrived damaged")
        partial.replace(target)


class _Counted(io.FileIO):
    """A file that is added to, reports how long it is, and remembers a disk that would not take more."""

    def __init__(self, path: Path, report: Callable[[int], None]) -> None:
        super().__init__(path, "ab")
        self._report = report
        self.trouble: OSError | None = None

    def write(self, data: Any) -> int:
        try:
            written = super().write(data)
        except OSError as error:
            self.trouble = error
            raise
        self._report(self.tell())
        return written


def _listing(repo: str) -> tuple[str, list[HubFile]]:
    from huggingface_hub import HfApi

    info = HfApi(token=False).model_info(repo, files_metadata=True, timeout=ANSWER_WITHIN_S)
    files = [
        HubFile(item.rfilename, item.size, item.lfs.sha256 if item.lfs else item.blob_id)
        for item in info.siblings or []
        if item.size is not None and item.blob_id is not None
    ]
    return info.sha or "main", files


def _matches(path: Path, file: HubFile) -> bool:
    if path.stat().st_size != file.size_bytes:
        return False
    return file.checksum == (file_hash(path) if len(file.checksum) == 64 else _git_blob_hash(path))


def _git_blob_hash(path: Path) -> str:
    """What git calls the file's content: SHA-1 over a short header and the bytes."""
    digest = hashlib.sha1(b"blob %d\0" % path.stat().st_size, usedforsecurity=False)
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()


def _reason(error: Exception) -> str:
    """The error's first line, short enough for a message."""
    lines = str(error).strip().splitlines()
    line = lines[0] if lines else type(error).__name__
    return re.sub(r"^\[Errno -?\d+\] ", "", line).rstrip(".")[:160]
