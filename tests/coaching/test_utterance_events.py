"""A transcript retold: well-formed speech, every word once, time that never goes back."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from audio.frames import Speaker
from audio.speech import SpeechStarted, SpeechStopped
from coaching.transcript import Utterance
from coaching.utterance_events import utterance_events
from models.words import SettledWords, Word

REP, CUSTOMER = Speaker.REP, Speaker.CUSTOMER


def test_words_are_spread_by_length_and_a_sentence_settles_with_the_word_after_it() -> None:
    events = list(utterance_events([Utterance(REP, 1.0, 5.0, "ab c. de fg")]))
    words = [Word("ab", 1.0, 2.0), Word("c.", 2.0, 3.0), Word("de", 3.0, 4.0), Word("fg", 4.0, 5.0)]
    assert events == [
        SpeechStarted(1.0, REP, 1.0),
        SettledWords(4.0, REP, tuple(words[:3]), False),
        SpeechStopped(5.0, REP, 1.0, 5.0),
        SettledWords(5.0, REP, tuple(words[3:]), True),
    ]


def test_without_punctuation_words_settle_every_12() -> None:
    settled = [e for e in utterance_events([Utterance(REP, 0, 30, "word " * 30)]) if isinstance(e, SettledWords)]
    assert [(len(e.words), e.final) for e in settled] == [(12, False), (12, False), (6, True)]


def test_both_speakers_interleave_by_time() -> None:
    events = list(utterance_events([Utterance(REP, 0, 4, "On. Wa it."), Utterance(CUSTOMER, 1, 3, "Wait.")]))
    assert [(type(e).__name__, e.speaker.value, e.at_s) for e in events] == [
        ("SpeechStarted", "rep", 0),
        ("SpeechStarted", "customer", 1),
        ("SettledWords", "rep", 2.5),
        ("SpeechStopped", "customer", 3),
        ("SettledWords", "customer", 3),
        ("SpeechStopped", "rep", 4),
        ("SettledWords", "rep", 4),
    ]


def test_utterances_of_one_speaker_that_touch_are_one_stretch_of_speech() -> None:
    events = list(utterance_events([Utterance(REP, 0, 2, "one two"), Utterance(REP, 2.04, 3, "three")]))
    assert [type(e).__name__ for e in events] == [
        "SpeechStarted",
        "SettledWords",
        "SpeechStopped",
        "SettledWords",
    ]
    assert events[2] == SpeechStopped(3, REP, 0, 3)
    apart = list(utterance_events([Utterance(REP, 0, 2, "one two"), Utterance(REP, 2.06, 3, "three")]))
    assert sum(isinstance(e, SpeechStarted) for e in apart) == 2


def test_speech_without_words_still_counts_as_speech() -> None:
    assert list(utterance_events([Utterance(REP, 1, 2, "")])) == [
        SpeechStarted(1, REP, 1),
        SpeechStopped(2, REP, 1, 2),
        SettledWords(2, REP, (), True),
    ]


times = st.floats(0, 100, allow_nan=False) | st.sampled_from([0.0, 1.0, 1.02, 2.0])
words = st.lists(st.sampled_from(["so", "trucks", "wait.", "why?", "“no.”", "and…"]), max_size=60).map(" ".join)
utterances = st.builds(
    lambda speaker, start, length, text: Utterance(speaker, start, start + length, text),
    st.sampled_from(list(Speaker)),
    times,
    times,
    words,
)


@given(st.lists(utterances, max_size=12))
def test_any_transcript_becomes_well_formed_events(said: list[Utterance]) -> None:
    events = list(utterance_events(said))
    assert all(a.at_s <= b.at_s for a, b in pairwise(events))
    for speaker in Speaker:
        own = [event for event in events if event.speaker is speaker]
        speaking, stopped_s, word_s, heard = False, -1.0, 0.0, []
        for event in own:
            match event:
                case SpeechStarted():
                    assert not speaking
                    assert event.start_s == event.at_s >= stopped_s
                    speaking, started_s = True, event.start_s
                case SpeechStopped():
                    assert speaking
                    assert event.start_s == started_s <= event.end_s == event.at_s
                    speaking, stopped_s = False, event.end_s
                case SettledWords():
                    assert event.final is not speaking
                    assert len(event.words) <= 12
                    for word in event.words:
                        assert word_s <= word.start_s <= word.end_s <= event.at_s
                        word_s = word.end_s
                        heard.append(word.text)
        assert not speaking
        by_start = sorted((one for one in said if one.speaker is speaker), key=lambda one: one.start_s)
        assert heard == " ".join(one.text for one in by_start).split()
