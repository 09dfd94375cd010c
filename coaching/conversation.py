"""The conversation so far: who speaks, whose turn it is, who has said what, and for how long."""

from __future__ import annotations

from bisect import bisect_right

from audio.frames import Speaker
from audio.speech import SpeechStarted, SpeechStopped
from coaching.floor import Floor, FloorWatch
from coaching.listeners.questions import find_questions
from coaching.sentence import Sentence
from coaching.sentences import SentenceBuilder
from coaching.speech_time import SpeechTime, share
from coaching.tick import Tick
from coaching.turns import Stretch, Turn
from models.words import SettledWords, TentativeWords

SHARE_WINDOW_S = 300.0
"""Talk share is judged over the last five minutes (COACHING.md, `talk-ratio`)."""

Heard = SpeechStarted | SpeechStopped | TentativeWords | SettledWords | Tick


class Conversation:
    """Built from stamped events, in the order in which they became known. Read-only for everyone else."""

    def __init__(self) -> None:
        self.now_s = 0.0
        self.turns: list[Turn] = []
        self.stretches: dict[Speaker, list[Stretch]] = {speaker: [] for speaker in Speaker}
        self._starts: list[float] = []
        self._floor = FloorWatch()
        self._builders = {speaker: SentenceBuilder(speaker) for speaker in Speaker}
        self._time = {speaker: SpeechTime(SHARE_WINDOW_S) for speaker in Speaker}

    def hear(self, event: Heard) -> list[tuple[Sentence, Turn | None]]:
        """Takes one event; returns the sentences it completed, each with its turn (None: a backchannel)."""
        self.now_s = max(self.now_s, event.at_s)
        placed = self._take(event)
        latest = [stretch for speaker in Speaker for stretch in self.stretches[speaker][-3:]]
        self._floor.look(sorted(latest, key=lambda stretch: stretch.start_s), self.takes_floor)
        return placed

    def _take(self, event: Heard) -> list[tuple[Sentence, Turn | None]]:
        match event:
            case SpeechStarted():
                self.stretches[event.speaker].append(Stretch(event.speaker, event.start_s))
                self._time[event.speaker].start(event.start_s)
            case SpeechStopped():
                self._stop(event)
            case TentativeWords():
                if stretch := self._stretch_of(event.speaker, event.words[0].end_s if event.words else None):
                    stretch.tentative = event.words
            case SettledWords():
                return self._settle(event)
            case Tick():
                pass
        return []

    # What rules ask

    def speaking(self, speaker: Speaker) -> bool:
        return self._time[speaker].speaking

    def stretch(self, speaker: Speaker) -> Stretch | None:
        """The speaker's latest stretch of speech."""
        return self.stretches[speaker][-1] if self.stretches[speaker] else None

    def takes_floor(self, stretch: Stretch) -> bool:
        """More than a backchannel, a cough or a laugh, as far as is known by now."""
        return stretch.takes_floor(self.now_s, lambda: self._answers_yes_no(stretch))

    def turn(self) -> Turn | None:
        """The turn that is going on, or the last one."""
        return self.turns[-1] if self.turns else None

    def turn_before(self, turn: Turn) -> Turn | None:
        """The turn that came before this one."""
        at = next((i for i in range(len(self.turns) - 1, -1, -1) if self.turns[i] is turn), 0)
        return self.turns[at - 1] if at else None

    def silent_since_s(self) -> float | None:
        """When the last speech ended, or None while someone speaks or before anyone has."""
        ends = [stretch.end_s for stretch in map(self.stretch, Speaker) if stretch is not None]
        if not ends or None in ends:
            return None
        return max(end for end in ends if end is not None)

    def talk_share(self, *, recent: bool = False) -> float | None:
        """0 to 1 by voice activity, over the whole call or the last five minutes; None before speech."""
        return share(self.speech_s(Speaker.REP, recent=recent), self.speech_s(Speaker.CUSTOMER, recent=recent))

    def speech_s(self, speaker: Speaker, *, recent: bool = False) -> float:
        time = self._time[speaker]
        return time.recent_s(self.now_s) if recent else time.total_s(self.now_s)

    @property
    def floor(self) -> Floor | None:
        """Who has the floor and since when; None before anyone has taken it."""
        return self._floor.floor

    def floor_held_s(self) -> float:
        """For how long the floor has been held, pauses included, up to the last sound its holder made."""
        if self.floor is None:
            return 0.0
        stretch = self.stretch(self.floor.speaker)
        last_s = self.now_s if stretch is None or stretch.end_s is None else stretch.end_s
        return max(0.0, last_s - self.floor.since_s)

    # How it is built

    def _stop(self, event: SpeechStopped) -> None:
        self._time[event.speaker].stop(event.start_s, event.end_s)
        stretch = self.stretch(event.speaker)
        if stretch is not None and stretch.end_s is None:
            stretch.end_s = event.end_s

    def _settle(self, event: SettledWords) -> list[tuple[Sentence, Turn | None]]:
        stretch = self._stretch_of(event.speaker, event.words[0].end_s if event.words else None)
        if stretch is not None:
            stretch.words.extend(event.words)
            stretch.tentative = ()
            stretch.settled = stretch.settled or event.final
        turn = self.turn()
        if turn is not None and turn.speaker is not event.speaker:
            self._builders[event.speaker].reset_lead()
        sentences = self._builders[event.speaker].hear(event.words, event.final, event.at_s)
        return [(sentence, self._place(sentence)) for sentence in sentences]

    def _stretch_of(self, speaker: Speaker, word_end_s: float | None) -> Stretch | None:
        """The stretch that a word ending at `word_end_s` was said in: the nearest, for word times are a little off."""
        stretches = self.stretches[speaker]
        if word_end_s is not None and stretches:
            return min(reversed(stretches[-8:]), key=lambda stretch: stretch.away_s(word_end_s))
        unsettled = [stretch for stretch in stretches[-8:] if not stretch.settled]
        return unsettled[0] if unsettled else (stretches[-1] if stretches else None)

    def _place(self, sentence: Sentence) -> Turn | None:
        """Puts a sentence into the turn it belongs to, by time: one side's words may settle after the other's."""
        stretch = self._stretch_of(sentence.speaker, sentence.end_s)
        if stretch is not None and not self.takes_floor(stretch):
            return None
        at = bisect_right(self._starts, sentence.start_s)
        if at and self.turns[at - 1].speaker is sentence.speaker:
            turn = self.turns[at - 1]
        elif at < len(self.turns) and self.turns[at].speaker is sentence.speaker:
            turn = self.turns[at]
            self._starts[at] = turn.start_s = sentence.start_s
        else:
            turn = Turn(sentence.speaker, sentence.start_s, sentence.end_s)
            self._insert(at, turn)
            self._split_around(at)
        turn.sentences.append(sentence)
        turn.end_s = max(turn.end_s, sentence.end_s)
        return turn

    def _insert(self, at: int, turn: Turn) -> None:
        self.turns.insert(at, turn)
        self._starts.insert(at, turn.start_s)

    def _split_around(self, at: int) -> None:
        """What the other side said after the turn at `at` had ended is a turn of its own."""
        new = self.turns[at]
        if at == 0:
            return
        before = self.turns[at - 1]
        after = [sentence for sentence in before.sentences if sentence.start_s >= new.end_s]
        kept = [sentence for sentence in before.sentences if sentence.start_s < new.end_s]
        if not after or not kept:
            return
        before.sentences[:] = kept
        before.end_s = max(sentence.end_s for sentence in kept)
        later = Turn(before.speaker, after[0].start_s, max(sentence.end_s for sentence in after), after)
        self._insert(at + 1, later)

    def _answers_yes_no(self, stretch: Stretch) -> bool:
        """True when the other side's last words before it were a closed question: then "yes" is an answer."""
        for turn in reversed(self.turns[-3:]):
            if turn.speaker is not stretch.speaker and turn.start_s < stretch.start_s and turn.sentences:
                questions = find_questions(turn.sentences[-1].whole_text)
                return bool(questions) and questions[-1].form == "closed"
        return False
