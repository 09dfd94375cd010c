"""One call after another: begun off the GUI thread, watched, ended without waiting for it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject, Signal

from app.desktop.background import Errands, keep_for_good
from app.desktop.bridge import Bridge
from app.desktop.fetch import Fetch
from app.desktop.long_silence import LongSilence
from app.desktop.notices import Slowness, Standstill, WayOut, notice
from app.settings import Settings
from app.view import CallView, Notice, Phase
from audio.frames import Speaker
from coaching.prep import PrepCard
from models.catalog import AUTO
from models.store import ModelStore

if TYPE_CHECKING:
    from app.desktop.call_maker import CallMaker
    from app.desktop.words import LateModel
    from app.running_call import RunningCall
    from audio.call import CallSound

log = logging.getLogger(__name__)

MakeSound: TypeAlias = "Callable[[str, str], CallSound]"


def chosen_sound(microphone: str, output: str) -> CallSound:
    """What is heard on this machine."""
    from app.desktop.chosen_sound import ChosenSound

    return ChosenSound(microphone, output)


STOPPED = Notice("Listening has stopped.", "What was heard so far is saved.")


class Calls(QObject):
    """The call that goes on, if any. GUI thread only.

    make_sound: opens the microphone and the output of these names ("" for the system's own choice).
    """

    viewed = Signal(object)
    """The newest `CallView`, with what stands in the way."""
    failed = Signal(str)
    ended = Signal(object)
    """The `RunningCall` that is over and saved."""

    def __init__(self, store: ModelStore, fetch: Fetch, make_sound: MakeSound = chosen_sound) -> None:
        super().__init__()
        self._store, self._fetch, self._make_sound = store, fetch, make_sound
        self._maker: CallMaker | None = None
        self._maker_lock = threading.Lock()
        self._errands = Errands()
        self._sound: CallSound | None = None
        self._model: LateModel | None = None
        self._bridge: Bridge | None = None
        self._slowness = Slowness()
        self._silence = LongSilence()
        self._ending = self._closed = False
        self._steps_down = False
        self.current: RunningCall | None = None
        self.way_out = WayOut.NONE

    @property
    def going_on(self) -> bool:
        """A call runs, or is just being begun or saved."""
        return self._sound is not None

    @property
    def missing(self) -> str | None:
        """The model that the call waits for, if it does."""
        return self._model.name if self._model is not None and self._model.missing else None

    def warm_up(self) -> None:
        """Loads what a call is made of, the sentence model too, and measures new models."""

        def work() -> None:
            from models.speed import Speeds

            self._the_maker().get_ready(lambda: not self._closed)
            Speeds(self._store).measure()

        self._errands.run("warm-up", work, keep_for_good)

    def begin(self, prep: PrepCard, agreed_at: datetime, settings: Settings) -> None:
        """Everything is heard from now on; what the customer was told is the log's first entry."""
        if self.going_on:
            return
        self._ending = False
        self._slowness = Slowness()
        self._silence = LongSilence()
        self._sound = sound = self._make_sound(settings.microphone, settings.output)
        self._steps_down = settings.model == AUTO
        self._bridge = bridge = Bridge()
        bridge.view_came.connect(self._on_view)
        bridge.ended.connect(self._on_ended)

        def work() -> tuple[RunningCall, LateModel]:
            return self._the_maker().begin(sound, prep, agreed_at, settings, bridge)

        self._errands.run("begin", work, self._on_begun, self._on_failed)

    def end(self) -> None:
        """The call ends soon; `ended` comes when all is saved."""
        self._ending = True
        if self._sound is not None:
            self._sound.stop()

    def choose_sound(self, microphone: str, output: str) -> None:
        """Hears other devices from now on."""
        from app.desktop.chosen_sound import ChosenSound

        sound = self._sound
        if isinstance(sound, ChosenSound):
            self._errands.run("devices", lambda: sound.choose(microphone, output))

    def switch(self, speaker: Speaker) -> bool | None:
        """Hears this side no more, or again: returns whether it is heard now, None when no live call goes on."""
        from audio.live import LiveCall

        if not isinstance(self._sound, LiveCall):
            return None
        on = not self._sound.is_on(speaker)
        self._sound.switch(speaker, on=on)
        return on

    def use_model(self, settings: Settings) -> None:
        """Words are written by the model that is set from now on, if it is here and of the same vocabulary."""
        model = self._model
        if model is None:
            return
        self._steps_down = settings.model == AUTO
        name = self._model_for(settings)
        if self._store.find(name) is None or name == model.name:
            return
        if model.missing or model.name.endswith(".en") == name.endswith(".en"):
            model.use(name)

    def use_smaller_model(self) -> str | None:
        """Goes on with the next smaller model that is here; returns its name."""
        name = self._smaller()
        if name is not None and self._model is not None:
            self._model.use(name)
            self._slowness = Slowness()
        return name

    def go_on(self) -> None:
        """The call is not over, however silent it is."""
        self._silence.go_on()

    def close(self) -> None:
        """Ends the call that goes on and waits until it is saved."""
        self._closed = True
        self.end()
        self._errands.join(15.0)
        if self.current is not None:
            self.current.stop()

    def _smaller(self) -> str | None:
        """The next smaller model that is here and could take over, or None."""
        from app.desktop.words import smaller

        name = smaller(self._model.name) if self._model else None
        while name is not None and self._store.find(name) is None:
            name = smaller(name)
        return name

    def _model_for(self, settings: Settings) -> str:
        from models.speed import Speeds

        return Speeds(self._store).model_for(settings.model, settings.language)

    def _the_maker(self) -> CallMaker:
        """Not for the GUI thread: the first time, half a second is loaded."""
        with self._maker_lock:
            if self._maker is None:
                from app.desktop.call_maker import CallMaker

                self._maker = CallMaker(self._store)
            return self._maker

    def _on_begun(self, begun: tuple[RunningCall, LateModel]) -> None:
        if self._sound is None:
            return  # it ended before this was told
        self.current, self._model = begun
        if self._ending:
            self.end()

    def _on_failed(self, problem: str) -> None:
        self._forget()
        self.failed.emit(problem)

    def _on_view(self, view: CallView) -> None:
        model, call = self._model, self.current
        slow = self._slowness.hear(view.at_s, view.behind_s)
        if slow and self._steps_down and self.use_smaller_model() is not None:
            slow = False
        self._silence.hear(view)
        ends_in_s = self._silence.ends_in_s
        if ends_in_s is not None:
            view = replace(view, nudge=None)  # it would hide the question
        if ends_in_s == 0.0 and not self._ending:
            self.end()
        wrong = Standstill(
            saving=call.saving_trouble if call else None,
            coach=call.coach_problem if call else "",
            model_missing=model is not None and model.missing,
            fetching=self._fetch.part,
            too_slow=slow,
            smaller=slow and self._smaller() is not None,
            ends_in_s=ends_in_s,
        )
        said, self.way_out = notice(view, wrong)
        self.viewed.emit(replace(view, notice=said))

    def _on_ended(self) -> None:
        call = self.current
        self._forget()
        if call is not None:
            if call.failure is not None:
                self.viewed.emit(CallView(phase=Phase.ENDED, notice=STOPPED))
            self.ended.emit(call)

    def _forget(self) -> None:
        self._sound = self._model = self._bridge = self.current = None
        self.way_out = WayOut.NONE
