"""A call coached as it happens: three threads, each with one job, all owned and joined here.

sound: reads frames, tells speech from silence. words: decodes, most urgent first. coach: takes events in
order, writes the journal, makes views. Sound is heard from the first second, while the model still loads.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable

import numpy as np

from app.attempts import Attempts
from app.coached_call import CoachedCall
from app.hearing import SpeechHearing, TickCounter
from app.journal.events import TranscriberRestarted
from audio.call import CallSound
from audio.frames import Frame, Speaker
from audio.health import SourceLost, SourceRestored
from audio.level import level_of
from audio.sound_keeper import SoundKeeper
from audio.speech import SpeechStarted, SpeechStopped
from coaching.conversation import Heard
from coaching.echoed_words import EchoedWords
from models.transcriber import Transcriber
from models.words import SettledWords, TentativeWords

QUEUED_EVENTS = 4096
"""Bound of the coach's queue; a full one makes the hearing threads wait, nothing is dropped."""
REFRESH_FRAMES = 2
"""Levels are shown every 64 ms: 15 times a second, as the design study has them."""
LOOK_EVERY_S = 1.0
"""How often the words thread sees that its recogniser still lives while no sound comes at all."""
JOIN_S = 10.0

log = logging.getLogger(__name__)

Order = Callable[[], None]


class LiveSession:
    """Runs one call from `start` to `stop` (or to the end of a recording played as live).

    on_end: called once from the coach thread when all is heard, coached and saved. keeper: keeps what is heard, is
    closed with it. failure: what stopped the session early, or None.
    """

    def __init__(
        self,
        sound: CallSound,
        transcriber: Transcriber,
        call: CoachedCall,
        on_end: Callable[[], None] | None = None,
        keeper: SoundKeeper | None = None,
    ) -> None:
        self.failure: BaseException | None = None
        self._sound, self._transcriber, self._call, self._on_end = sound, transcriber, call, on_end
        self._keeper = keeper
        self._queue: queue.Queue[Heard | SourceLost | SourceRestored | Order | None] = queue.Queue(QUEUED_EVENTS)
        self._work = threading.Condition()  # guards the transcriber and the three below
        self._echoed = EchoedWords()
        self._heard_s = 0.0
        self._sound_ended = False
        self._attempts = Attempts()
        self._frames = 0
        self._paused = threading.Event()
        self._threads = [
            threading.Thread(target=self._guarded, args=(job,), name=f"courtside-{name}", daemon=True)
            for name, job in (("sound", self._hear), ("words", self._transcribe), ("coach", self._coach))
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Ends the call: what was said is still settled, coached and saved. Safe to call twice."""
        self._sound.stop()
        self.join(JOIN_S)

    def join(self, timeout_s: float | None = None) -> bool:
        """Waits until the session is over; False when it is not after `timeout_s`."""
        for thread in self._threads:
            if thread.is_alive() and thread is not threading.current_thread():
                thread.join(timeout_s)
        return not any(thread.is_alive() for thread in self._threads)

    def toggle_pause(self) -> None:
        """While paused nothing is heard or written; the call clock goes on."""
        if self._paused.is_set():
            self._paused.clear()
            self.order(lambda: self._call.resume(self._heard_s))
        else:
            self._paused.set()
            self.order(lambda: self._call.pause(self._heard_s))

    @property
    def heard_s(self) -> float:
        """Seconds of the call heard so far."""
        return self._heard_s

    def order(self, order: Order) -> None:
        """Runs `order` on the coach thread, between two events: the only way in for the rep's own acts."""
        self._queue.put(order)

    # The sound thread

    def _hear(self) -> None:
        speech, ticks = SpeechHearing(), TickCounter()
        try:
            with self._sound:
                for item in self._sound.events():
                    if not isinstance(item, Frame):
                        self._queue.put(item)
                        continue
                    self._hear_frame(item, speech, ticks)
            for event in speech.flush(self._heard_s):
                self._tell(event)
        finally:
            if self._keeper is not None:
                self._keeper.close()
            with self._work:
                self._sound_ended = True
                self._transcriber.flush(self._heard_s)
                self._work.notify_all()

    def _hear_frame(self, frame: Frame, speech: SpeechHearing, ticks: TickCounter) -> None:
        if self._paused.is_set():
            frame = Frame(frame.speaker, frame.start_s, np.zeros_like(frame.samples))
        if self._keeper is not None:
            self._keeper.hear(frame)
        self._call.scoreboard.level(frame.speaker, level_of(frame.samples))
        with self._work:
            self._transcriber.hear(frame)
        for event in speech.hear(frame):
            self._tell(event)
        if frame.speaker is Speaker.CUSTOMER:
            self._heard_s = frame.end_s
            self._frames += 1
            if self._frames % REFRESH_FRAMES == 0:
                self._queue.put(self._call.refresh)
            for tick in ticks.until(frame.end_s):
                self._queue.put(tick)
            with self._work:
                self._work.notify()

    def _tell(self, event: SpeechStarted | SpeechStopped) -> None:
        with self._work:
            self._transcriber.hear(event)
            self._work.notify()
        self._queue.put(event)

    # The words thread

    def _transcribe(self) -> None:
        try:
            while self._words_to_come():
                try:
                    self._transcriber.get_ready()
                    self._read_next()
                except Exception as error:
                    self._note_failure(error)
        finally:
            self._queue.put(None)

    def _words_to_come(self) -> bool:
        """Waits until there is something to read, or a moment; False when all is read and no more will come."""
        with self._work:
            if self._transcriber.next_pass(self._heard_s) is not None:
                return True
            if not self._sound_ended:
                self._work.wait(LOOK_EVERY_S)
            return not self._sound_ended or self._transcriber.next_pass(self._heard_s) is not None

    def _read_next(self) -> None:
        with self._work:
            a_pass = self._transcriber.next_pass(self._heard_s)
        if a_pass is None:
            return
        reading = self._transcriber.run(a_pass)
        self._attempts.succeeded()
        with self._work:
            words: list[TentativeWords | SettledWords] = self._transcriber.apply(a_pass, reading, self._heard_s)
            self._call.behind_s = self._transcriber.lag_s(self._heard_s)
        for event in words:
            self._queue.put(self._echoed.own(event))

    def _note_failure(self, error: Exception) -> None:
        """The pass was not applied, so the same sound comes again with the next one: nothing is lost."""
        restarted = TranscriberRestarted(self._heard_s, str(error))
        self.order(lambda: self._call.note(restarted))
        self._attempts.failed(error)
        with self._work:
            self._work.wait_for(lambda: self._sound_ended, self._attempts.wait_s)

    # The coach thread

    def _coach(self) -> None:
        try:
            self._call.refresh()
            self._call.get_ready()
            while (item := self._queue.get()) is not None:
                if callable(item):
                    item()
                else:
                    self._call.take(item)
            self._call.end(self._heard_s)
        finally:
            if self._on_end is not None:
                self._on_end()

    def _guarded(self, job: Callable[[], None]) -> None:
        """A thread that dies is noticed: it ends the session, which keeps what it has, and says why."""
        try:
            job()
        except BaseException as error:
            log.exception("the session stopped")
            self.failure = self.failure or error
            self._sound.stop()
