"""How much of this machine a call takes with each model, measured here once and remembered; and so which is best."""

from __future__ import annotations

import json
import logging
import os
import platform
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from audio.frames import SAMPLE_RATE_HZ
from models.catalog import Model, ModelKind
from models.hearing import HeardWord, Listener
from models.store import ModelStore

PASS_SOUND_S = 6.0
PASS_TOKENS = 24
"""What a thorough pass reads: as much sound and as many words as one reads in a call, at the most."""
PASSES_PER_S = 0.8
"""Such passes for each second of a call, quick ones and both sides together: 0.208 CPU s a second of the benchmark's
call over 0.28 for one such pass, tiny.en, side by side on a busy machine, rounded up."""
MOST_SHARE = 0.5
"""At least half of the machine is the video call's."""
MOST_PASS_S = 0.5
"""Slower than this, two people who talk at once, a pass a second each, are not kept up with."""
TRIES = 3

log = logging.getLogger(__name__)


class Speeds:
    """The CPU seconds that each model takes for a pass on this machine.

    Kept in one small file beside the models, for this machine alone: found on another one they are measured anew.
    time_pass: the seconds for a pass of the model in a folder.
    """

    _measuring = threading.Lock()

    def __init__(self, store: ModelStore, time_pass: Callable[[Path], float] | None = None) -> None:
        self._store = store
        self._time_pass = time_pass or time_pass_apart
        self._path = store.root / "speeds.json"

    def known(self) -> dict[str, float]:
        """Seconds for a pass of each model that was measured. Measures nothing."""
        try:
            kept = json.loads(self._path.read_text("utf-8"))
            return {str(name): float(pass_s) for name, pass_s in kept[_machine()].items()}
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return {}

    def measure(self) -> dict[str, float]:
        """What is known, with every installed model that was not measured yet: some seconds each, at full load."""
        with self._measuring:
            for model in self._installed():
                if model.name not in self.known() and (folder := self._store.find(model.name)):
                    try:
                        self._remember(model.name, self._time_pass(folder))
                    except Exception:  # a model that cannot be used is none to choose
                        log.exception("the model %s could not be measured", model.name)
            return self.known()

    def model_for(self, wanted: str, language: str = "en") -> str:
        """The model to read a call in this language with: the wanted one where it is here and speaks it.

        Else the best here; where there is none, the smallest of the catalog, which is to be fetched.
        """
        for model in self._installed():
            if model.name == wanted and speaks(model, language):
                return wanted
        whisper = [model for model in self._store.catalog if model.kind is ModelKind.WHISPER]
        return self.best(language) or min((m for m in whisper if speaks(m, language)), key=_quality).name

    def best(self, language: str = "en") -> str | None:
        """The best installed model for this language that leaves half of the machine free, of those measured.

        The smallest one installed where none does or none was measured; None where there is none at all.
        """
        here = sorted((model for model in self._installed() if speaks(model, language)), key=_quality)
        known = self.known()
        able = [model for model in here if model.name in known and keeps_up(known[model.name])]
        return able[-1].name if able else here[0].name if here else None

    def _installed(self) -> Sequence[Model]:
        return [model for model in self._store.installed() if model.kind is ModelKind.WHISPER]

    def _remember(self, name: str, pass_s: float) -> None:
        known = self.known() | {name: pass_s}
        try:
            self._store.root.mkdir(mode=0o700, parents=True, exist_ok=True)
            part = self._path.with_suffix(".part")
            part.write_text(json.dumps({_machine(): known}), "utf-8")
            part.chmod(0o600)
            part.replace(self._path)
        except OSError as error:
            log.warning("%s cannot be written: %s", self._path, error.strerror)


def share(pass_s: float) -> float:
    """The part of this machine, 0 to 1 and above, that a call takes with a model of this speed."""
    return pass_s * PASSES_PER_S / (os.cpu_count() or 1)


def keeps_up(pass_s: float) -> bool:
    return share(pass_s) <= MOST_SHARE and pass_s <= MOST_PASS_S


def speaks(model: Model, language: str) -> bool:
    """Whether a Whisper model writes this language."""
    return language == "en" or not model.name.endswith(".en")


def time_pass_apart(folder: Path) -> float:
    """See `time_pass`; in a process of its own, where nothing else counts and whose memory is given back."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_time_pass_in, folder).result()


def time_pass(listener: Listener) -> float:
    """CPU seconds for one thorough pass, the best of a few: what else goes on at the moment should not count."""
    sound = np.random.default_rng(1).normal(0.0, 0.01, round(PASS_SOUND_S * SAMPLE_RATE_HZ)).astype(np.float32)
    # Words that are known cost what new ones do, and are the same for every model and sound.
    known = [HeardWord("", (token,)) for token in range(300, 300 + PASS_TOKENS)]
    times_s = []
    for _ in range(TRIES):
        began_s = time.process_time()
        window = listener.listen(sound, padding_s=2.0, shortest_s=8.0)
        window.decode(known=known, names="", beam_size=2, most_tokens=1)
        times_s.append(time.process_time() - began_s)
    return min(times_s)


def _quality(model: Model) -> tuple[int, bool]:
    """Bigger is better, and of two as big the one made for English."""
    return round(model.size_bytes / 10**7), model.name.endswith(".en")


def _machine() -> str:
    return f"{platform.node()} {platform.machine()} {os.cpu_count()}"


def _time_pass_in(folder: Path) -> float:
    from models.recogniser import Recogniser

    return time_pass(Recogniser(folder))
