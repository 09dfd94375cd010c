"""A model that arrives, or is exchanged, in the middle of a call."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from app.desktop.speed import BETTER, COST_OF_BETTER, recommended
from app.desktop.words import LateModel, NoWords, smaller
from models.catalog import BUILT_IN, CATALOG, ModelKind
from models.hearing import HeardWord
from models.speed import MOST_PASS_S

SOUND = np.zeros(16_000, np.float32)


class Scripted:
    """A recogniser that says the name of its model."""

    def __init__(self, folder: Path) -> None:
        self._word = HeardWord(folder.name, (1,))

    def listen(self, samples: object, *, padding_s: float, shortest_s: float) -> Scripted:
        return self

    def decode(self, **_: object) -> tuple[HeardWord, ...]:
        return (self._word,)

    def no_speech(self) -> float:
        return 0.0

    def align(self, words: object) -> tuple[HeardWord, ...]:
        return (self._word,)


class Machine:
    """The models that are on it."""

    def __init__(self, *names: str) -> None:
        self.names = set(names)

    def find(self, name: str) -> Path | None:
        return Path(name) if name in self.names else None


def heard(model: LateModel) -> list[str]:
    window = model.listen(SOUND, padding_s=2.0, shortest_s=10.0)
    return [word.text for word in window.decode(known=(), names="", beam_size=1, most_tokens=10)]


def test_until_the_model_is_here_there_are_no_words_and_then_there_are() -> None:
    machine = Machine()
    model = LateModel("tiny.en", machine.find, Scripted)  # type: ignore[arg-type]
    assert model.missing
    assert heard(model) == []
    assert isinstance(model.listen(SOUND, padding_s=2.0, shortest_s=10.0), NoWords)

    machine.names.add("tiny.en")

    assert heard(model) == ["tiny.en"]
    assert not model.missing


def test_the_smaller_model_takes_over_at_once() -> None:
    model = LateModel("small.en", Machine("small.en", "base.en").find, Scripted)  # type: ignore[arg-type]
    assert heard(model) == ["small.en"]
    model.use("base.en")
    assert heard(model) == ["base.en"]


def test_a_model_that_is_not_here_leaves_the_one_that_writes() -> None:
    model = LateModel("base.en", Machine("base.en").find, Scripted)  # type: ignore[arg-type]
    assert heard(model) == ["base.en"]
    model.use("tiny.en")
    assert heard(model) == ["base.en"]


@pytest.mark.parametrize("model", [one for one in CATALOG if one.kind is ModelKind.WHISPER], ids=lambda one: one.name)
def test_smaller_keeps_the_vocabulary_and_is_smaller(model: object) -> None:
    name: str = model.name  # type: ignore[attr-defined]
    below = smaller(name)
    if below is not None:
        size = {one.name: one.size_bytes for one in CATALOG}
        assert size[below] < size[name]
        assert below.endswith(".en") == name.endswith(".en")


def test_below_the_smallest_there_is_none() -> None:
    assert smaller("tiny.en") is None
    assert smaller("base") is None


@pytest.mark.parametrize(
    ("pass_s", "name"),
    [
        (None, BUILT_IN),
        (0.05, BETTER),
        (MOST_PASS_S / COST_OF_BETTER - 0.01, BETTER),
        (MOST_PASS_S / COST_OF_BETTER + 0.01, BUILT_IN),
    ],
)
def test_the_model_offered_is_one_the_machine_keeps_up_with(pass_s: float | None, name: str) -> None:
    assert recommended(pass_s) == name
