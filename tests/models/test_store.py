"""The store with sources that play a part: what the user finds on disk and reads when it goes wrong."""

from __future__ import annotations

import errno
import hashlib
import stat
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from models.catalog import CATALOG, Model, ModelKind, ModelUnavailable, Package, model_named
from models.sources import ModelFile, Progress, Source, SourceFailed, check
from models.store import ModelStore

WEIGHTS = b"weights " * 100
CONFIG = b"{}"
FILES = tuple(
    ModelFile(name, len(data), hashlib.sha256(data).hexdigest())
    for name, data in (("model.bin", WEIGHTS), ("config.json", CONFIG))
)


def deliver(into: Path, weights: bytes = WEIGHTS) -> None:
    (into / "model.bin").write_bytes(weights)
    (into / "config.json").write_bytes(CONFIG)


@dataclass
class PlayedSource:
    """Does what it is told, and counts how often it was asked."""

    act: Callable[[Path], None] = deliver
    label: str = "the played source"
    asked: int = field(default=0)

    def fetch(self, files: Sequence[ModelFile], into: Path, progress: Progress) -> None:
        self.asked += 1
        progress(1, 2)
        self.act(into)


def refuse(_: Path) -> None:
    raise SourceFailed("it is closed today")


def store_of(tmp_path: Path, *sources: Source, folder: Path | None = None) -> ModelStore:
    model = Model("small-one", ModelKind.WHISPER, "Tests.", 802, "MIT", FILES, sources)
    return ModelStore(tmp_path / "data" / "models", folder, [model])


@pytest.fixture(autouse=True)
def no_folder_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COURTSIDE_MODELS", raising=False)


def test_a_fetched_model_is_found_again_without_asking_twice(tmp_path: Path) -> None:
    source = PlayedSource()
    store = store_of(tmp_path, source)
    assert store.find("small-one") is None
    place = store.get("small-one")
    assert (place / "model.bin").read_bytes() == WEIGHTS
    assert store.get("small-one") == store.find("small-one") == place
    assert source.asked == 1
    assert [model.name for model in store.installed()] == ["small-one"]


def test_the_first_source_that_has_it_is_the_last_one_asked(tmp_path: Path) -> None:
    closed, open_, unneeded = PlayedSource(refuse), PlayedSource(), PlayedSource()
    store_of(tmp_path, closed, open_, unneeded).get("small-one")
    assert (closed.asked, open_.asked, unneeded.asked) == (1, 1, 0)


def test_when_nothing_has_it_the_message_names_all_that_was_tried_and_a_way_out(tmp_path: Path) -> None:
    hub, registry = PlayedSource(refuse, "the hub"), PlayedSource(refuse, "the registry")
    with pytest.raises(ModelUnavailable) as caught:
        store_of(tmp_path, hub, registry).get("small-one")
    message = str(caught.value)
    assert message.index("the hub: it is closed today") < message.index("the registry: it is closed today")
    assert "COURTSIDE_MODELS" in message


@pytest.mark.parametrize("wrong", [WEIGHTS[:-1], b"Weights " * 100], ids=["cut short", "other bytes"])
def test_a_damaged_delivery_is_not_installed_and_the_next_source_is_asked(tmp_path: Path, wrong: bytes) -> None:
    damaged, sound = PlayedSource(lambda into: deliver(into, wrong)), PlayedSource()
    with pytest.raises(ModelUnavailable, match=r"model\.bin has"):
        store_of(tmp_path, damaged).get("small-one")
    store = store_of(tmp_path, damaged, sound)
    assert store.find("small-one") is None
    assert (store.get("small-one") / "model.bin").read_bytes() == WEIGHTS


def test_an_interrupted_fetch_shows_nothing_and_leaves_its_bytes_for_the_next_try(tmp_path: Path) -> None:
    found: list[bytes] = []

    def break_off(into: Path) -> None:
        (into / "hub").mkdir()
        (into / "hub" / "half").write_bytes(b"half")
        raise KeyboardInterrupt

    def go_on(into: Path) -> None:
        found.append((into / "hub" / "half").read_bytes())
        deliver(into)

    with pytest.raises(KeyboardInterrupt):
        store_of(tmp_path, PlayedSource(break_off)).get("small-one")
    store = store_of(tmp_path, PlayedSource(go_on))
    assert store.find("small-one") is None
    place = store.get("small-one")
    assert found == [b"half"]
    assert sorted(path.name for path in place.iterdir()) == ["config.json", "model.bin"]
    assert [path.name for path in store.root.iterdir() if path.is_dir()] == ["small-one"]


def test_the_model_appears_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = store_of(tmp_path, PlayedSource())

    def lights_out(self: Path, target: Path) -> Path:
        raise KeyboardInterrupt

    with monkeypatch.context() as dark:
        dark.setattr(Path, "replace", lights_out)
        with pytest.raises(KeyboardInterrupt):
            store.get("small-one")
    assert store.find("small-one") is None
    assert store.get("small-one") == store.find("small-one")


def test_a_model_that_lost_a_file_is_fetched_anew(tmp_path: Path) -> None:
    store = store_of(tmp_path, PlayedSource())
    (store.get("small-one") / "config.json").unlink()
    assert store.find("small-one") is None
    assert (store.get("small-one") / "config.json").read_bytes() == CONFIG


