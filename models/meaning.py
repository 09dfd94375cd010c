"""What a sentence means, as a direction: sentences that say the same in other words point the same way.

Two encoders do it. The published one tells how near two sentences are; the tuned one, the same but for its last
layers, tells what a sentence does in a sales call (`tuning.py`).
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.catalog import ModelUnavailable
from models.meaning_build import UNDERSTANDING
from models.store import ModelStore

DIMENSIONS = 384
MAX_TOKENS = 256
"""Longer sentences are cut: the length all-MiniLM-L6-v2 was published for."""
BATCH_SENTENCES = 16
REMEMBERED_SENTENCES = 2_048
"""Embeddings kept, 1.5 kB each: a call's sentences and the examples they are compared with."""

Embedding = NDArray[np.float32]


class SentenceMeaning:
    """all-MiniLM-L6-v2 on one thread. A sentence gives the same figures whatever is embedded beside it.

    model_dir: the installed model "sentence". Raises ModelUnavailable when it cannot be read.
    Safe to use from several threads.
    """

    def __init__(self, model_dir: Path) -> None:
        import ctranslate2
        from tokenizers import Tokenizer

        def loaded(**more: object) -> Any:
            return ctranslate2.Encoder(str(model_dir), compute_type="int8", intra_threads=1, **more)

        try:
            tokenizer = Tokenizer.from_file(str(model_dir / "tokenizer.json"))
            tokenizer.no_padding()
            tokenizer.enable_truncation(MAX_TOKENS)
            self._published = _Encoder(loaded(), tokenizer)
            self._tuned: _Encoder | None = None
            if (model_dir / UNDERSTANDING).is_file():
                files = {name: (model_dir / name).read_bytes() for name in ("config.json", "vocabulary.json")}
                files["model.bin"] = (model_dir / UNDERSTANDING).read_bytes()
                self._tuned = _Encoder(loaded(files=files), tokenizer)
        except Exception as error:  # tokenizers raises nothing narrower
            raise ModelUnavailable(
                f"The sentence model in {model_dir} cannot be read. Remove it and install it again."
            ) from error

    def embed(self, sentences: Sequence[str]) -> Embedding:
        """Unit vectors, float32 of shape (n, 384): their dot product is the similarity, -1 to 1.

        About 4 ms for one new sentence, half of that each for many at once, nothing for one met lately.
        """
        means = self._published.means(sentences)
        unit: Embedding = means / np.linalg.norm(means, axis=1, keepdims=True).astype(np.float32)
        return unit

    def understand(self, sentences: Sequence[str]) -> Embedding | None:
        """What the classifiers for sales talk were tuned on, float32 of shape (n, 384), of any length. As quick.

        None from a model that was installed before there was any such thing.
        """
        return None if self._tuned is None else self._tuned.means(sentences)


class _Encoder:
    """One encoder, and what it gave for the sentences met lately."""

    def __init__(self, encoder: Any, tokenizer: Any) -> None:
        self._encoder = encoder
        self._tokenizer = tokenizer
        self._remembered: dict[str, Embedding] = {}  # the one used longest ago comes first
        self._lock = threading.Lock()

    def means(self, sentences: Sequence[str]) -> Embedding:
        """The mean over each sentence's tokens, as the model was trained."""
        if not sentences:
            return np.empty((0, DIMENSIONS), np.float32)
        wanted = list(dict.fromkeys(sentences))
        with self._lock:
            known = {text: self._remembered.pop(text) for text in wanted if text in self._remembered}
            known |= self._encode([text for text in wanted if text not in known])
            self._remembered |= known
            while len(self._remembered) > REMEMBERED_SENTENCES:
                del self._remembered[next(iter(self._remembered))]
        return np.stack([known[text] for text in sentences])

    def _encode(self, texts: list[str]) -> dict[str, Embedding]:
        """Only sentences of the same length go in together: padding would move the last digits."""
        by_length: dict[int, list[tuple[str, list[int]]]] = defaultdict(list)
        for text in texts:
            token_ids = self._tokenizer.encode(text).ids
            by_length[len(token_ids)].append((text, token_ids))
        means: dict[str, Embedding] = {}
        for same_length in by_length.values():
            for start in range(0, len(same_length), BATCH_SENTENCES):
                batch = same_length[start : start + BATCH_SENTENCES]
                output = self._encoder.forward_batch([token_ids for _, token_ids in batch])
                hidden = np.array(output.last_hidden_state)  # (sentences, tokens, 384)
                means |= {text: tokens.mean(axis=0) for (text, _), tokens in zip(batch, hidden, strict=True)}
        return means


def load_meaning(store: ModelStore) -> SentenceMeaning | None:
    """The installed sentence model, or None without one. Raises ModelUnavailable if it is damaged."""
    model_dir = store.find("sentence")
    return SentenceMeaning(model_dir) if model_dir else None
