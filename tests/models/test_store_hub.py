"""The hub source against a small hub of our own on this machine: no byte twice, none that is wrong, no long wait."""

from __future__ import annotations

import errno
import hashlib
import io
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from models import sources_hub
from models.sources import ModelFile, SourceFailed
from models.sources_hub import Hub

WEIGHTS = bytes(range(256)) * 40
CONFIG = b'{"layers": 1}'
COMMIT = "c0ffee00" * 5
FILES = (ModelFile("model.bin"), ModelFile("config.json"))


@dataclass
class SmallHub:
    """What the hub holds and what it was asked for. `listed` is what it claims to hold."""

    contents: dict[str, bytes]
    listed: dict[str, bytes]
    ranges: list[tuple[str, str | None]] = field(default_factory=list)

    def listing(self) -> bytes:
        siblings = []
        for name, data in self.listed.items():
            blob = hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()
            entry: dict[str, object] = {"rfilename": name, "size": len(data), "blobId": blob}
            if name == "model.bin":
                digest = hashlib.sha256(data).hexdigest()
                entry["lfs"] = {"sha256": digest, "size": len(data), "pointerSize": 130}
            siblings.append(entry)
        return json.dumps({"id": "them/model", "sha": COMMIT, "siblings": siblings}).encode()


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[SmallHub]:
    contents = {"model.bin": WEIGHTS, "config.json": CONFIG, "vocabulary.json": b"[]", "README.md": b"read"}
    small = SmallHub(contents, dict(contents))

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            name = path.rpartition("/")[2]
            if path == "/api/models/them/model":
                self._send(200, small.listing())
            elif path.startswith(f"/them/model/resolve/{COMMIT}/") and name in small.contents:
                wanted = self.headers.get("Range")
                small.ranges.append((name, wanted))
                start = int(wanted.removeprefix("bytes=").partition("-")[0]) if wanted else 0
                self._send(206 if wanted else 200, small.contents[name][start:], start)
            else:
                self._send(404, b"")

        def _send(self, status: int, body: bytes, start: int = 0) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            if status == 206:
                whole = start + len(body)
                self.send_header("Content-Range", f"bytes {start}-{whole - 1}/{whole}")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    serving.start()
    point_at(monkeypatch, f"http://127.0.0.1:{server.server_port}")
    yield small
    server.shutdown()
    serving.join(10)
    server.server_close()


def point_at(monkeypatch: pytest.MonkeyPatch, endpoint: str) -> None:
    """Make huggingface_hub, which reads its settings when it is imported, ask this host."""
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "ENDPOINT", endpoint)
    template = endpoint + "/{repo_id}/resolve/{revision}/{filename}"
    monkeypatch.setattr(constants, "HUGGINGFACE_CO_URL_TEMPLATE", template)
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
    for variable in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(variable, raising=False)


def silent(done_bytes: int, total_bytes: int | None) -> None:
    pass


def half_fetched(into: Path, data: bytes) -> None:
    (into / "hub").mkdir()
    (into / "hub" / hashlib.sha256(WEIGHTS).hexdigest()).write_bytes(data)


def test_the_wanted_files_arrive_with_the_extras_that_are_there_and_nothing_else(hub: SmallHub, tmp_path: Path) -> None:
    seen: list[tuple[int, int | None]] = []
    source = Hub("them/model", ("preprocessor_config.json", "vocabulary.*"))
    source.fetch(FILES, tmp_path, lambda done, total: seen.append((done, total)))
    arrived = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    assert arrived == {"model.bin": WEIGHTS, "config.json": CONFIG, "vocabulary.json": b"[]"}
    total = sum(len(data) for data in arrived.values())
    assert seen[-1] == (total, total)
    assert seen == sorted(seen)


def test_a_half_fetched_file_is_gone_on_with(hub: SmallHub, tmp_path: Path) -> None:
    half_fetched(tmp_path, WEIGHTS[:3000])
    Hub("them/model").fetch(FILES, tmp_path, silent)
    assert (tmp_path / "model.bin").read_bytes() == WEIGHTS
    assert hub.ranges == [("model.bin", "bytes=3000-"), ("config.json", None)]


def test_a_fetch_that_failed_keeps_what_it_had(hub: SmallHub, tmp_path: Path) -> None:
    del hub.contents["config.json"]
    with pytest.raises(SourceFailed):
        Hub("them/model").fetch(FILES, tmp_path, silent)
    hub.contents["config.json"] = CONFIG
    hub.ranges.clear()
    Hub("them/model").fetch(FILES, tmp_path, silent)
    assert hub.ranges == [("config.json", None)]


@pytest.mark.parametrize("name", ["model.bin", "config.json"])
def test_bytes_that_do_not_fit_the_hubs_checksum_are_thrown_away(hub: SmallHub, tmp_path: Path, name: str) -> None:
    hub.contents[name] = b"X" + hub.contents[name][1:]
    with pytest.raises(SourceFailed, match=rf"{name} arrived damaged"):
        Hub("them/model").fetch(FILES, tmp_path, silent)
    assert not (tmp_path / name).exists()
    assert not any((tmp_path / "hub").iterdir())


def test_a_damaged_half_is_noticed_and_the_next_try_succeeds(hub: SmallHub, tmp_path: Path) -> None:
    half_fetched(tmp_path, b"X" * 3000)
    with pytest.raises(SourceFailed, match="arrived damaged"):
        Hub("them/model").fetch(FILES, tmp_path, silent)
    Hub("them/model").fetch(FILES, tmp_path, silent)
    assert (tmp_path / "model.bin").read_bytes() == WEIGHTS


def test_another_version_is_refused_before_it_is_fetched(hub: SmallHub, tmp_path: Path) -> None:
    measured = (ModelFile("model.bin", len(WEIGHTS) + 1),)
    with pytest.raises(SourceFailed, match="another version"):
        Hub("them/model").fetch(measured, tmp_path, silent)
    assert hub.ranges == []


def test_a_repository_that_lacks_a_file_or_is_not_there_says_so(hub: SmallHub, tmp_path: Path) -> None:
    with pytest.raises(SourceFailed, match=r"tokenizer\.json is missing"):
        Hub("them/model").fetch((ModelFile("tokenizer.json"),), tmp_path, silent)
    with pytest.raises(SourceFailed, match="404"):
        Hub("them/gone").fetch(FILES, tmp_path, silent)


def test_a_full_disk_is_the_disks_fault_not_the_hubs(
    hub: SmallHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: io.FileIO, data: bytes) -> int:
        self.trouble = OSError(errno.ENOSPC, "No space left on device")
        raise self.trouble

    monkeypatch.setattr(sources_hub._Counted, "write", full)
    with pytest.raises(OSError, match="No space left") as caught:
        Hub("them/model").fetch(FILES, tmp_path, silent)
    assert caught.value.errno == errno.ENOSPC


def test_a_hub_that_refuses_is_given_up_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as once:
        port = once.server_port  # free again when closed
    point_at(monkeypatch, f"http://127.0.0.1:{port}")
    with pytest.raises(SourceFailed, match=r"(?i)refused"):
        Hub("them/model").fetch(FILES, tmp_path, silent)


def test_a_hub_that_never_answers_is_given_up_in_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    swallowed = threading.Event()
    monkeypatch.setattr(sources_hub, "ANSWER_WITHIN_S", 0.05)
    monkeypatch.setattr(sources_hub, "_listing", lambda repo: swallowed.wait(10))
    with pytest.raises(SourceFailed, match="no answer"):
        Hub("them/model").fetch(FILES, tmp_path, silent)
    swallowed.set()
