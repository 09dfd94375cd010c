"""What kills a recogniser does not kill the call."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from audio.frames import SAMPLE_RATE_HZ, Samples
from models.hearing import HeardWord, Listener, RecogniserDied
from models.worker import Worker

SOUND = np.full(SAMPLE_RATE_HZ, 0.25, np.float32)


class Echo:
    """Says how long the sound was and which language it was made for.

    "fails", "hangs", "spins" for ever or "takes long" over it when the names say so.
    """

    def __init__(self, model_dir: Path, language: str) -> None:
        self._language = language
        self._length = 0

    def get_ready(self) -> None: ...

    def listen(self, samples: Samples, *, padding_s: float, shortest_s: float) -> Echo:
        self._length = len(samples)
        return self

    def decode(
        self, *, known: Sequence[HeardWord], names: str, beam_size: int, most_tokens: int
    ) -> tuple[HeardWord, ...]:
        if names == "fails":
            raise MemoryError("no room")
        if names == "hangs":
            time.sleep(60)
        if names in ("spins", "takes long"):
            until_s = time.process_time() + (60.0 if names == "spins" else 0.6)
            while time.process_time() < until_s:
                pass
        return (*known, HeardWord(f"{self._language} {self._length}", (1, 2)))

    def no_speech(self) -> float:
        return 0.25

    def align(self, words: Sequence[HeardWord]) -> tuple[HeardWord, ...]:
        return tuple(HeardWord(word.text, word.tokens, 0.1, 0.2, 0.9) for word in words)


def echo(model_dir: Path, language: str) -> Listener:
    return Echo(model_dir, language)


@pytest.fixture
def worker() -> Iterator[Worker]:
    worker = Worker(Path("nowhere"), language="de", load=echo)
    yield worker
    worker.close()


def heard(worker: Worker, names: str = "") -> list[HeardWord]:
    window = worker.listen(SOUND, padding_s=2.0, shortest_s=8.0)
    return list(window.align(window.decode(known=(), names=names, beam_size=1, most_tokens=9)))


def test_words_come_back_from_the_other_process_as_they_are(worker: Worker) -> None:
    assert heard(worker) == [HeardWord("de 16000", (1, 2), 0.1, 0.2, 0.9)]
    assert worker.listen(SOUND, padding_s=2.0, shortest_s=8.0).no_speech() == 0.25
    assert worker.process is not None
    assert worker.process.pid != os.getpid()


def test_a_recogniser_that_raises_says_why_and_the_next_pass_is_read(worker: Worker) -> None:
    with pytest.raises(RecogniserDied, match="MemoryError: no room"):
        heard(worker, "fails")
    assert [word.text for word in heard(worker)] == ["de 16000"]


def kill(worker: Worker) -> None:
    assert worker.process is not None
    worker.process.kill()


def test_a_recogniser_that_is_killed_in_a_pass_is_missed_within_two_seconds(worker: Worker) -> None:
    heard(worker)
    killed_at_s = []

    def soon() -> None:
        time.sleep(0.2)
        killed_at_s.append(time.monotonic())
        kill(worker)

    killer = threading.Thread(target=soon)
    killer.start()
    with pytest.raises(RecogniserDied, match="ended with code"):
        heard(worker, "hangs")
    assert time.monotonic() - killed_at_s[0] < 2.0
    killer.join()
    assert [word.text for word in heard(worker)] == ["de 16000"]


def test_a_recogniser_that_is_killed_while_nobody_speaks_is_missed_too(worker: Worker) -> None:
    heard(worker)
    kill(worker)
    assert worker.process is not None
    worker.process.join(2.0)
    with pytest.raises(RecogniserDied):
        worker.get_ready()
    worker.get_ready()
    assert [word.text for word in heard(worker)] == ["de 16000"]


def test_a_recogniser_that_hangs_is_ended_and_the_next_pass_is_read(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard(worker)
    monkeypatch.setattr("models.patience.STILL_S", 0.5)
    hung_at_s = time.monotonic()
    with pytest.raises(RecogniserDied, match="hung"):
        heard(worker, "hangs")
    assert time.monotonic() - hung_at_s < 0.5 + 2.0
    assert [word.text for word in heard(worker)] == ["de 16000"]


@pytest.mark.skipif(sys.platform == "win32", reason="no signal that stops a process")
def test_a_recogniser_that_hangs_while_nobody_speaks_is_missed_too(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard(worker)
    monkeypatch.setattr("models.patience.STILL_S", 0.5)
    assert worker.process is not None
    assert worker.process.pid is not None
    os.kill(worker.process.pid, signal.SIGSTOP)
    with pytest.raises(RecogniserDied, match="hung"):
        worker.get_ready()
    assert [word.text for word in heard(worker)] == ["de 16000"]


def test_a_recogniser_that_goes_round_in_circles_is_ended_too(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    heard(worker)
    monkeypatch.setattr("models.patience.MOST_CPU_S", 0.5)
    with pytest.raises(RecogniserDied, match="no end"):
        heard(worker, "spins")
    assert [word.text for word in heard(worker)] == ["de 16000"]


def test_a_slow_recogniser_is_waited_for(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    heard(worker)
    monkeypatch.setattr("models.patience.STILL_S", 0.3)
    monkeypatch.setattr("models.patience.LOOK_EVERY_S", 0.1)
    assert [word.text for word in heard(worker, "takes long")] == ["de 16000"]


def test_the_process_ends_with_what_it_was_for() -> None:
    worker = Worker(Path("nowhere"), load=echo)
    heard(worker)
    process = worker.process
    assert process is not None
    del worker
    gc.collect()
    assert not process.is_alive()
