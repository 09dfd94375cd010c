"""The streaming policy: when to decode which channel, and what of it is final.

It has no thread and no clock, so a live call, a replay and a test run the same code. Words settle when the
stretch of speech they are in is over, or earlier, in a long one, at a pause or once more has followed them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from audio.frames import Frame, Speaker
from audio.speech import SpeechStarted, SpeechStopped
from models.channel import Channel, Stretch
from models.hearing import HeardWord, Listener
from models.reading import Pass, PassKind, Reading, read
from models.words import SettledWords, TentativeWords, Word

FIRST_PASS_S = 0.45
"""Sound needed for a first guess at what somebody begins to say."""
PASS_EVERY_S = 1.0
QUIET_S = 0.25
"""In a pause there is nothing new to read: it ends the stretch or it passes."""
TAIL_S = 0.6
"""A final pass reads this much sound after the stretch: voice activity ends before the last consonant."""
NOT_OF_IT_S = 0.3
CUT_OFF_S = 0.1
"""A word that begins so long after the stretch and is cut off so close to the end of the sound is the first of the
next stretch, which is not yet known to have begun."""
BEFORE_NEXT_S = 0.1
"""It leaves this much sound to the stretch that has already begun after it."""
LONG_S = 6.0
"""Unsettled speech that calls for a thorough pass although the stretch goes on."""
STILL_OPEN_S = 1.5
"""Words of such a pass settle when this much sound has followed them."""
PAUSE_AFTER_S = 4.0
"""A pause after so much unsettled speech is a better place for it: nothing is cut through."""
STILL_OPEN_AT_PAUSE_S = 0.8
LONGEST_S = 18.0
"""What a thorough pass reads at most: after a stall it takes several."""
LET_GO_S = 2.0
"""Sound kept at the end of a long pass in which nothing settled."""


class Transcriber:
    """Turns both channels' sound and speech events into words.

    `hear` and `apply` change it and `next_pass` reads it: call these three under one lock. `run` is the only
    slow call, touches no state and may go on while others hear. Passes are run one at a time and applied in
    the order they were given out.
    Every `SpeechStopped` is answered by one `SettledWords(final=True)`, empty where no words were found.
    """

    def __init__(self, recogniser: Listener, *, names: Sequence[str] = ()) -> None:
        self._recogniser = recogniser
        self._names = ", ".join(names)
        self._channels = {speaker: Channel(speaker) for speaker in Speaker}

    def hear(self, event: Frame | SpeechStarted | SpeechStopped) -> None:
        """Take one event, in the order they happen."""
        channel = self._channels[event.speaker]
        if isinstance(event, Frame):
            channel.hear(event)
        elif isinstance(event, SpeechStarted):
            channel.start(event.start_s)
        else:
            channel.stop(event.start_s, event.end_s, event.at_s)

    def flush(self, at_s: float) -> None:
        """The call is over: every stretch still going on ends here. What `next_pass` gives now is the rest."""
        for channel in self._channels.values():
            if channel.stretches and channel.stretches[-1].end_s is None:
                channel.stretches[-1].end_s = channel.sound.end_s
                channel.stretches[-1].known_at_s = at_s

    def get_ready(self) -> None:
        """Sees that the next pass can be read at once; call it from where `run` is called. Raises RecogniserDied."""
        self._recogniser.get_ready()

    def next_pass(self, now_s: float) -> Pass | None:
        """The most urgent window to decode, None when there is nothing new to say."""
        due = [
            (kind, since_s, channel)
            for channel in self._channels.values()
            if channel.stretches
            for kind, since_s in self._due(channel, channel.stretches[0])
        ]
        if not due:
            return None
        kind, _, channel = min(due, key=lambda item: item[:2])
        return self._pass(kind, channel, channel.stretches[0])

    def run(self, a_pass: Pass) -> Reading:
        """Decode. The only slow call; safe while `hear` goes on in another thread.

        Raises RecogniserDied: nothing is lost by it, `next_pass` gives the same sound again.
        """
        return read(self._recogniser, a_pass)

    def apply(self, a_pass: Pass, reading: Reading, now_s: float) -> list[TentativeWords | SettledWords]:
        """Take in what a pass read; returns what became known by it."""
        channel = self._channels[a_pass.speaker]
        stretch = channel.stretches[0]
        stretch.read_until_s = a_pass.end_s
        sure, stretch.expected = reading.words[: reading.sure], reading.words[reading.sure :]
        events: list[TentativeWords | SettledWords] = []
        if a_pass.kind is PassKind.PARTIAL:
            stretch.agreed += sure
        else:
            final = a_pass.kind is PassKind.FINAL
            if stretch.end_s is not None and final:
                later_s, cut_off_s = stretch.end_s + NOT_OF_IT_S, a_pass.end_s - CUT_OFF_S
                sure = tuple(word for word in sure if word.start_s < later_s or word.end_s < cut_off_s)
            if a_pass.open_s == STILL_OPEN_AT_PAUSE_S:
                stretch.paused_until_s = a_pass.end_s
            channel.settle(stretch, sure)
            if final:
                channel.finish()
            elif not sure:
                stretch.unread_s = a_pass.end_s - LET_GO_S
            if sure or final:
                events.append(SettledWords(now_s, channel.speaker, _words(sure), final))
        shown = (*stretch.agreed, *stretch.expected)
        if len(shown) > 1:  # the last word is often half a word
            shown = shown[:-1]
        if shown and a_pass.kind is not PassKind.FINAL:
            events.append(TentativeWords(now_s, channel.speaker, _words(shown)))
        return events

    def lag_s(self, now_s: float) -> float:
        """How late settled words are: for how long the oldest of them might have been settled. Mostly under 0.5 s."""
        late_s = [
            now_s - (channel.unread_s(stretch) + LONG_S if stretch.end_s is None else stretch.known_at_s)
            for channel in self._channels.values()
            for stretch in channel.stretches
        ]
        return max([0.0, *late_s])

    def _due(self, channel: Channel, stretch: Stretch) -> Iterator[tuple[PassKind, float]]:
        """The pass this stretch wants now, if any, and since when."""
        unread_s = channel.unread_s(stretch)
        if stretch.end_s is not None:
            whole = stretch.end_s - unread_s <= LONGEST_S
            yield (PassKind.FINAL if whole else PassKind.LONG), stretch.end_s
            return
        end_s = channel.sound.end_s
        if end_s - stretch.voiced_s >= QUIET_S:
            if stretch.read_until_s < stretch.voiced_s and stretch.voiced_s - unread_s >= PAUSE_AFTER_S:
                yield PassKind.LONG, unread_s
            return
        if end_s - stretch.read_until_s < FIRST_PASS_S:
            return
        if end_s - unread_s >= LONG_S:
            yield PassKind.LONG, unread_s
        elif end_s - stretch.read_until_s >= PASS_EVERY_S or not (stretch.agreed or stretch.expected):
            yield PassKind.PARTIAL, stretch.read_until_s

    def _pass(self, kind: PassKind, channel: Channel, stretch: Stretch) -> Pass:
        end_s = channel.sound.end_s
        if kind is PassKind.FINAL and stretch.all_read:
            nothing = channel.sound.between(end_s, end_s)
            return Pass(channel.speaker, kind, end_s, end_s, nothing, expected=stretch.expected)
        open_s = 0.0
        if kind is PassKind.LONG:
            end_s = min(end_s, channel.unread_s(stretch) + LONGEST_S)
            open_s = STILL_OPEN_AT_PAUSE_S if end_s - stretch.voiced_s >= QUIET_S else STILL_OPEN_S
        elif kind is PassKind.FINAL and stretch.end_s is not None:
            end_s = min(end_s, stretch.end_s + TAIL_S)
            if len(channel.stretches) > 1:
                end_s = max(stretch.end_s, min(end_s, channel.stretches[1].start_s - BEFORE_NEXT_S))
        quick = kind is PassKind.PARTIAL
        start_s, known = channel.quick_window(stretch) if quick else channel.thorough_window(stretch)
        return Pass(
            speaker=channel.speaker,
            kind=kind,
            start_s=start_s,
            end_s=end_s,
            samples=channel.sound.between(start_s, end_s),
            known=known,
            expected=stretch.expected,
            names=self._names,
            open_s=open_s,
        )


def drain(transcriber: Transcriber, now_s: float) -> Iterator[TentativeWords | SettledWords]:
    """Run every pass that is due at `now_s`, as if decoding took no time.

    Raises RecogniserDied: called again it goes on with the same pass.
    """
    while (a_pass := transcriber.next_pass(now_s)) is not None:
        transcriber.get_ready()
        yield from transcriber.apply(a_pass, transcriber.run(a_pass), now_s)


def _words(words: Iterable[HeardWord]) -> tuple[Word, ...]:
    return tuple(Word(word.text, word.start_s, word.end_s, word.probability) for word in words)
