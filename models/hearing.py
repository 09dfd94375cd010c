"""What the streaming policy asks of a recogniser: windows of sound in, words with tokens out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from audio.frames import Samples


@dataclass(frozen=True, slots=True)
class HeardWord:
    """One word as the recogniser wrote it.

    text: punctuation attached, no surrounding spaces. tokens: the recogniser's own, so that the word can
    be context in a later pass. start_s, end_s: from the window's first sample in what a `Window` returns,
    on the call clock in what the policy keeps. probability: 0 to 1.
    """

    text: str
    tokens: tuple[int, ...]
    start_s: float = 0.0
    end_s: float = 0.0
    probability: float = 0.0


class RecogniserDied(Exception):
    """What reads speech was killed, ran out of memory or failed. The same pass can be run again: a new one reads it."""


class Window(Protocol):
    """One encoded stretch of sound, to be read as often as needed."""

    def decode(
        self,
        *,
        known: Sequence[HeardWord],
        names: str,
        beam_size: int,
        most_tokens: int,
    ) -> tuple[HeardWord, ...]:
        """The words in the window after `known`, which are its first ones, taken as read.

        Their times and probabilities are still unknown. names: names that may occur, or "".
        """
        ...

    def no_speech(self) -> float:
        """How likely it is that nobody spoke, 0 to 1."""
        ...

    def align(self, words: Sequence[HeardWord]) -> tuple[HeardWord, ...]:
        """The same words with times and probabilities; they must be all that the window holds."""
        ...


class Listener(Protocol):
    """A recogniser, real or scripted. Its calls, and those of its windows, may raise RecogniserDied."""

    def get_ready(self) -> None:
        """Do what the next window would wait for. Called often while there is nothing to read.

        Raises RecogniserDied, once, when it has died since it was last called.
        """
        ...

    def listen(self, samples: Samples, *, padding_s: float, shortest_s: float) -> Window:
        """Encode `samples` followed by `padding_s` of silence, `shortest_s` in all at the least."""
        ...
