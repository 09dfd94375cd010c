"""The one thing every kind of call is to the rest of the program: frames of both speakers, in time order."""

from __future__ import annotations

from collections.abc import Iterator
from types import TracebackType
from typing import Protocol, Self

from audio.frames import Frame
from audio.health import SourceLost, SourceRestored


class CallSound(Protocol):
    """A call that can be heard: live, or a recording. A context manager; what it opens, it closes."""

    @property
    def name(self) -> str:
        """Where the sound comes from, for the session log: "call.opus", "microphone + system sound"."""

    @property
    def duration_s(self) -> float | None:
        """How long the call is as far as is known before it is heard; None when live."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def events(self) -> Iterator[Frame | SourceLost | SourceRestored]:
        """In time order: at every step of 32 ms exactly one Frame per speaker, the rep's first.

        A side that has nothing to say, or cannot be heard, has zeros. Ends when the recording ends or
        after `stop()`. Raises BadInput when a recording turns out broken in the middle.
        """

    def stop(self) -> None:
        """Ends `events()` soon. From any thread, as often as you like."""
