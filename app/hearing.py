"""From sound to events: voice activity and words, on the call's own clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from audio.activity import VoiceActivity
from audio.call import CallSound
from audio.frames import Frame, Speaker
from audio.health import SourceLost, SourceRestored
from audio.speech import SpeechStarted, SpeechStopped
from coaching.conversation import Heard
from coaching.echoed_words import EchoedWords
from coaching.tick import TICK_S, Tick
from models.transcriber import Transcriber, drain


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


def events_of(
    sound: CallSound, transcriber: Transcriber, on_progress: Callable[[float], None] | None = None
) -> Iterator[Heard | SourceLost | SourceRestored]:
    """All that is heard in `sound`, as fast as it can be read, as if decoding took no time.

    The same recording gives the same events with the same times on every run.
    on_progress: told the seconds heard so far, about once a second of the call.
    """
    speech, ticks, words = SpeechHearing(), TickCounter(), EchoedWords()
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
        yield from map(words.own, drain(transcriber, now_s))
        yield from ticks.until(now_s)
    for event in speech.flush(now_s):
        transcriber.hear(event)
        yield event
    transcriber.flush(now_s)
    yield from map(words.own, drain(transcriber, now_s))
    yield Tick(now_s)
