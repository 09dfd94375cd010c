"""Puts one call together, off the GUI thread, from parts that take their time to load."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from functools import partial

from app.coaching_setup import make_ear, prep_names
from app.desktop.bridge import Bridge
from app.desktop.consent import agreed_note
from app.desktop.words import LateModel
from app.history import fading_now
from app.journal import Journal
from app.places import journal_path
from app.running_call import RunningCall
from app.settings import Settings
from app.settings.coach_file import CoachFile
from app.tuning import Tuning
from audio.call import CallSound
from coaching.listeners.ear import Ear
from coaching.personal import Personal
from coaching.prep import PrepCard
from models.speed import Speeds
from models.store import ModelStore
from models.transcriber import Transcriber
from models.worker import Worker


class CallMaker:
    """One for all calls: they share an ear. Any thread."""

    def __init__(self, store: ModelStore) -> None:
        self._store = store
        self._ear: Ear | None = None
        self._ear_lock = threading.Lock()

    def get_ready(self, wanted: Callable[[], bool]) -> None:
        """Loads the sentence model and fits what the coach listens with, as long as it is `wanted`."""
        self._the_ear(CoachFile().personal).get_ready(wanted)

    def begin(
        self, sound: CallSound, prep: PrepCard, agreed_at: datetime, settings: Settings, bridge: Bridge
    ) -> tuple[RunningCall, LateModel]:
        """A call that has begun, and the model that writes its words; what they agreed to is its log's first entry."""
        name = Speeds(self._store).model_for(settings.model, settings.language)
        model = LateModel(name, self._store.find, partial(Worker, language=settings.language))
        transcriber = Transcriber(model, names=prep_names(prep))
        journal = Journal(journal_path())
        file = CoachFile()
        own, ear = file.personal, self._the_ear(file.personal)
        call = RunningCall(
            *(sound, prep, ear, transcriber, journal, bridge.watch, bridge.end, own, fading_now(journal)),
            keep_sound=settings.keep_sound,
            tuning=Tuning(file.path, own),
        )
        call.consent(agreed=True, note=agreed_note(agreed_at, keep_sound=settings.keep_sound))
        call.start()
        return call, model

    def _the_ear(self, own: Personal) -> Ear:
        """With the user's own examples as they are now."""
        with self._ear_lock:
            if self._ear is None:
                self._ear = make_ear(self._store, own)
            self._ear.learn(own.examples)
            return self._ear
