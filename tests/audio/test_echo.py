"""Loudspeakers: the customer's voice in the microphone is not the rep's, and a headset costs nothing."""

from __future__ import annotations

import runpy
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from audio.activity import VoiceActivity
from audio.decoding import SoundFile
from audio.echo import without_echo
from audio.echo_detector import EchoDetector
from audio.frames import FRAME_S, FRAME_SAMPLES, SAMPLE_RATE_HZ, Frame, Samples, Speaker
from audio.health import SourceLost, SourceRestored
from audio.recording import open_recording
from audio.speech import SpeechStopped

REP, CUSTOMER = Speaker.REP, Speaker.CUSTOMER
TESTS = Path(__file__).parents[1]
BENCHMARK = runpy.run_path(str(TESTS / "benchmarks" / "echo.py"))
ECHO = BENCHMARK["echo_of"]
ROOM = BENCHMARK["room"]()


def voice(name: str) -> Samples:
    file = SoundFile(TESTS / "voices" / f"{name}.opus")
    sound = np.concatenate(list(file.blocks()))[:, 0]
    file.close()
    return sound


def silence(duration_s: float) -> Samples:
    return np.zeros(round(duration_s * SAMPLE_RATE_HZ), np.float32)


def even(*sides: Samples) -> list[Samples]:
    length = -(-max(map(len, sides)) // FRAME_SAMPLES) * FRAME_SAMPLES
    return [np.pad(side, (0, length - len(side))) for side in sides]


@pytest.fixture
def call() -> tuple[Samples, Samples]:
    """The customer speaks first, then the rep, then the customer, then both at once."""
    rep, customer = voice("rep"), voice("customer")
    return tuple(
        even(
            np.concatenate([silence(6.5), rep, silence(7.0), rep]),
            np.concatenate([silence(0.5), customer, silence(7.0), customer, silence(0.5), customer]),
        )
    )


def frames(rep: Samples, customer: Samples) -> list[Frame]:
    return BENCHMARK["events"](rep, customer)


def rep_side(events: list[Frame]) -> Samples:
    return np.concatenate([event.samples for event in events if event.speaker is REP])


def rep_speech(events: list[Frame]) -> list[tuple[float, float]]:
    activity = VoiceActivity(REP)
    found = [event for frame in events if frame.speaker is REP for event in activity.hear(frame)]
    found += activity.flush(events[-1].end_s)
    return [(event.start_s, event.end_s) for event in found if isinstance(event, SpeechStopped)]


def test_the_customer_out_of_the_loudspeaker_is_not_the_rep(call):
    rep, customer = call
    spoken = rep_speech(frames(rep, customer))
    echoing = frames(rep + ECHO(customer, -10.0, ROOM), customer)
    assert overlap_s(rep_speech(echoing), 0.0, 6.0) > 4.0  # the fault, before it is mended
    cleaned = rep_speech(list(without_echo(echoing)))
    assert overlap_s(cleaned, 0.0, 6.0) == 0.0
    assert overlap_s(cleaned, 6.0, 13.0) == pytest.approx(overlap_s(spoken, 6.0, 13.0), rel=0.01)


def test_a_rep_whom_the_customer_talks_over_all_the_time_is_still_heard(call):
    rep, customer = call
    cleaned = rep_speech(list(without_echo(frames(rep + ECHO(customer, -10.0, ROOM), customer))))
    # The canceller swallows some of a voice that is no louder than the echo.
    assert overlap_s(cleaned, 19.0, 24.0) > 0.7 * overlap_s(rep_speech(frames(rep, customer)), 19.0, 24.0)


@pytest.mark.parametrize("level_db", [-6.0, -10.0, -20.0])
def test_a_customer_who_cuts_in_does_not_lengthen_what_the_rep_said(level_db):
    rep, customer = even(
        np.concatenate([silence(6.5), voice("rep"), silence(6.0)]),
        np.concatenate([silence(0.5), voice("customer"), silence(5.4), voice("customer")]),
    )
    [(_, true_end_s)] = rep_speech(frames(rep, customer))
    cleaned = rep_speech(list(without_echo(frames(rep + ECHO(customer, level_db, ROOM), customer))))
    assert max(end_s for _, end_s in cleaned) == pytest.approx(true_end_s, abs=0.15)


def test_two_who_speak_at_once_from_the_first_second_are_both_heard():
    rep, customer = even(voice("rep"), voice("customer"))
    after = list(without_echo(frames(rep, customer)))
    np.testing.assert_array_equal(rep_side(after), rep)


def test_the_first_words_of_all_are_held_back_for_two_seconds_at_most():
    """As long as it takes to know whether they echo; after that nobody waits."""
    customer, rep = even(np.tile(voice("customer"), 3), silence(1.0))
    given: list[Frame] = []

    def heard() -> Iterator[Frame]:
        for frame in frames(rep, customer):
            given.append(frame)
            yield frame

    waited_s = [given[-1].start_s - frame.start_s for frame in without_echo(heard())]
    assert max(waited_s) < 2.2
    assert max(waited_s[len(waited_s) // 2 :]) < 0.1


def overlap_s(stretches: list[tuple[float, float]], start_s: float, end_s: float) -> float:
    return sum(max(0.0, min(end, end_s) - max(start, start_s)) for start, end in stretches)


def test_every_frame_keeps_its_time_and_the_customer_is_untouched(call):
    before = frames(*call)
    after = list(without_echo(before))
    assert [(frame.speaker, frame.start_s) for frame in after] == [(frame.speaker, frame.start_s) for frame in before]
    for old, new in zip(before[1::2], after[1::2], strict=True):
        assert new.samples is old.samples


def test_while_the_customer_is_silent_the_rep_is_the_microphone_itself(call):
    rep, _ = call
    after = rep_side(list(without_echo(frames(rep, np.zeros_like(rep)))))
    np.testing.assert_array_equal(after, rep)


def test_what_happens_to_devices_stays_between_the_frames_it_came_between(call):
    events = [*frames(*call)]
    lost, restored = SourceLost(0.064, REP, "gone"), SourceRestored(0.128, REP, "Headset")
    events[4:4] = [lost]
    events[9:9] = [restored]
    after = list(without_echo(events))
    assert after.index(lost) == 4
    assert after.index(restored) == 9
    assert len(after) == len(events)


def test_what_happens_to_devices_is_told_at_once_while_the_first_words_are_held_back():
    customer, rep = even(voice("customer"), silence(1.0))
    events: list[Frame | SourceRestored] = [*frames(rep, customer)]
    restored = SourceRestored(1.0, REP, "Headset")
    at = round(1.0 / FRAME_S) * 2
    events[at:at] = [restored]
    told_after = 0

    def heard() -> Iterator[Frame | SourceRestored]:
        nonlocal told_after
        for event in events:
            told_after += 1
            yield event

    next(event for event in without_echo(heard()) if event is restored)
    assert told_after - at < 10


@pytest.mark.parametrize("steps", [0, 1, 2, 3])
def test_a_call_of_a_few_frames_comes_out_whole(steps):
    few = frames(*[np.full(steps * FRAME_SAMPLES, 0.1, np.float32)] * 2)
    assert [frame.start_s for frame in without_echo(few)] == [frame.start_s for frame in few]


def test_a_recording_with_an_echo_is_cleaned_from_its_first_word(call, write_sound):
    rep, customer = call
    stereo = np.stack([rep + ECHO(customer, -10.0, ROOM), customer], axis=1).astype(np.float32)
    with open_recording(write_sound("call.wav", stereo)) as recording:
        cleaned = rep_speech(list(recording.events()))
    assert cleaned[0][0] == pytest.approx(6.7, abs=0.2)


def presence(detector: EchoDetector, near: Samples, far: Samples) -> list[tuple[float, bool]]:
    """(seconds, is there an echo?) at the start and wherever that changes."""
    changes = [(0.0, detector.is_present)]
    for at in range(0, len(far) - FRAME_SAMPLES + 1, FRAME_SAMPLES):
        detector.hear(near[at : at + FRAME_SAMPLES], far[at : at + FRAME_SAMPLES])
        if detector.is_present != changes[-1][1]:
            changes.append((at / SAMPLE_RATE_HZ + FRAME_S, detector.is_present))
    return changes


def test_a_headset_has_no_echo_and_a_loudspeaker_is_noticed_when_the_headset_is_pulled_out():
    customer = np.tile(voice("customer"), 6)
    room_noise = np.random.default_rng(2).standard_normal(len(customer)) * 10 ** (-60 / 20)
    near = (np.resize(voice("rep"), len(customer)) * 0.5 + room_noise).astype(np.float32)
    pulled_out = round(20.0 * SAMPLE_RATE_HZ)
    near[pulled_out:] += ECHO(customer, -15.0, ROOM)[pulled_out:]
    assert [is_present for _, is_present in presence(EchoDetector(), near, customer)] == [False, True]
    # Both speak all the time here: in turns it takes two seconds.
    assert 20.0 < presence(EchoDetector(), near, customer)[1][0] < 27.0


def test_a_loudspeaker_is_noticed_within_a_second_of_the_first_word():
    customer = voice("customer")
    (_, _), (found_s, _) = presence(EchoDetector(), ECHO(customer, -10.0, ROOM), customer)
    assert found_s < 1.2  # the voice itself begins at 0.2 s


def test_an_echo_that_is_gone_is_forgotten():
    customer = np.tile(voice("customer"), 8)
    near = ECHO(customer, -10.0, ROOM)
    near[5 * SAMPLE_RATE_HZ :] = 0.0
    (_, _), (_, _), (gone_s, is_present) = presence(EchoDetector(), near, customer)
    assert not is_present
    assert 32.0 < gone_s < 42.0


@pytest.mark.parametrize("later_s", [0.0, 0.03, 0.097, 0.17, 0.194, 0.36])
def test_two_voices_are_no_echo_however_they_fall_together(later_s):
    rep, customer = even(np.concatenate([silence(later_s), voice("rep")]), voice("customer"))
    assert presence(EchoDetector(), rep, customer) == [(0.0, False)]


def test_a_sharp_sound_on_both_sides_at_once_is_no_echo():
    """A click, or two voices that begin out of digital silence: it correlates like an echo, but only once."""
    rep, customer = (0.3 * side for side in even(voice("rep"), voice("customer")))
    rep[round(0.30 * SAMPLE_RATE_HZ)] = customer[round(0.33 * SAMPLE_RATE_HZ)] = 0.9
    rep[: round(0.3 * SAMPLE_RATE_HZ)] = customer[: round(0.33 * SAMPLE_RATE_HZ)] = 0.0
    assert presence(EchoDetector(), rep, customer) == [(0.0, False)]
