"""Puts a coach and a transcriber together from what is installed."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime

from coaching.coach import Coach
from coaching.listeners.ear import Ear
from coaching.personal import Personal, read_personal
from coaching.prep import PrepCard
from coaching.session_log import CallInfo
from models.catalog import AUTO, ModelUnavailable, model_named
from models.speed import Speeds, speaks
from models.store import ModelStore
from models.transcriber import Transcriber
from models.worker import Worker

log = logging.getLogger(__name__)


def own_coach() -> Personal:
    """What the user changed of the coach (`coach.toml` beside the settings). Raises BadCoachFile."""
    from app.settings.store import settings_path

    return read_personal(settings_path().with_name("coach.toml"))


def make_ear(store: ModelStore, own: Personal | None = None) -> Ear:
    """By meaning where the sentence model is installed and whole, else by words alone; the user's examples beside."""
    from models.meaning import load_meaning

    try:
        meaning = load_meaning(store)
    except ModelUnavailable:
        log.exception("the sentence model cannot be used; the coach works on words alone")
        meaning = None
    return Ear(meaning, own.examples if own is not None else None)


def make_coach(
    prep: PrepCard, ear: Ear, own: Personal | None = None, fading: Mapping[str, float] | None = None
) -> Coach:
    """own: what the user changed of the coach; fading: how it fades for habits that were kept; nothing by default."""
    own = own or Personal()
    return Coach(prep, ear, own.rules(), wording=own.wording, fading=fading)


def make_transcriber(store: ModelStore, model: str, prep: PrepCard, language: str = "en") -> Transcriber:
    """Hears at once, while a process of its own loads the model.

    model: a name from the catalog, or "auto". Raises ModelUnavailable when it is not installed, or does not speak
    the language.
    """
    if model == AUTO:
        model = Speeds(store).model_for(model, language)
    if not speaks(model_named(model), language):
        raise ModelUnavailable(f"The model {model} writes English alone. Choose one for other languages, such as base.")
    model_dir = store.find(model)
    if model_dir is None:
        raise ModelUnavailable(f"The model {model} is not installed. Install it with: courtside models install {model}")
    return Transcriber(Worker(model_dir, language=language), names=prep_names(prep))


def prep_names(prep: PrepCard) -> Sequence[str]:
    """The names that may be spoken: people, companies, products."""
    return [name for name in (*prep.customer.split(",")[:1], prep.company, *prep.offer) if name]


def call_info(kind: str, source: str) -> CallInfo:
    """Wall clock enters here, and nowhere deeper."""
    return CallInfo(started=datetime.now().astimezone(), kind=kind, source=source)
