"""Puts a coach and a transcriber together from what is installed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from coaching.coach import Coach
from coaching.listeners.ear import Ear
from coaching.prep import PrepCard
from coaching.rule import Rule
from coaching.session_log import CallInfo
from models.catalog import ModelUnavailable
from models.hearing import Listener, Window
from models.store import ModelStore
from models.transcriber import Transcriber


def make_ear(store: ModelStore) -> Ear:
    """By meaning where the sentence model is installed, else by words alone."""
    from models.meaning import load_meaning

    return Ear(load_meaning(store))


def make_coach(prep: PrepCard, ear: Ear, rules: Sequence[Rule] | None = None) -> Coach:
    """rules: those that are on, with the user's numbers; all of them, as they come, by default."""
    return Coach(prep, ear, rules)


def make_transcriber(store: ModelStore, model: str, prep: PrepCard) -> Transcriber:
    """Hears at once; the model is loaded with the first words. Raises ModelUnavailable when it is not installed."""
    model_dir = store.find(model)
    if model_dir is None:
        raise ModelUnavailable(f"The model {model} is not installed. Install it with: courtside models install {model}")
    return Transcriber(_LoadedWhenNeeded(model_dir), names=prep_names(prep))


def prep_names(prep: PrepCard) -> Sequence[str]:
    """The names that may be spoken: people, companies, products."""
    return [name for name in (*prep.customer.split(",")[:1], prep.company, *prep.offer) if name]


def call_info(kind: str, source: str) -> CallInfo:
    """Wall clock enters here, and nowhere deeper."""
    return CallInfo(started=datetime.now().astimezone(), kind=kind, source=source)


class _LoadedWhenNeeded:
    """A recogniser that takes its seconds to load on the words thread, while sound is already heard."""

    def __init__(self, model_dir: Path) -> None:
        self._model_dir = model_dir
        self._recogniser: Listener | None = None

    def listen(self, samples: Any, *, padding_s: float, shortest_s: float) -> Window:
        if self._recogniser is None:
            from models.recogniser import Recogniser

            self._recogniser = Recogniser(self._model_dir)
        return self._recogniser.listen(samples, padding_s=padding_s, shortest_s=shortest_s)
