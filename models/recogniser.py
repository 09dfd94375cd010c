"""One Whisper model on CTranslate2 that reads windows shorter than thirty seconds."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from audio.frames import SAMPLE_RATE_HZ, Samples
from models.hearing import HeardWord

LONGEST_WINDOW_S = 30.0
POSITION_S = 0.02
"""One encoder position: two feature frames of 10 ms."""
LONGEST_NAMES_TOKENS = 80
KEPT_KERNELS = "32"
"""oneDNN keeps the code it made for each length of window, 1,024 of them by default: 150 MB more after 20 minutes.
With so few it is as quick."""
_OPENING = "\"'“‘([{¿¡"
_NEVER_FIRST = " ,.;:!?-…"
_UNSPACED = {"zh", "ja", "th", "lo", "my", "yue"}
"""Languages written without spaces, where the tokenizer makes words of single characters."""

log = logging.getLogger(__name__)


class Recogniser:
    """Reads speech with the model in `model_dir`, a CTranslate2 Whisper folder with its tokenizer.json.

    language: a Whisper code such as "en", fixed for the recogniser's life (ignored by English-only models).
    threads: cores one pass may use; one is cheapest, two are quicker. A GPU that works is used in their place.
    Not safe for two passes at once.
    Raises FileNotFoundError naming the missing file, ValueError for a language the model does not know.
    """

    def __init__(self, model_dir: Path, *, language: str = "en", threads: int = 1) -> None:
        for name in ("model.bin", "tokenizer.json"):
            if not (model_dir / name).is_file():
                raise FileNotFoundError(
                    f"{model_dir / name} is missing: {model_dir} is not a Whisper model for CTranslate2."
                )
        os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", KEPT_KERNELS)
        import ctranslate2
        import tokenizers
        from faster_whisper.feature_extractor import FeatureExtractor
        from faster_whisper.tokenizer import Tokenizer

        self._storage = ctranslate2.StorageView.from_array
        self._model = load_model(model_dir, threads)
        vocabulary = tokenizers.Tokenizer.from_file(str(model_dir / "tokenizer.json"))
        if self._model.is_multilingual and vocabulary.token_to_id(f"<|{language}|>") is None:
            raise ValueError(f"This model does not know the language {language!r}.")
        self._tokenizer = Tokenizer(vocabulary, self._model.is_multilingual, task="transcribe", language=language)
        self._features = FeatureExtractor(feature_size=self._model.n_mels)

    def get_ready(self) -> None:
        """It is, once it is made."""

    def listen(self, samples: Samples, *, padding_s: float = 2.0, shortest_s: float = 10.0) -> WhisperWindow:
        """Encode `samples` (16 kHz) and `padding_s` of zeros after them, `shortest_s` in all at the least.

        What goes beyond thirty seconds is not read.
        """
        heard_s = min(len(samples) / SAMPLE_RATE_HZ, LONGEST_WINDOW_S)
        length_s = min(max(heard_s + padding_s, shortest_s), LONGEST_WINDOW_S)
        sound = np.zeros(round(length_s * 50) * SAMPLE_RATE_HZ // 50, np.float32)
        kept = min(len(samples), len(sound))
        sound[:kept] = samples[:kept]
        features = self._features(sound, padding=0)[np.newaxis].astype(np.float32)
        encoded = self._model.encode(self._storage(np.ascontiguousarray(features)))
        return WhisperWindow(self._model, self._tokenizer, encoded, kept / SAMPLE_RATE_HZ)


class WhisperWindow:
    """One encoded window; see `models.hearing.Window`."""

    def __init__(self, model: Any, tokenizer: Any, encoded: Any, heard_s: float) -> None:
        self._model = model
        self._tokenizer = tokenizer
        self._encoded = encoded
        self._heard_s = heard_s
        self._spaced = tokenizer.language_code not in _UNSPACED

    def decode(
        self,
        *,
        known: Sequence[HeardWord] = (),
        names: str = "",
        beam_size: int = 1,
        most_tokens: int = 224,
    ) -> tuple[HeardWord, ...]:
        tokenizer = self._tokenizer
        context = [tokenizer.sot_prev, *tokenizer.encode(" " + names)[:LONGEST_NAMES_TOKENS]] if names else []
        # Context goes through the decoder in one step; a known token costs as much as a new one.
        forced = _tokens(known)
        tokens = [*context, *tokenizer.sot_sequence, tokenizer.no_timestamps, *forced]
        most_tokens += len(forced)
        result = self._model.generate(
            self._encoded,
            [tokens],
            beam_size=beam_size,
            # The library stops after max_length / 2 new tokens, and after max_length with the prompt.
            max_length=max(2 * most_tokens, len(tokens) + most_tokens),
        )[0]
        return self._words([token for token in result.sequences_ids[0][len(forced) :] if token < tokenizer.eot])

    def no_speech(self) -> float:
        # Asked with every decoding it would make each of them 5 to 10 % slower.
        tokens = [*self._tokenizer.sot_sequence, self._tokenizer.no_timestamps]
        result = self._model.generate(self._encoded, [tokens], max_length=2, beam_size=1, return_no_speech_prob=True)
        return float(result[0].no_speech_prob)

    def align(self, words: Sequence[HeardWord]) -> tuple[HeardWord, ...]:
        tokens = _tokens(words)
        if not tokens:
            return ()
        positions = max(1, round(self._heard_s / POSITION_S))
        result = self._model.align(self._encoded, self._tokenizer.sot_sequence, [tokens], 2 * positions)[0]
        starts_s = np.full(len(tokens) + 1, self._heard_s)
        for token, position in reversed(result.alignments):
            starts_s[token] = position * POSITION_S
        timed: list[HeardWord] = []
        first = 0
        for word in words:
            after = first + len(word.tokens)
            spoken = after  # where its punctuation begins: the pause after a word is no part of it
            while spoken > first + 1 and self._is_punctuation(tokens[spoken - 1]):
                spoken -= 1
            probability = float(np.mean(result.text_token_probs[first:spoken]))
            start_s, end_s = float(starts_s[first]), float(starts_s[spoken])
            timed.append(HeardWord(word.text, word.tokens, start_s, end_s, probability))
            first = after
        return tuple(timed)

    def _is_punctuation(self, token: int) -> bool:
        return not any(letter.isalnum() for letter in self._tokenizer.decode([token]))

    def _words(self, tokens: list[int]) -> tuple[HeardWord, ...]:
        """Whole words: what follows without a space joins the word before it, an opening quote the word after it."""
        words: list[HeardWord] = []
        opening: list[int] = []
        for text, piece in zip(*self._tokenizer.split_to_word_tokens(tokens), strict=True):
            bare = text.strip()
            sounds = any(letter.isalnum() for letter in bare)
            joins = not text.startswith(" ") and self._spaced if sounds else bare[:1] not in _OPENING
            if words and not opening and joins:
                last = words[-1]
                words[-1] = HeardWord(last.text + text.rstrip(), (*last.tokens, *piece))
            elif sounds:
                whole = [*opening, *piece]
                words.append(HeardWord(self._tokenizer.decode(whole).strip().lstrip(_NEVER_FIRST), tuple(whole)))
                opening = []
            else:
                opening += piece
        return tuple(words)


def load_model(model_dir: Path, threads: int) -> Any:
    """CTranslate2's Whisper: float16 on a CUDA GPU where it finds one that works, else int8 on the processor."""
    import ctranslate2

    try:
        if ctranslate2.get_cuda_device_count() and "float16" in ctranslate2.get_supported_compute_types("cuda"):
            model = ctranslate2.models.Whisper(str(model_dir), device="cuda", compute_type="float16")
            # CUDA's own libraries are loaded with the first sound: better to miss them now.
            model.encode(ctranslate2.StorageView.from_array(np.zeros((1, model.n_mels, 100), np.float32)))
            return model
    except (RuntimeError, ValueError) as error:
        log.warning("the GPU cannot be used, so the processor is: %s", error)
    return ctranslate2.models.Whisper(
        str(model_dir), device="cpu", compute_type="int8", inter_threads=1, intra_threads=threads
    )


def _tokens(words: Iterable[HeardWord]) -> list[int]:
    return [token for word in words for token in word.tokens]
