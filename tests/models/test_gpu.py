"""A CUDA GPU reads where there is one that works; the processor does where there is none, or one that fails."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import ctranslate2
import pytest

from models.recogniser import load_model


@dataclass
class FakeWhisper:
    """n_mels as Whisper has it. On a GPU without its libraries the first encoding fails, as CTranslate2's does."""

    folder: str
    device: str
    compute_type: str
    inter_threads: int = 1
    intra_threads: int = 0
    n_mels: int = 80
    broken = False

    def encode(self, features: object) -> object:
        if self.broken:
            raise RuntimeError("Library libcublas.so.12 is not found or cannot be loaded")
        return features


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setattr(ctranslate2.models, "Whisper", FakeWhisper)
    monkeypatch.setattr(ctranslate2, "get_cuda_device_count", lambda: 1)
    monkeypatch.setattr(ctranslate2, "get_supported_compute_types", lambda device: {"float16", "int8"})
    return monkeypatch


def loaded() -> tuple[str, str, int]:
    model = load_model(Path("somewhere"), 1)
    return model.device, model.compute_type, model.intra_threads


def test_a_gpu_reads_in_half_precision(machine: pytest.MonkeyPatch) -> None:
    assert loaded()[:2] == ("cuda", "float16")


def test_without_a_gpu_the_processor_reads_on_one_core(machine: pytest.MonkeyPatch) -> None:
    machine.setattr(ctranslate2, "get_cuda_device_count", lambda: 0)
    assert loaded() == ("cpu", "int8", 1)


def test_a_gpu_too_old_for_half_precision_is_left_alone(machine: pytest.MonkeyPatch) -> None:
    machine.setattr(ctranslate2, "get_supported_compute_types", lambda device: {"float32"})
    assert loaded() == ("cpu", "int8", 1)


def test_a_gpu_that_fails_at_the_first_sound_gives_way_to_the_processor(machine: pytest.MonkeyPatch) -> None:
    machine.setattr(FakeWhisper, "broken", True)
    assert loaded() == ("cpu", "int8", 1)
