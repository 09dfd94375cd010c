"""Plays a call's kept sound from any moment, on a thread of its own."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

from audio.kept_sound import PLAYED_HZ, mixed
from audio.output import BUFFERED_S, CannotPlay, MakeOutput, Output, open_output

STOP_S = 1.0
"""How long stopping waits for a write on its way; a sound server that hangs keeps nobody else waiting."""

log = logging.getLogger(__name__)


class Player:
    """Owned by one thread, which may ask at any time where it is. make_output: for tests.

    problem: why it does not play, a sentence for the rep, or "".
    """

    def __init__(self, path: Path, make_output: MakeOutput = open_output) -> None:
        self._path, self._make_output = path, make_output
        self._run: _Run | None = None

    @property
    def playing(self) -> bool:
        return self._run is not None and self._run.is_alive()

    @property
    def at_s(self) -> float:
        """What is being heard, or was heard last, on the call clock."""
        return 0.0 if self._run is None else self._run.at_s

    @property
    def problem(self) -> str:
        return "" if self._run is None else self._run.problem

    def play(self, from_s: float) -> None:
        """From this moment on, whatever was played before."""
        self.stop()
        self._run = _Run(self._path, self._make_output, from_s)
        self._run.start()

    def stop(self) -> None:
        """Silent when this returns. Safe to call twice."""
        if self._run is not None:
            self._run.stopped.set()
            self._run.join(STOP_S)


class _Run(threading.Thread):
    """From one moment until it is stopped or there is no more."""

    def __init__(self, path: Path, make_output: MakeOutput, from_s: float) -> None:
        super().__init__(name="courtside-player", daemon=True)
        self.stopped = threading.Event()
        self.at_s = from_s
        self.problem = ""
        self._path, self._make_output = path, make_output

    def run(self) -> None:
        try:
            output = self._make_output(PLAYED_HZ, "review")
        except CannotPlay as error:
            self.problem = str(error)
            return
        try:
            self._play(output)
        except CannotPlay as error:
            self.problem = str(error)
        except OSError as error:
            log.warning("kept sound cannot be read: %s", type(error).__name__)
            self.problem = "The kept sound cannot be read."
        finally:
            output.close()

    def _play(self, output: Output) -> None:
        from_s = self.at_s
        for at_s, samples in mixed(self._path, from_s):
            if self.stopped.is_set():
                return
            output.write(samples)
            self.at_s = max(from_s, at_s + len(samples) / PLAYED_HZ - BUFFERED_S)
        output.drain()
