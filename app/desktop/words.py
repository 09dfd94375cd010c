"""The model that writes the words: whichever is here, even one that arrives in the middle of the call."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from audio.frames import Samples
from models.catalog import CATALOG, ModelKind
from models.hearing import HeardWord, Listener, Window


class LateModel:
    """A `Listener` that reads with the wanted model as soon as it is installed; until then it hears no words.

    find: a model's folder by name, or None (`ModelStore.find`). load: makes a listener of a folder.
    `use` may be called from any thread, `get_ready` and `listen` from one.
    """

    def __init__(self, name: str, find: Callable[[str], Path | None], load: Callable[[Path], Listener]) -> None:
        self._find = find
        self._load = load
        self._lock = threading.Lock()
        self._wanted = name
        self._loaded: tuple[str, Listener] | None = None
        self.missing = find(name) is None

    @property
    def name(self) -> str:
        return self._wanted

    def use(self, name: str) -> None:
        """From the next sound on, this model: one of the same vocabulary (see `smaller`)."""
        with self._lock:
            self._wanted = name

    def get_ready(self) -> None:
        if (listener := self._listener()) is not None:
            listener.get_ready()

    def listen(self, samples: Samples, *, padding_s: float, shortest_s: float) -> Window:
        if (listener := self._listener()) is None:
            return NoWords()
        return listener.listen(samples, padding_s=padding_s, shortest_s=shortest_s)

    def _listener(self) -> Listener | None:
        """The wanted model's; while that is not here the one before it, if any."""
        with self._lock:
            wanted = self._wanted
        if self._loaded is None or self._loaded[0] != wanted:
            folder = self._find(wanted)
            if folder is not None:
                self._loaded = (wanted, self._load(folder))
            self.missing = self._loaded is None
        return self._loaded[1] if self._loaded else None


class NoWords:
    """A window in which nobody is understood."""

    def decode(
        self, *, known: Sequence[HeardWord], names: str, beam_size: int, most_tokens: int
    ) -> tuple[HeardWord, ...]:
        return ()

    def no_speech(self) -> float:
        return 1.0

    def align(self, words: Sequence[HeardWord]) -> tuple[HeardWord, ...]:
        return tuple(words)


def smaller(name: str) -> str | None:
    """The next smaller model with the same vocabulary (English or any language), or None.

    Words already read can be context for it, so it can take over in the middle of a sentence.
    """
    whisper = [model for model in CATALOG if model.kind is ModelKind.WHISPER and _english(model.name) == _english(name)]
    size_bytes = next((model.size_bytes for model in whisper if model.name == name), 0)
    below = [model for model in whisper if model.size_bytes < size_bytes]
    return max(below, key=lambda model: model.size_bytes).name if below else None


def _english(name: str) -> bool:
    return name.endswith(".en")
