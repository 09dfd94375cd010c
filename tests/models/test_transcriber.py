"""The streaming policy on a scripted recogniser: who settles what, when, and what it costs."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from audio.frames import FRAME_S, FRAME_SAMPLES, SAMPLE_RATE_HZ, Frame, Samples, Speaker
from audio.speech import SpeechStarted, SpeechStopped
from models.hearing import HeardWord
from models.transcriber import Transcriber, drain
from models.words import SettledWords, TentativeWords, Word

HANG_OVER_S = 0.4
Event = TentativeWords | SettledWords


@dataclass(frozen=True)
class Said:
    speaker: Speaker
    text: str
    start_s: float
    end_s: float


def talk(speaker: Speaker, start_s: float, text: str, word_s: float = 0.3) -> list[Said]:
    """The words of `text`, one after the other without a pause."""
    return [
        Said(speaker, word, start_s + n * word_s, start_s + (n + 1) * word_s) for n, word in enumerate(text.split())
    ]


@dataclass
class ScriptedRecogniser:
    """Hears exactly the words of the script, and half a word where the sound ends in one.

    The sound itself says where on the call a window lies: see `sound`.
    """

    script: Sequence[Said]
    probability: float = 0.9
    windows: list[float] = field(default_factory=list)

    def get_ready(self) -> None: ...

    def listen(self, samples: Samples, *, padding_s: float, shortest_s: float) -> ScriptedWindow:
        speaker = Speaker.CUSTOMER if samples.max(initial=0.0) >= 2.0 else Speaker.REP
        start_s = float(samples[0] % 1.0) * 1000.0
        self.windows.append(len(samples) / SAMPLE_RATE_HZ)
        return ScriptedWindow(self, speaker, start_s, start_s + self.windows[-1])


@dataclass
class ScriptedWindow:
    by: ScriptedRecogniser
    speaker: Speaker
    start_s: float
    end_s: float

    def decode(
        self,
        *,
        known: Sequence[HeardWord],
        names: str,
        beam_size: int,
        most_tokens: int,
    ) -> tuple[HeardWord, ...]:
        heard = [
            HeardWord(word.text if word.end_s <= self.end_s + 0.01 else word.text[:1], (place,))
            for place, word in enumerate(self.by.script)
            if word.speaker is self.speaker and word.start_s >= self.start_s - 0.01 and word.start_s < self.end_s - 0.01
        ]
        assert [w.tokens for w in heard[: len(known)]] == [w.tokens for w in known]
        return tuple(heard[len(known) :])

    def no_speech(self) -> float:
        return 0.0

    def align(self, words: Sequence[HeardWord]) -> tuple[HeardWord, ...]:
        return tuple(
            replace(
                word,
                start_s=self.by.script[word.tokens[0]].start_s - self.start_s,
                end_s=self.by.script[word.tokens[0]].end_s - self.start_s,
                probability=self.by.probability,
            )
            for word in words
        )


def sound(speaker: Speaker, start_s: float, *, speaking: bool) -> Frame:
    """A frame whose samples tell the time: thousandths of seconds after the point, who speaks before it."""
    times = (start_s + np.arange(FRAME_SAMPLES) / SAMPLE_RATE_HZ) / 1000.0
    loud = (1.0 if speaker is Speaker.REP else 2.0) if speaking else 0.0
    return Frame(speaker, start_s, (times + loud).astype(np.float32))


def call(
    script: Sequence[Said], *, until_s: float, also: Iterable[tuple[Speaker, float, float]] = ()
) -> list[Frame | SpeechStarted | SpeechStopped]:
    """The events of a call in which `script` is said, and `also` there is noise that passes for speech."""
    loud = [(w.speaker, w.start_s, w.end_s) for w in script] + list(also)
    events: list[Frame | SpeechStarted | SpeechStopped] = []
    talking: dict[Speaker, tuple[float, float]] = {}
    for step in range(round(until_s / FRAME_S)):
        start_s, end_s = step * FRAME_S, (step + 1) * FRAME_S
        for speaker in Speaker:
            speaking = any(who is speaker and a < end_s and b > start_s for who, a, b in loud)
            events.append(sound(speaker, start_s, speaking=speaking))
            if speaking and speaker not in talking:
                events.append(SpeechStarted(end_s, speaker, start_s))
                talking[speaker] = (start_s, end_s)
            elif speaking:
                talking[speaker] = (talking[speaker][0], end_s)
            elif speaker in talking and end_s - talking[speaker][1] >= HANG_OVER_S:
                events.append(SpeechStopped(end_s, speaker, *talking.pop(speaker)))
    return events


def at_once(transcriber: Transcriber, events: Iterable[Frame | SpeechStarted | SpeechStopped]) -> list[Event]:
    """Everything that becomes known when decoding takes no time."""
    known: list[Event] = []
    now_s = 0.0
    for event in events:
        transcriber.hear(event)
        now_s = event.end_s if isinstance(event, Frame) else event.at_s
        known += drain(transcriber, now_s)
    transcriber.flush(now_s)
    return [*known, *drain(transcriber, now_s)]


def settled(events: Iterable[Event], speaker: Speaker) -> list[Word]:
    return [
        word for event in events if isinstance(event, SettledWords) and event.speaker is speaker for word in event.words
    ]


def finals(events: Iterable[Event]) -> list[SettledWords]:
    return [event for event in events if isinstance(event, SettledWords) and event.final]


MONOLOGUE = " ".join(f"word{n}" for n in range(400))


def test_a_turn_is_shown_while_it_is_said_and_settled_when_it_ends() -> None:
    script = talk(Speaker.REP, 1.0, "so what are you trying to change this year")
    known = at_once(Transcriber(ScriptedRecogniser(script)), call(script, until_s=6.0))
    first = known[0]
    assert isinstance(first, TentativeWords)
    assert first.at_s <= 1.6
    assert [word.text for word in settled(known, Speaker.REP)] == [word.text for word in script]
    assert [(event.at_s, event.final) for event in known if isinstance(event, SettledWords)][-1] == (
        pytest.approx(script[-1].end_s + HANG_OVER_S, abs=2 * FRAME_S),
        True,
    )


def test_words_carry_the_times_at_which_they_were_said() -> None:
    script = talk(Speaker.CUSTOMER, 2.0, "we pay every invoice twice")
    known = at_once(Transcriber(ScriptedRecogniser(script)), call(script, until_s=6.0))
    for word, said in zip(settled(known, Speaker.CUSTOMER), script, strict=True):
        assert word.start_s == pytest.approx(said.start_s, abs=0.01)
        assert word.end_s == pytest.approx(said.end_s, abs=0.01)


def test_both_sides_talking_at_once_end_up_under_their_own_names() -> None:
    rep = talk(Speaker.REP, 1.0, "let me show you how the planner works")
    customer = talk(Speaker.CUSTOMER, 1.2, "no wait I have a question about the price")
    script = [*rep, *customer]
    known = at_once(Transcriber(ScriptedRecogniser(script)), call(script, until_s=8.0))
    assert [word.text for word in settled(known, Speaker.REP)] == [word.text for word in rep]
    assert [word.text for word in settled(known, Speaker.CUSTOMER)] == [word.text for word in customer]


def test_speech_without_words_still_gets_its_final_answer() -> None:
    cough = [(Speaker.REP, 2.0, 2.4)]
    known = at_once(Transcriber(ScriptedRecogniser([])), call([], until_s=4.0, also=cough))
    assert known == [SettledWords(known[0].at_s, Speaker.REP, (), final=True)]


def test_guesses_into_noise_never_come_out_as_settled_words() -> None:
    script = talk(Speaker.CUSTOMER, 1.0, "thank you for watching")
    known = at_once(Transcriber(ScriptedRecogniser(script, probability=0.2)), call(script, until_s=5.0))
    assert settled(known, Speaker.CUSTOMER) == []
    assert len(finals(known)) == 1


def test_words_of_a_long_turn_settle_while_it_goes_on() -> None:
    script = talk(Speaker.REP, 1.0, MONOLOGUE)
    known = at_once(Transcriber(ScriptedRecogniser(script)), call(script, until_s=125.0))
    assert [word.text for word in settled(known, Speaker.REP)] == MONOLOGUE.split()
    late_s = [e.at_s - w.end_s for e in known if isinstance(e, SettledWords) for w in e.words]
    assert max(late_s) < 7.0


def test_words_of_a_long_turn_settle_at_a_pause_for_breath() -> None:
    first = talk(Speaker.REP, 1.0, "one two three four five six seven eight nine ten eleven twelve thirteen fourteen")
    second = talk(Speaker.REP, first[-1].end_s + 0.36, "and then it went on for a while longer")
    known = at_once(Transcriber(ScriptedRecogniser([*first, *second])), call([*first, *second], until_s=10.0))
    paused = [e for e in known if isinstance(e, SettledWords) and not e.final]
    assert len(finals(known)) == 1
    assert paused[0].at_s < second[0].start_s
    assert [word.text for word in paused[0].words] == [
        word.text for word in first if word.end_s <= first[-1].end_s - 0.5
    ]


def test_a_turn_that_ends_in_a_pause_that_was_read_is_not_read_again() -> None:
    script = talk(Speaker.REP, 1.0, "one two three four five six seven eight nine ten eleven twelve thirteen fourteen")
    recogniser = ScriptedRecogniser(script)
    known = at_once(Transcriber(recogniser), call(script, until_s=8.0))
    assert [word.text for word in settled(known, Speaker.REP)] == [word.text for word in script]
    in_pause = next(e for e in known if isinstance(e, SettledWords))
    assert not in_pause.final
    assert known[-1] == SettledWords(known[-1].at_s, Speaker.REP, known[-1].words, final=True)
    assert len(known[-1].words) == len(script) - len(in_pause.words) > 0
    assert known[-1].at_s <= script[-1].end_s + HANG_OVER_S + 2 * FRAME_S


def test_the_words_that_end_a_long_turn_are_read_with_little_before_them() -> None:
    script = talk(Speaker.REP, 1.0, " ".join(f"word{n}" for n in range(24)))
    recogniser = ScriptedRecogniser(script)
    known = at_once(Transcriber(recogniser), call(script, until_s=12.0))
    assert [word.text for word in settled(known, Speaker.REP)] == [word.text for word in script]
    last_s = script[-1].end_s - finals(known)[0].words[0].start_s
    assert 3.0 < last_s < recogniser.windows[-1] < last_s + 2.5


def test_a_monologue_without_a_pause_is_read_in_short_windows() -> None:
    script = talk(Speaker.REP, 1.0, MONOLOGUE)
    recogniser = ScriptedRecogniser(script)
    at_once(Transcriber(recogniser), call(script, until_s=125.0))
    assert max(recogniser.windows) < 12.0


def test_noise_that_passes_for_endless_speech_is_let_go_piece_by_piece() -> None:
    recogniser = ScriptedRecogniser([])
    hum = [(Speaker.CUSTOMER, 1.0, 179.0)]
    known = at_once(Transcriber(recogniser), call([], until_s=180.0, also=hum))
    assert settled(known, Speaker.CUSTOMER) == []
    assert max(recogniser.windows) < 25.0


def test_a_word_at_the_end_of_a_long_hum_is_not_waited_for_for_ever() -> None:
    script = [Said(Speaker.REP, "Hello", 17.2, 18.15)]
    transcriber = Transcriber(ScriptedRecogniser(script))
    for event in call(script, until_s=22.0, also=[(Speaker.REP, 0.6, 20.6)]):
        transcriber.hear(event)
    known = list(itertools.islice(drain(transcriber, 22.0), 20))
    assert len(finals(known)) == 1
    assert [word.text for word in settled(known, Speaker.REP)] == ["Hello"]


def test_silence_costs_nothing() -> None:
    recogniser = ScriptedRecogniser([])
    assert at_once(Transcriber(recogniser), call([], until_s=60.0)) == []
    assert recogniser.windows == []


def test_after_a_stall_finals_come_first_and_no_word_is_lost() -> None:
    rep = talk(Speaker.REP, 1.0, "one two three four five six seven eight")
    customer = talk(Speaker.CUSTOMER, 5.0, MONOLOGUE, word_s=0.25)
    script = [*rep, *customer]
    transcriber = Transcriber(ScriptedRecogniser(script))
    events = call(script, until_s=60.0)
    for event in events:
        transcriber.hear(event)
    assert transcriber.lag_s(60.0) > 50.0
    known = list(drain(transcriber, 60.0))
    assert known[0].speaker is Speaker.REP
    assert transcriber.lag_s(60.0) == 0.0
    transcriber.flush(60.0)
    known += drain(transcriber, 60.0)
    assert [word.text for word in settled(known, Speaker.REP)] == [word.text for word in rep]
    heard = [word.text for word in settled(known, Speaker.CUSTOMER)]
    assert heard == [word.text for word in customer if word.end_s <= 60.0][: len(heard)]
    assert len(heard) >= 215


def test_the_call_may_end_in_the_middle_of_a_sentence() -> None:
    script = talk(Speaker.REP, 1.0, "so the next step would be")
    known = at_once(Transcriber(ScriptedRecogniser(script)), call(script, until_s=2.8)[: -4 * 2])
    assert len(finals(known)) == 1
    assert known[-1] == finals(known)[0]


def turns() -> st.SearchStrategy[list[tuple[Speaker, float, int, float]]]:
    """Who speaks after what silence, how many words, how fast."""
    turn = st.tuples(
        st.sampled_from(list(Speaker)),
        st.floats(0.1, 2.0),
        st.integers(1, 25),
        st.floats(0.15, 0.5),
    )
    return st.lists(turn, min_size=1, max_size=6)


@example(  # a turn's last pass comes when the next turn's first sound is there, but not yet known as speech
    [
        (Speaker.REP, 1.6, 1, 0.2245879017939746),
        (Speaker.REP, 1.1, 1, 0.15),
        (Speaker.CUSTOMER, 0.9781888330590829, 13, 0.22014128538157446),
        (Speaker.CUSTOMER, 0.2689783290896808, 23, 0.2841532192643985),
        (Speaker.CUSTOMER, 0.18650270835660063, 9, 0.46504069956938465),
        (Speaker.CUSTOMER, 0.5, 1, 0.5),
    ],
    [33, 72, 101, 72],
)
@settings(max_examples=30, deadline=None)
@given(turns(), st.lists(st.integers(1, 120), min_size=1, max_size=20))
def test_every_word_is_settled_once_in_order_however_slow_the_machine(
    dealt: list[tuple[Speaker, float, int, float]], steps: list[int]
) -> None:
    """The worker comes round only every so many events, differently each time."""
    script: list[Said] = []
    ends_s = dict.fromkeys(Speaker, 1.0)
    for n, (speaker, silence_s, words, word_s) in enumerate(dealt):
        said = talk(speaker, ends_s[speaker] + silence_s, " ".join(f"t{n}w{k}" for k in range(words)), word_s)
        ends_s[speaker] = said[-1].end_s
        script += said
    events = call(script, until_s=max(ends_s.values()) + 2.0)
    transcriber = Transcriber(ScriptedRecogniser(script))
    known: list[Event] = []
    now_s, turn, wait = 0.0, 0, steps[0]
    for event in events:
        now_s = event.end_s if isinstance(event, Frame) else event.at_s
        transcriber.hear(event)
        wait -= 1
        if wait == 0:
            turn += 1
            wait = steps[turn % len(steps)]
            a_pass = transcriber.next_pass(now_s)
            if a_pass is not None:
                known += transcriber.apply(a_pass, transcriber.run(a_pass), now_s)
    transcriber.flush(now_s)
    known += drain(transcriber, now_s)
    stops = [event for event in events if isinstance(event, SpeechStopped)]
    assert len(finals(known)) == len(stops)
    for speaker in Speaker:
        words = settled(known, speaker)
        assert [word.text for word in words] == [said.text for said in script if said.speaker is speaker]
        assert all(word.start_s <= word.end_s for word in words)
        assert all(a.end_s <= b.start_s + 1e-6 for a, b in itertools.pairwise(words))
    assert all(a.at_s <= b.at_s for a, b in itertools.pairwise(known))
