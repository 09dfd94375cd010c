"""Turns the published sentence model into what CTranslate2 runs: int8 weights, no PyTorch needed."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from models.tuning import Weights, tuned

UNDERSTANDING = "understanding.bin"
"""The tuned model beside the published one's `model.bin`; all other files are the same."""


def build(source: Path, target: Path) -> None:
    """Write the CTranslate2 form of the BERT encoder in `source` to the folder `target`, and the tuned one beside it.

    source: holds model.safetensors, config.json and tokenizer.json. A second or two for all-MiniLM-L6-v2; any other
    model comes without `UNDERSTANDING`.
    """
    from safetensors.numpy import load_file

    published: Weights = load_file(source / "model.safetensors")
    understanding = tuned(published)
    if understanding is not None:
        understanding = {name: each.copy() for name, each in understanding.items()}  # saving rounds them in place
    _save(published, source, target)
    shutil.copyfile(source / "tokenizer.json", target / "tokenizer.json")
    if understanding is not None:
        with tempfile.TemporaryDirectory(dir=target.parent) as beside:
            _save(understanding, source, Path(beside))
            shutil.copyfile(Path(beside) / "model.bin", target / UNDERSTANDING)


def _save(weights: Weights, source: Path, target: Path) -> None:
    from ctranslate2.specs import TransformerEncoderModelSpec, TransformerEncoderSpec
    from ctranslate2.specs.common_spec import Activation

    config = json.loads((source / "config.json").read_text(encoding="utf-8"))
    encoder = TransformerEncoderSpec(
        config["num_hidden_layers"],
        config["num_attention_heads"],
        pre_norm=False,
        activation=Activation.GELU,
        layernorm_embedding=True,
    )
    encoder.scale_embeddings = False
    encoder.embeddings[0].weight = weights["embeddings.word_embeddings.weight"]
    # A sentence alone has token type 0 throughout, so that row goes into every position.
    encoder.position_encodings.encodings = (
        weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
    )
    _set_norm(encoder.layernorm_embedding, weights, "embeddings.LayerNorm")
    for number, layer in enumerate(encoder.layer):
        _set_layer(layer, weights, f"encoder.layer.{number}")

    model = TransformerEncoderModelSpec(encoder)
    model.config.layer_norm_epsilon = config["layer_norm_eps"]
    model.register_vocabulary(_vocabulary(source / "tokenizer.json"))
    model.validate()
    model.optimize(quantization="int8")
    model.save(str(target))


def _set_layer(layer: Any, weights: Weights, name: str) -> None:
    attention = layer.self_attention
    queries_keys_values = [f"{name}.attention.self.{part}" for part in ("query", "key", "value")]
    attention.linear[0].weight = np.concatenate([weights[f"{part}.weight"] for part in queries_keys_values])
    attention.linear[0].bias = np.concatenate([weights[f"{part}.bias"] for part in queries_keys_values])
    _set_linear(attention.linear[1], weights, f"{name}.attention.output.dense")
    _set_norm(attention.layer_norm, weights, f"{name}.attention.output.LayerNorm")
    _set_linear(layer.ffn.linear_0, weights, f"{name}.intermediate.dense")
    _set_linear(layer.ffn.linear_1, weights, f"{name}.output.dense")
    _set_norm(layer.ffn.layer_norm, weights, f"{name}.output.LayerNorm")


def _set_linear(linear: Any, weights: Weights, name: str) -> None:
    linear.weight = weights[f"{name}.weight"]
    linear.bias = weights[f"{name}.bias"]


def _set_norm(norm: Any, weights: Weights, name: str) -> None:
    norm.gamma = weights[f"{name}.weight"]
    norm.beta = weights[f"{name}.bias"]


def _vocabulary(tokenizer: Path) -> list[str]:
    """The tokens in the order of their ids."""
    ids: dict[str, int] = json.loads(tokenizer.read_text(encoding="utf-8"))["model"]["vocab"]
    return sorted(ids, key=ids.__getitem__)
