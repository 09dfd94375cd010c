"""One call from its first sound to its saved log, whoever watches it: overlay or terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.coached_call import CoachedCall, Watcher
from app.coaching_setup import call_info, make_coach
from app.journal import Journal, Trouble, log_of
from app.journal.events import Bookmark, Consent, Feedback
from app.live import LiveSession
from app.tuning import Tuning
from audio.call import CallSound
from audio.sound_keeper import SoundKeeper
from coaching.listeners.ear import Ear
from coaching.personal import Personal
from coaching.prep import PrepCard
from models.transcriber import Transcriber


class RunningCall:
    """Wires sound, words, coach and journal together, and takes what the rep does meanwhile.

    watch: called with every new view, from the coach thread. on_end: called once, from there, when all is saved.
    own: what the user changed of the coach. fading: how much longer kept habits wait. keep_sound: both sides are
    recorded beside the journal, to be played in the review. tuning: what the user changes during the call.
    """

    def __init__(
        self,
        sound: CallSound,
        prep: PrepCard,
        ear: Ear,
        transcriber: Transcriber,
        journal: Journal,
        watch: Watcher,
        on_end: Callable[[], None] = lambda: None,
        own: Personal | None = None,
        fading: Mapping[str, float] | None = None,
        *,
        keep_sound: bool = False,
        tuning: Tuning | None = None,
    ) -> None:
        self._journal = journal
        self._writer = journal.begin(call_info(prep.kind, sound.name), prep, {})
        self._call = CoachedCall(make_coach(prep, ear, own, fading), self._writer, watch, tuning)
        self._tuning = tuning
        keeper = SoundKeeper(journal.sound_path(self.id)) if keep_sound else None
        self._session = LiveSession(sound, transcriber, self._call, self._saved, keeper)
        self._on_end = on_end

    @property
    def id(self) -> str:
        """The session's id in the journal."""
        return self._writer.id

    @property
    def failure(self) -> BaseException | None:
        return self._session.failure

    @property
    def coach_problem(self) -> str:
        """The mistake saved in the user's coach file during this call, or ""."""
        return self._tuning.problem if self._tuning is not None else ""

    @property
    def saving_trouble(self) -> Trouble | None:
        """Why nothing can be saved at the moment, or None."""
        return self._writer.trouble

    def start(self) -> None:
        self._session.start()

    def stop(self) -> None:
        """Ends the call; what was said is still settled, coached and saved."""
        self._session.stop()

    def join(self, timeout_s: float | None = None) -> bool:
        return self._session.join(timeout_s)

    def toggle_pause(self) -> None:
        self._session.toggle_pause()

    def not_now(self, nudge_id: int) -> None:
        self._session.order(lambda: self._call.not_now(nudge_id, self._session.heard_s))

    def feedback(self, nudge_id: int, *, fair: bool) -> None:
        self._session.order(lambda: self._call.note(Feedback(self._session.heard_s, nudge_id, fair)))

    def bookmark(self) -> None:
        self._session.order(lambda: self._call.note(Bookmark(self._session.heard_s)))

    def consent(self, *, agreed: bool, note: str) -> None:
        """What the customer was asked and answered. May come before `start`: it is then the first entry."""
        answer = Consent(self._session.heard_s, agreed, note)
        self._session.order(lambda: self._call.note(answer))

    def log(self) -> dict[str, Any]:
        """The session log, from the journal, which is where it survives."""
        return log_of(self._journal, self.id)

    def _saved(self) -> None:
        self._writer.close()
        self._on_end()
