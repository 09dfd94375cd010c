"""The sentence encoder in PyTorch, its first layers as published, the last ones to be tuned."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

HEADS = 12
DROPOUT = 0.1
LINEAR = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)
NORMS = ("attention.output.LayerNorm", "output.LayerNorm")


class Layer(nn.Module):
    """One layer of BERT; its parts bear the published names, with dots as underscores."""

    def __init__(self, weights: dict[str, Tensor], name: str) -> None:
        super().__init__()
        self.parts = nn.ModuleDict()
        for part in LINEAR:
            height, width = weights[f"{name}.{part}.weight"].shape
            self.parts[part.replace(".", "_")] = nn.Linear(width, height)
        for part in NORMS:
            self.parts[part.replace(".", "_")] = nn.LayerNorm(len(weights[f"{name}.{part}.weight"]), eps=1e-12)
        for part in (*LINEAR, *NORMS):
            for kind in ("weight", "bias"):
                getattr(self.parts[part.replace(".", "_")], kind).data = weights[f"{name}.{part}.{kind}"].clone()

    def forward(self, hidden: Tensor, mask: Tensor) -> Tensor:
        sentences, tokens, width = hidden.shape
        query, key, value, attended, wide, narrow = (self.parts[part.replace(".", "_")] for part in LINEAR)
        first, second = (self.parts[part.replace(".", "_")] for part in NORMS)
        split = (each(hidden).view(sentences, tokens, HEADS, -1).transpose(1, 2) for each in (query, key, value))
        heads = functional.scaled_dot_product_attention(*split, attn_mask=mask)
        joined = attended(heads.transpose(1, 2).reshape(sentences, tokens, width))
        hidden = first(hidden + functional.dropout(joined, DROPOUT, self.training))
        return second(hidden + functional.dropout(narrow(functional.gelu(wide(hidden))), DROPOUT, self.training))


class Encoder(nn.Module):
    """The mean over the tokens of each sentence, shape (sentences, width). folder: holds model.safetensors."""

    def __init__(self, folder: Path, tuned_layers: int) -> None:
        super().__init__()
        weights = load_file(str(folder / "model.safetensors"))
        self.words = weights["embeddings.word_embeddings.weight"]
        self.places = (
            weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
        )
        self.width = self.words.shape[1]
        self.norm = tuple(weights[f"embeddings.LayerNorm.{kind}"] for kind in ("weight", "bias"))
        count = 1 + max(int(name.split(".")[2]) for name in weights if name.startswith("encoder.layer."))
        layers = [Layer(weights, f"encoder.layer.{number}") for number in range(count)]
        self.published = nn.ModuleList(layers[:-tuned_layers]).requires_grad_(False)
        self.tuned = nn.ModuleList(layers[-tuned_layers:])

    def forward(self, ids: Tensor) -> Tensor:
        real = ids != 0
        mask = real[:, None, None, :]
        with torch.no_grad():
            hidden = functional.embedding(ids, self.words) + self.places[: ids.shape[1]]
            hidden = functional.layer_norm(hidden, (self.width,), *self.norm, eps=1e-12)
            for layer in self.published.eval():
                hidden = layer(hidden, mask)
        for layer in self.tuned:
            hidden = layer(hidden, mask)
        counted = real[:, :, None].float()
        return (hidden * counted).sum(dim=1) / counted.sum(dim=1)


def differences(encoder: Encoder, folder: Path) -> dict[str, NDArray[np.float32]]:
    """What was tuned minus what was published, by the published names."""
    weights = load_file(str(folder / "model.safetensors"))
    found = {}
    for number, layer in enumerate(encoder.tuned, start=len(encoder.published)):
        for part in (*LINEAR, *NORMS):
            for kind in ("weight", "bias"):
                name = f"encoder.layer.{number}.{part}.{kind}"
                found[name] = (getattr(layer.parts[part.replace(".", "_")], kind).detach() - weights[name]).numpy()
    return found
