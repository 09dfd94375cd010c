"""From sound to events: voice activity and words, on the call's own clock."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from app.attempts import Attempts
from app.journal.events import TranscriberRestarted
from audio.activity import VoiceActivity
from audio.call import CallSound
from audio.frames import Frame, Speaker
from audio.health import SourceLost, SourceRestored
from audio.speech import SpeechStarted, SpeechStopped
from coaching.conversation import Heard
from coaching.echoed_words import EchoedWords
from coaching.tick import TICK_S, Tick
from models.hearing import RecogniserDied
from models.transcriber import Transcriber, drain
from models.words import SettledWords, TentativeWords

Happening = Heard | SourceLost | SourceRestored | TranscriberRestarted
"""What a call's log is made of."""


class TickCounter:
    """Says what time it is, every `TICK_S` of the call."""

    def __init__(self) -> None:
        self._ticks = 0

    def until(self, at_s: float) -> Iterator[Tick]:
        while (self._ticks + 1) * TICK_S <= at_s:
            self._ticks += 1
            yield Tick(self._ticks * TICK_S)


class SpeechHearing:
    """Both channels' voice activity."""

    def __init__(self) -> None:
        self._activity = {speaker: VoiceActivity(speaker) for speaker in Speaker}

    def hear(self, frame: Frame) -> list[SpeechStarted | SpeechStopped]:
        return self._activity[frame.speaker].hear(frame)

    def flush(self, at_s: float) -> list[SpeechStarted | SpeechStopped]:
        return [event for activity in self._activity.values() for event in activity.flush(at_s)]


class WordsReading:
    """The words that are due, as if decoding took no time; a recogniser that dies is tried again, as in a live call."""

    def __init__(self, transcriber: Transcriber) -> None:
        self._transcriber = transcriber
        self._attempts = Attempts()
        self._echoed = EchoedWords()

    def until(self, now_s: float) -> Iterator[TentativeWords | SettledWords | TranscriberRestarted]:
        """Raises RecogniserDied when it has died too often in a row."""
        while True:
            try:
                for event in drain(self._transcriber, now_s):
                    self._attempts.succeeded()
                    yield self._echoed.own(event)
                return
            except RecogniserDied as error:  # the pass was not applied: the same sound comes again
                yield TranscriberRestarted(now_s, str(error))
                self._attempts.failed(error)
                time.sleep(self._attempts.wait_s)


def events_of(
    sound: CallSound, transcriber: Transcriber, on_progress: Callable[[float], None] | None = None
) -> Iterator[Happening]:
    """All that is heard in `sound`, as fast as it can be read, as if decoding took no time.

    The same recording gives the same events with the same times on every run, but for a recogniser that dies.
    on_progress: told the seconds heard so far, about once a second of the call. Raises RecogniserDied when it dies
    again and again.
    """
    speech, ticks, words = SpeechHearing(), TickCounter(), WordsReading(transcriber)
    now_s = 0.0
    for item in sound.events():
        if not isinstance(item, Frame):
            yield item
            continue
        transcriber.hear(item)
        for event in speech.hear(item):
            transcriber.hear(event)
            yield event
        if item.speaker is Speaker.REP:
            continue
        if on_progress is not None and int(item.end_s) != int(now_s):
            on_progress(item.end_s)
        now_s = item.end_s
        yield from words.until(now_s)
        yield from ticks.until(now_s)
    for event in speech.flush(now_s):
        transcriber.hear(event)
        yield event
    transcriber.flush(now_s)
    yield from words.until(now_s)
    yield Tick(now_s)
