"""A desktop without a screen, a sound card or a model: everything else of it is real."""

from __future__ import annotations

import faulthandler
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from audio.frames import FRAME_S, FRAME_SAMPLES, Frame, Speaker
from audio.health import SourceLost, SourceRestored
from coaching.listeners.ear import Ear
from models.store import ModelStore

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

PATIENCE_MS = 60_000
Event = Frame | SourceLost | SourceRestored


class Silence:
    """A call in which nobody speaks, as long as it is not stopped. events: told to it by the test on the way."""

    name = "silence"
    duration_s = None

    def __init__(self, microphone: str = "", output: str = "") -> None:
        self.chosen = (microphone, output)
        self.levels = {Speaker.REP: 0.0, Speaker.CUSTOMER: 0.0}
        self.noise = 0.0
        self.news: list[SourceLost | SourceRestored] = []
        self.devices: dict[Speaker, str] = {}
        self.is_open = False
        self._stopped = threading.Event()

    def __enter__(self) -> Self:
        self.is_open = True
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.is_open = False

    def events(self) -> Iterator[Event]:
        step = 0
        while not self._stopped.wait(0.004):
            while self.news:
                yield self.news.pop(0)
            for speaker in Speaker:
                samples = np.full(FRAME_SAMPLES, self.levels[speaker], np.float32)
                samples[::2] += self.noise
                yield Frame(speaker, step * FRAME_S, samples)
            step += 1

    def stop(self) -> None:
        self._stopped.set()


class NoModels(ModelStore):
    """A machine on which no model is installed."""

    def find(self, name: str) -> Path | None:
        super().find(name)
        return None


class Sounds:
    """Every call's sound that was asked for, in order."""

    def __init__(self) -> None:
        self.made: list[Silence] = []

    def __call__(self, microphone: str, output: str) -> Silence:
        self.made.append(Silence(microphone, output))
        return self.made[-1]


@pytest.fixture
def sounds() -> Sounds:
    return Sounds()


@pytest.fixture(scope="session")
def ear() -> Ear:
    """One for all tests: it remembers nothing of a call."""
    made = Ear()
    made.get_ready()
    return made


@pytest.fixture
def desktop(qtbot: QtBot, sounds: Sounds, ear: Ear, monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """Courtside as it stands for a rep who has been through the first run."""
    from app.desktop import call_maker, desktop, windows
    from app.desktop.desktop import Desktop

    monkeypatch.setattr(call_maker, "make_ear", lambda store, own: ear)
    monkeypatch.setattr(windows.Windows, "_measure", lambda self: None)
    monkeypatch.setattr(desktop, "wants_less_motion", lambda: False)  # it asks programs of this machine
    made = Desktop(sounds, NoModels())
    made.app = Quits()  # type: ignore[assignment]
    made.memory.change(welcomed=True)
    made.open()
    yield made
    made.close()
    made.overlay.deleteLater()


class Quits:
    """Stands for the application: the tests' own goes on."""

    def __init__(self) -> None:
        self.quitted = 0

    def quit(self) -> None:
        self.quitted += 1


@pytest.fixture
def until(qtbot: QtBot) -> Callable[[Callable[[], object]], None]:
    """Waits for what the other threads do; they are slow on a busy machine."""

    def wait(holds: Callable[[], object]) -> None:
        try:
            qtbot.waitUntil(lambda: bool(holds()), timeout=PATIENCE_MS)
        except qtbot.TimeoutError:
            faulthandler.dump_traceback(all_threads=True)  # which thread it was waiting for
            raise

    return wait