def test_too_little_room_is_said_before_anything_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = PlayedSource()
    store = store_of(tmp_path, source)
    monkeypatch.setattr("shutil.disk_usage", lambda path: _Usage(free=801))
    with pytest.raises(ModelUnavailable, match="Make room"):
        store.get("small-one")
    assert source.asked == 0


@dataclass
class _Usage:
    free: int


def test_a_disk_that_fills_up_on_the_way_ends_the_try_and_names_the_folder(tmp_path: Path) -> None:
    def fill_up(into: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    unneeded = PlayedSource()
    store = store_of(tmp_path, PlayedSource(fill_up), unneeded)
    with pytest.raises(ModelUnavailable, match="No space left on device") as caught:
        store.get("small-one")
    assert str(store.root) in str(caught.value)
    assert unneeded.asked == 0
    assert store.find("small-one") is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a user's data folder private by itself")
def test_nobody_else_on_the_machine_can_read_the_store(tmp_path: Path) -> None:
    store = store_of(tmp_path, PlayedSource())
    place = store.get("small-one")
    made = [store.root.parent, store.root, *store.root.rglob("*")]
    assert place in made
    for path in made:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_progress_reaches_whoever_asked(tmp_path: Path) -> None:
    seen: list[tuple[int, int | None]] = []
    store_of(tmp_path, PlayedSource()).get("small-one", lambda done, total: seen.append((done, total)))
    assert seen == [(1, 2)]


def test_a_model_in_the_users_folder_is_used_where_it_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    laid = tmp_path / "laid" / "small-one"
    laid.mkdir(parents=True)
    deliver(laid)
    source = PlayedSource()
    assert store_of(tmp_path, source, folder=laid.parent).get("small-one") == laid
    monkeypatch.setenv("COURTSIDE_MODELS", str(laid.parent))
    store = store_of(tmp_path, source)
    assert store.get("small-one") == laid
    assert source.asked == 0
    assert not store.remove("small-one")
    assert laid.is_dir()


def test_a_damaged_model_in_the_users_folder_is_not_used_and_the_message_says_so(tmp_path: Path) -> None:
    laid = tmp_path / "laid" / "small-one"
    laid.mkdir(parents=True)
    deliver(laid, b"Weights " * 100)
    store = store_of(tmp_path, PlayedSource(refuse), folder=laid.parent)
    assert store.find("small-one") is None
    with pytest.raises(ModelUnavailable) as caught:
        store.get("small-one")
    assert f"the folder {laid}: model.bin has the wrong checksum" in str(caught.value)
    assert (laid / "model.bin").read_bytes() == b"Weights " * 100
    store = store_of(tmp_path, PlayedSource(), folder=laid.parent)
    assert store.get("small-one") == store.root / "small-one"


def test_a_removed_model_is_gone_half_fetched_files_too(tmp_path: Path) -> None:
    store = store_of(tmp_path, PlayedSource())
    store.get("small-one")
    assert store.remove("small-one")
    assert store.find("small-one") is None
    assert not store.remove("small-one")
    with pytest.raises(ModelUnavailable):
        store_of(tmp_path, PlayedSource(refuse)).get("small-one")
    assert store.remove("small-one")
    assert not [path for path in store.root.iterdir() if path.is_dir()]


def test_two_who_want_the_same_model_at_once_fetch_it_once(tmp_path: Path) -> None:
    fetching, go_on = threading.Event(), threading.Event()

    def take_time(into: Path) -> None:
        fetching.set()
        assert go_on.wait(10)
        deliver(into)

    source = PlayedSource(take_time)
    places: list[Path] = []
    wanting = [
        threading.Thread(target=lambda: places.append(store_of(tmp_path, source).get("small-one"))) for _ in range(2)
    ]
    wanting[0].start()
    assert fetching.wait(10)
    wanting[1].start()
    go_on.set()
    for thread in wanting:
        thread.join(10)
    assert places == [tmp_path / "data" / "models" / "small-one"] * 2
    assert source.asked == 1


def test_a_misspelt_name_gets_a_suggestion(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"'tiny-en'.*'tiny\.en'"):
        ModelStore(tmp_path).find("tiny-en")
    with pytest.raises(ModelUnavailable, match="sentence"):
        ModelStore(tmp_path).get("elephant")


def test_the_first_call_needs_no_download(tmp_path: Path) -> None:
    store = ModelStore(tmp_path)
    place = store.get("tiny.en")
    for file in model_named("tiny.en").files:
        check(file, place / file.name)
    assert not store.remove("tiny.en")
    assert not list(tmp_path.iterdir())


def test_a_package_that_is_not_installed_is_no_error(tmp_path: Path) -> None:
    package = Package("no_such_package_of_models", "model")
    model = Model("small-one", ModelKind.WHISPER, "Tests.", 802, "MIT", FILES, (), package)
    assert ModelStore(tmp_path, catalog=[model]).find("small-one") is None


@pytest.mark.parametrize("model", CATALOG, ids=lambda model: model.name)
def test_what_the_catalog_says_of_a_model_hangs_together(model: Model) -> None:
    assert model.purpose.endswith(".")
    assert model.licence in ("MIT", "Apache-2.0")
    assert model.sources
    sizes = [file.size_bytes for file in model.files if file.size_bytes is not None]
    assert not sizes or sum(sizes) == model.size_bytes
    assert all(file.sha256 is None or len(bytes.fromhex(file.sha256)) == 32 for file in model.files)
    if any(file.sha256 is None for file in model.files):
        assert len(model.sources) == 1, "only the hub vouches for files that were not measured"
