"""What a sentence means, as a direction: sentences that say the same in other words point the same way."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.catalog import ModelUnavailable
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

        try:
            self._encoder = ctranslate2.Encoder(str(model_dir), compute_type="int8", intra_threads=1)
            self._tokenizer = Tokenizer.from_file(str(model_dir / "tokenizer.json"))
        except Exception as error:  # tokenizers raises nothing narrower
            raise ModelUnavailable(
                f"The sentence model in {model_dir} cannot be read. Remove it and install it again."
            ) from error
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._remembered: dict[str, Embedding] = {}  # the one used longest ago comes first
        self._lock = threading.Lock()

    def embed(self, sentences: Sequence[str]) -> Embedding:
        """Unit vectors, float32 of shape (n, 384): their dot product is the similarity, -1 to 1.

        About 4 ms for one new sentence, half of that each for many at once, nothing for one met lately.
        """
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
        embeddings: dict[str, Embedding] = {}
        for same_length in by_length.values():
            for start in range(0, len(same_length), BATCH_SENTENCES):
                batch = same_length[start : start + BATCH_SENTENCES]
                output = self._encoder.forward_batch([token_ids for _, token_ids in batch])
                hidden = np.array(output.last_hidden_state)  # (sentences, tokens, 384)
                embeddings |= {text: _pooled(tokens) for (text, _), tokens in zip(batch, hidden, strict=True)}
        return embeddings


def _pooled(tokens: Embedding) -> Embedding:
    """The mean over the tokens at unit length, as the model was trained."""
    mean: Embedding = tokens.mean(axis=0)
    return mean / np.float32(np.linalg.norm(mean))


def load_meaning(store: ModelStore) -> SentenceMeaning | None:
    """The installed sentence model, or None without one. Raises ModelUnavailable if it is damaged."""
    model_dir = store.find("sentence")
    return SentenceMeaning(model_dir) if model_dir else None
