"""Sentence meaning: a small model made up on the spot against plain numpy, and the real one where installed."""

from __future__ import annotations

import json
import math
from itertools import pairwise
from pathlib import Path

import ctranslate2
import numpy as np
import pytest
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.pre_tokenizers import BertPreTokenizer
from tokenizers.processors import TemplateProcessing

from models import meaning, meaning_build
from models.catalog import ModelUnavailable
from models.meaning import SentenceMeaning, load_meaning
from models.meaning_build import build
from models.store import ModelStore

WORDS = ["the", "books", "close", "late", "every", "month", "team", "tired", "we", "need", "more", "time"]
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
WIDTH, HEADS, LAYERS, POSITIONS = 64, 4, 2, 32

Weights = dict[str, NDArray[np.float32]]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A BERT encoder of two layers with random weights, in the form that models are published in."""
    folder = tmp_path_factory.mktemp("published")
    random = np.random.default_rng(7)

    def drawn(*shape: int, spread: float = 0.2) -> NDArray[np.float32]:
        return random.normal(0, spread, shape).astype(np.float32)

    weights: Weights = {
        "embeddings.word_embeddings.weight": drawn(len(SPECIAL) + len(WORDS), WIDTH, spread=1),
        "embeddings.position_embeddings.weight": drawn(POSITIONS, WIDTH),
        "embeddings.token_type_embeddings.weight": drawn(2, WIDTH),
    }
    norms, linears = ["embeddings.LayerNorm"], {}
    for layer in (f"encoder.layer.{number}" for number in range(LAYERS)):
        norms += [f"{layer}.attention.output.LayerNorm", f"{layer}.output.LayerNorm"]
        linears |= {f"{layer}.attention.self.{part}": (WIDTH, WIDTH) for part in ("query", "key", "value")}
        linears |= {
            f"{layer}.attention.output.dense": (WIDTH, WIDTH),
            f"{layer}.intermediate.dense": (4 * WIDTH, WIDTH),
            f"{layer}.output.dense": (WIDTH, 4 * WIDTH),
        }
    for name in norms:
        weights |= {f"{name}.weight": 1 + drawn(WIDTH), f"{name}.bias": drawn(WIDTH, spread=0.05)}
    for name, shape in linears.items():
        weights |= {f"{name}.weight": drawn(*shape), f"{name}.bias": drawn(shape[0], spread=0.05)}
    save_file(weights, folder / "model.safetensors")
    config = {"num_hidden_layers": LAYERS, "num_attention_heads": HEADS, "layer_norm_eps": 1e-12}
    (folder / "config.json").write_text(json.dumps(config))
    tokenizer = Tokenizer(WordPiece({token: n for n, token in enumerate(SPECIAL + WORDS)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = BertPreTokenizer()
    ends = [("[CLS]", 2), ("[SEP]", 3)]
    tokenizer.post_processor = TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=ends)
    tokenizer.enable_padding(length=24)  # as the published tokenizer does; padding must not count
    tokenizer.save(str(folder / "tokenizer.json"))
    return folder


@pytest.fixture(scope="module")
def model_dir(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    build(published, folder)
    return folder


SENTENCES = ["we close the books late", "every month", "the team need more time we close the books late", "time"]


def reference(published: Path, sentence: str) -> NDArray[np.float64]:
    """The published recipe in float64, written out: embeddings, layers, mean over tokens, unit length."""
    from safetensors.numpy import load_file

    loaded = load_file(published / "model.safetensors")
    w = {name: values.astype(np.float64) for name, values in loaded.items()}
    ids = [2, *(len(SPECIAL) + WORDS.index(word) for word in sentence.split()), 3]

    def norm(x: NDArray[np.float64], name: str) -> NDArray[np.float64]:
        spread = np.sqrt(x.var(axis=-1, keepdims=True) + 1e-12)
        return (x - x.mean(axis=-1, keepdims=True)) / spread * w[f"{name}.weight"] + w[f"{name}.bias"]

    def linear(x: NDArray[np.float64], name: str) -> NDArray[np.float64]:
        return x @ w[f"{name}.weight"].T + w[f"{name}.bias"]

    x = w["embeddings.word_embeddings.weight"][ids] + w["embeddings.position_embeddings.weight"][: len(ids)]
    x = norm(x + w["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
    for layer in (f"encoder.layer.{number}" for number in range(LAYERS)):
        q, k, v = (
            linear(x, f"{layer}.attention.self.{part}").reshape(len(ids), HEADS, -1).swapaxes(0, 1)
            for part in ("query", "key", "value")
        )
        weighed = np.exp(q @ k.swapaxes(1, 2) / math.sqrt(WIDTH / HEADS))
        heard = (weighed / weighed.sum(axis=-1, keepdims=True)) @ v
        mixed = linear(heard.swapaxes(0, 1).reshape(len(ids), WIDTH), f"{layer}.attention.output.dense")
        x = norm(x + mixed, f"{layer}.attention.output.LayerNorm")
        y = linear(x, f"{layer}.intermediate.dense")
        y *= 0.5 * (1 + np.vectorize(math.erf)(y / math.sqrt(2)))
        x = norm(x + linear(y, f"{layer}.output.dense"), f"{layer}.output.LayerNorm")
    mean = x.mean(axis=0)
    return mean / np.linalg.norm(mean)


def test_the_converted_model_gives_what_the_published_recipe_gives(published: Path, model_dir: Path) -> None:
    expected = np.stack([reference(published, sentence) for sentence in SENTENCES])
    model = SentenceMeaning(model_dir)
    assert (model.embed(SENTENCES) * expected).sum(axis=1).min() > 0.95
    # With arithmetic in float32, what is left is the rounding of the weights.
    exact = SentenceMeaning(model_dir)
    exact._published._encoder = ctranslate2.Encoder(str(model_dir), compute_type="float32")
    assert (exact.embed(SENTENCES) * expected).sum(axis=1).min() > 0.998


def test_embeddings_are_unit_vectors_one_a_sentence(model_dir: Path) -> None:
    embedded = SentenceMeaning(model_dir).embed(SENTENCES)
    assert embedded.shape == (len(SENTENCES), WIDTH)
    assert embedded.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(embedded, axis=1), 1, atol=1e-6)
    assert SentenceMeaning(model_dir).embed([]).shape == (0, meaning.DIMENSIONS)
    assert np.isfinite(SentenceMeaning(model_dir).embed(["", "unheard"])).all()


def test_a_sentence_means_the_same_whatever_is_asked_beside_it(model_dir: Path) -> None:
    together = SentenceMeaning(model_dir).embed([*SENTENCES, *SENTENCES])
    alone = [SentenceMeaning(model_dir).embed([sentence])[0] for sentence in SENTENCES]
    np.testing.assert_array_equal(together, np.stack(alone * 2))


def test_what_was_met_lately_is_remembered_and_the_rest_forgotten(
    model_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(meaning, "REMEMBERED_SENTENCES", 2)
    model = SentenceMeaning(model_dir)
    asked: list[str] = []
    encode = model._published._encode
    monkeypatch.setattr(model._published, "_encode", lambda texts: asked.extend(texts) or encode(texts))
    one, two, three, _ = SENTENCES
    model.embed([one, two])
    model.embed([one])
    model.embed([three])  # two is the one used longest ago
    model.embed([one, three])
    assert asked == [one, two, three]
    assert model.embed(SENTENCES).shape == (4, WIDTH)  # more at once than are remembered


def test_a_model_that_was_not_tuned_understands_nothing_more(model_dir: Path) -> None:
    assert SentenceMeaning(model_dir).understand(SENTENCES) is None


def test_a_tuned_model_stands_beside_the_published_one(
    published: Path, model_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def louder(weights: Weights) -> Weights:
        return {
            name: each * 2 if name.endswith("1.output.LayerNorm.weight") else each for name, each in weights.items()
        }

    monkeypatch.setattr(meaning_build, "tuned", louder)
    build(published, tmp_path)
    model = SentenceMeaning(tmp_path)
    np.testing.assert_array_equal(model.embed(SENTENCES), SentenceMeaning(model_dir).embed(SENTENCES))
    understood = model.understand(SENTENCES)
    assert understood is not None
    quiet = np.linalg.norm(model._published.means(SENTENCES), axis=1)
    assert (np.linalg.norm(understood, axis=1) > 1.5 * quiet).all()


def test_without_the_model_there_is_none_and_a_damaged_one_says_what_to_do(
    model_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COURTSIDE_MODELS", raising=False)
    store = ModelStore(tmp_path)
    assert load_meaning(store) is None
    damaged = tmp_path / "sentence"
    damaged.mkdir()
    for path in model_dir.iterdir():
        (damaged / path.name).write_bytes(path.read_bytes())
    assert load_meaning(store) is not None
    (damaged / "model.bin").write_bytes(b"not a model")
    with pytest.raises(ModelUnavailable, match="install it again"):
        load_meaning(store)


@pytest.fixture(scope="module")
def real() -> SentenceMeaning:
    found = load_meaning(ModelStore())
    if found is None:
        pytest.skip("the sentence model is not installed")
    return found


def similarity(model: SentenceMeaning, one: str, other: str) -> float:
    first, second = model.embed([one, other])
    return float(first @ second)


@pytest.mark.model
def test_the_same_need_in_other_words_is_near_and_small_talk_is_far(real: SentenceMeaning) -> None:
    need = "it takes us too long to close the books"
    assert similarity(real, "month end close is killing my team", need) == pytest.approx(0.42, abs=0.03)
    assert similarity(real, "how was your weekend", need) < 0.1
    assert similarity(real, "how much does it cost", "what is the price") > 0.6


@pytest.mark.model
def test_nearer_paraphrases_rank_before_farther_ones(real: SentenceMeaning) -> None:
    said = "our drivers spend hours every week on paperwork"
    ranked = [
        "the drivers lose hours each week to paperwork",
        "filling in forms takes our drivers too much time",
        "we have too few drivers",
        "the weather is lovely today",
    ]
    near = [similarity(real, said, other) for other in ranked]
    assert all(nearer > farther for nearer, farther in pairwise(near))
