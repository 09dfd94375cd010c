"""The best model that leaves half of the machine free, measured once on this machine."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from audio.frames import Samples
from models.catalog import AUTO, model_named
from models.hearing import HeardWord
from models.speed import MOST_PASS_S, Speeds, keeps_up, share, speaks, time_pass
from models.store import ModelStore


class Slow:
    """A recogniser that takes a hundredth of a second of work for a window and none for its words."""

    def get_ready(self) -> None: ...

    def listen(self, samples: Samples, *, padding_s: float, shortest_s: float) -> Slow:
        until_s = time.process_time() + 0.01
        while time.process_time() < until_s:
            pass
        return self

    def decode(
        self, *, known: Sequence[HeardWord], names: str, beam_size: int, most_tokens: int
    ) -> tuple[HeardWord, ...]:
        return ()

    def no_speech(self) -> float:
        return 0.0

    def align(self, words: Sequence[HeardWord]) -> tuple[HeardWord, ...]:
        return tuple(words)


class Shelf(ModelStore):
    """A store in which the named models lie, without their gigabytes."""

    def __init__(self, root: Path, *names: str) -> None:
        super().__init__(root)
        self.names = set(names)

    def find(self, name: str) -> Path | None:
        return self.root / name if name in self.names else None


def remembered(store: Shelf, **pass_s: float) -> Speeds:
    """Speeds as an earlier run on this machine measured them; underscores for dots."""
    speeds = Speeds(store, lambda folder: 0.1)
    for name, seconds in pass_s.items():
        speeds._remember(name.replace("_", "."), seconds)
    return speeds


def test_the_biggest_model_that_keeps_up_is_chosen(tmp_path: Path) -> None:
    speeds = remembered(Shelf(tmp_path, "tiny.en", "base.en", "small.en"), tiny_en=0.05, base_en=0.1, small_en=2.0)
    assert speeds.best() == "base.en"


def test_of_two_as_big_the_english_one_is_chosen_for_english_alone(tmp_path: Path) -> None:
    speeds = remembered(Shelf(tmp_path, "tiny.en", "base.en", "base"), tiny_en=0.05, base_en=0.1, base=0.1)
    assert speeds.best() == "base.en"
    assert speeds.best("de") == "base"


def test_where_none_keeps_up_the_smallest_is_chosen(tmp_path: Path) -> None:
    assert remembered(Shelf(tmp_path, "tiny.en", "base.en"), tiny_en=3.0, base_en=6.0).best() == "tiny.en"


def test_a_model_that_was_not_measured_is_not_chosen_over_one_that_was(tmp_path: Path) -> None:
    assert remembered(Shelf(tmp_path, "tiny.en", "small.en"), tiny_en=0.1).best() == "tiny.en"


def test_a_language_no_model_here_knows_has_no_best(tmp_path: Path) -> None:
    assert remembered(Shelf(tmp_path, "tiny.en"), tiny_en=0.1).best("de") is None


def test_each_model_is_measured_once(tmp_path: Path) -> None:
    measured: list[str] = []

    def time_pass(folder: Path) -> float:
        measured.append(folder.name)
        return 0.1

    store = Shelf(tmp_path, "tiny.en", "sentence")
    assert set(Speeds(store, time_pass).measure()) == {"tiny.en"}
    store.names.add("base.en")
    assert set(Speeds(store, time_pass).measure()) == {"tiny.en", "base.en"}
    assert measured == ["tiny.en", "base.en"]
    if os.name == "posix":
        assert (tmp_path / "speeds.json").stat().st_mode & 0o777 == 0o600


def test_speeds_of_another_machine_do_not_count(tmp_path: Path) -> None:
    (tmp_path / "speeds.json").write_text(json.dumps({"elsewhere x86_64 64": {"tiny.en": 0.01}}))
    assert Speeds(Shelf(tmp_path, "tiny.en"), lambda folder: 0.1).known() == {}


@pytest.mark.parametrize("spoiled", ["", "[]", "{", '{"a": 1}'])
def test_a_spoiled_file_is_measured_again(tmp_path: Path, spoiled: str) -> None:
    (tmp_path / "speeds.json").write_text(spoiled)
    assert set(Speeds(Shelf(tmp_path, "tiny.en"), lambda folder: 0.1).measure()) == {"tiny.en"}


def test_a_model_that_cannot_be_loaded_is_not_chosen(tmp_path: Path) -> None:
    def time_pass(folder: Path) -> float:
        raise RuntimeError("damaged")

    assert Speeds(Shelf(tmp_path, "base.en"), time_pass).measure() == {}


def test_half_of_the_machine_stays_free(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    fits_s = MOST_PASS_S
    while share(fits_s) > 0.5:
        fits_s /= 2
    assert keeps_up(fits_s)
    assert not keeps_up(MOST_PASS_S * 1.01)
    monkeypatch.setattr(os, "cpu_count", lambda: 8)
    assert share(fits_s) < 0.07


def test_english_models_speak_english_alone() -> None:
    assert speaks(model_named("tiny.en"), "en")
    assert not speaks(model_named("tiny.en"), "fr")
    assert speaks(model_named("base"), "fr")


def test_a_pass_costs_the_cpu_time_it_takes() -> None:
    assert 0.01 <= time_pass(Slow()) < 0.1


def test_the_wanted_model_reads_if_it_is_here_and_speaks_the_language(tmp_path: Path) -> None:
    speeds = remembered(Shelf(tmp_path, "tiny.en", "base"), tiny_en=0.1, base=9.0)
    assert speeds.model_for("base") == "base"
    assert speeds.model_for("small.en") == "tiny.en"
    assert speeds.model_for(AUTO) == "tiny.en"
    assert speeds.model_for("tiny.en", "de") == "base"


def test_where_nothing_speaks_the_language_the_smallest_that_does_is_to_be_fetched(tmp_path: Path) -> None:
    speeds = Speeds(Shelf(tmp_path, "tiny.en"))
    assert speeds.model_for(AUTO, "de") == "base"
    assert Speeds(Shelf(tmp_path)).model_for(AUTO) == "tiny.en"


@pytest.mark.model
def test_a_real_model_is_measured(tmp_path: Path) -> None:
    class Real(Shelf):
        def find(self, name: str) -> Path | None:
            return ModelStore().find(name) if name == "tiny.en" else None

    assert 0.01 < Speeds(Real(tmp_path)).measure()["tiny.en"] < 20
