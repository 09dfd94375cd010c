"""A recogniser in a process of its own: what kills it does not kill the call."""

from __future__ import annotations

import signal
import weakref
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from audio.frames import Samples
from models.hearing import HeardWord, Listener, RecogniserDied, Window
from models.patience import hung

QUIT_S = 5.0
"""A worker asked to end, or heard of no more, has this long before it is killed."""

Load = Callable[[Path, str], Listener]


def load_recogniser(model_dir: Path, language: str) -> Listener:
    from models.recogniser import Recogniser

    return Recogniser(model_dir, language=language)


class Worker:
    """A `Listener` whose recogniser runs in another process.

    The process starts, and loads the model, when it is first wanted, and again after it has died: whoever waits
    for an answer learns that at once, by RecogniserDied. A recogniser that raises or hangs (`models.patience`) has
    its process ended too, so that the next pass begins with a sound one. Only the newest window can be read. One
    thread at a time.

    load: makes the recogniser, in the process.
    """

    def __init__(self, model_dir: Path, *, language: str = "en", load: Load = load_recogniser) -> None:
        self._order = (load, model_dir, language)
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None

    @property
    def process(self) -> BaseProcess | None:
        """None before the first sound and after a death."""
        return self._process

    def get_ready(self) -> None:
        if self._process is None:
            self._start()
        else:
            self.ask("ready")  # a window's sound does not fit into the pipe: one that hung would never take it out

    def listen(self, samples: Samples, *, padding_s: float, shortest_s: float) -> Window:
        if self._process is None:
            self._start()
        self.ask("listen", samples, padding_s, shortest_s)
        return _WindowThere(self)

    def close(self) -> None:
        """Ends the process; a later `listen` starts another."""
        if self._process is not None:
            self._died(None)

    def ask(self, *question: Any) -> Any:
        """One question to the process and its answer. Raises RecogniserDied."""
        if self._pipe is None or self._process is None:
            raise RecogniserDied("the window's recogniser is gone")
        try:
            self._pipe.send(question)
            if (problem := hung(self._process, self._pipe)) is not None:
                self._process.kill()  # it would not hear of the pipe's end
                raise self._died(problem)
            answer, problem = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise self._died(None) from error
        if problem is not None:
            raise self._died(problem)
        return answer

    def _start(self) -> None:
        context = get_context("spawn")  # a fork would copy the app's threads' locks as they happen to be
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, *self._order), name="courtside-words", daemon=True)
        self._process.start()
        theirs.close()
        weakref.finalize(self, _end, self._process, self._pipe)

    def _died(self, problem: str | None) -> RecogniserDied:
        process, pipe = self._process, self._pipe
        self._process = self._pipe = None
        assert process is not None
        assert pipe is not None
        _end(process, pipe)
        return RecogniserDied(problem or f"its process ended with code {process.exitcode}")


class _WindowThere:
    """The worker's newest window; see `models.hearing.Window`."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker

    def decode(
        self, *, known: Sequence[HeardWord], names: str, beam_size: int, most_tokens: int
    ) -> tuple[HeardWord, ...]:
        words: tuple[HeardWord, ...] = self._worker.ask("decode", known, names, beam_size, most_tokens)
        return words

    def no_speech(self) -> float:
        return float(self._worker.ask("no_speech"))

    def align(self, words: Sequence[HeardWord]) -> tuple[HeardWord, ...]:
        timed: tuple[HeardWord, ...] = self._worker.ask("align", words)
        return timed


def _end(process: BaseProcess, pipe: Connection) -> None:
    pipe.close()  # the process ends when it hears of it
    process.join(QUIT_S)
    if process.is_alive():
        process.kill()
        process.join()


def _work(pipe: Connection, load: Load, model_dir: Path, language: str) -> None:
    """The process: answers until the pipe closes or the recogniser raises."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is the app's to answer
    try:
        recogniser = load(model_dir, language)
        window: Window | None = None
        while True:
            what, *details = pipe.recv()
            answer: Any = None
            if what == "listen":
                samples, padding_s, shortest_s = details
                window = recogniser.listen(samples, padding_s=padding_s, shortest_s=shortest_s)
            elif window is not None and what == "decode":
                known, names, beam_size, most_tokens = details
                answer = window.decode(known=known, names=names, beam_size=beam_size, most_tokens=most_tokens)
            elif window is not None and what == "no_speech":
                answer = window.no_speech()
            elif window is not None and what == "align":
                answer = window.align(*details)
            pipe.send((answer, None))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return  # nobody asks any more
    except Exception as error:  # whatever it is, a new process is the cure
        pipe.send((None, f"{type(error).__name__}: {error}"))
