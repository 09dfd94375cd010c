"""Recordings: any format gives the same call, and a file that cannot be coached says why in one line."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from audio.errors import BadInput
from audio.frames import FRAME_S, FRAME_SAMPLES, SAMPLE_RATE_HZ, Frame, Speaker
from audio.recording import Recording, open_pair, open_recording


def heard(recording: Recording) -> dict[Speaker, np.ndarray]:
    """All of each side's sound, after checking that every step has one frame of each, rep first, on time."""
    with recording:
        frames = list(recording.events())
    assert all(isinstance(frame, Frame) for frame in frames)
    assert [frame.speaker for frame in frames] == [Speaker.REP, Speaker.CUSTOMER] * (len(frames) // 2)
    assert [frame.start_s for frame in frames[::2]] == pytest.approx(
        [step * FRAME_S for step in range(len(frames) // 2)]
    )
    assert all(frame.samples.shape == (FRAME_SAMPLES,) for frame in frames)
    assert all(frame.samples.dtype == np.float32 for frame in frames)
    return {side: np.concatenate([f.samples for f in frames if f.speaker is side]) for side in Speaker}


def pitch_hz(samples: np.ndarray) -> float:
    middle = samples[len(samples) // 4 : -len(samples) // 4]
    spectrum = np.abs(np.fft.rfft(middle * np.hanning(len(middle))))
    return float(np.fft.rfftfreq(len(middle), 1 / SAMPLE_RATE_HZ)[spectrum.argmax()])


FORMATS = [
    ("wav", 8_000),
    ("wav", 96_000),
    ("flac", 44_100),
    ("mp3", 44_100),
    ("m4a", 48_000),
    ("opus", 48_000),
]


@pytest.mark.parametrize(("suffix", "rate_hz"), [*FORMATS, ("mp4", 22_050)])
def test_left_is_the_rep_and_right_the_customer_in_every_format(write_sound, two_tones, suffix, rate_hz):
    recording = open_recording(write_sound(f"call.{suffix}", two_tones(rate_hz=rate_hz), rate_hz))
    assert recording.name == f"call.{suffix}"
    assert recording.duration_s == pytest.approx(2.0, abs=0.1)
    sides = heard(recording)
    assert pitch_hz(sides[Speaker.REP]) == pytest.approx(440, abs=2)
    assert pitch_hz(sides[Speaker.CUSTOMER]) == pytest.approx(1000, abs=2)
    assert len(sides[Speaker.REP]) / SAMPLE_RATE_HZ == pytest.approx(2.0, abs=0.15)
    middle = slice(SAMPLE_RATE_HZ // 2, SAMPLE_RATE_HZ * 3 // 2)
    assert np.abs(sides[Speaker.REP][middle]).max() == pytest.approx(0.5, abs=0.1)


def test_swap_puts_the_rep_on_the_right(write_sound, two_tones):
    sides = heard(open_recording(write_sound("call.wav", two_tones()), swap=True))
    assert pitch_hz(sides[Speaker.REP]) == pytest.approx(1000, abs=2)


def test_sound_at_our_own_rate_is_handed_on_sample_for_sample(write_sound):
    rng = np.random.default_rng(5)
    sound = (rng.integers(-20_000, 20_000, (1300, 2)) / 32_768).astype(np.float32)
    rep = heard(open_recording(write_sound("call.wav", sound)))[Speaker.REP]
    assert len(rep) == 3 * FRAME_SAMPLES
    np.testing.assert_allclose(rep[:1300], sound[:, 0], atol=1e-4)
    assert not rep[1300:].any()


@pytest.mark.parametrize("suffix", ["wav", "mp3", "opus"])
def test_a_click_stays_where_it_was_when_rate_and_format_change(write_sound, suffix):
    sound = np.zeros((48_000 * 3, 2), np.float32)
    sound[48_000 * 2 : 48_000 * 2 + 48, 0] = 0.9
    rep = heard(open_recording(write_sound(f"call.{suffix}", sound, 48_000)))[Speaker.REP]
    assert np.abs(rep).argmax() / SAMPLE_RATE_HZ == pytest.approx(2.0, abs=0.003)


def test_the_shorter_of_two_files_is_silent_at_the_end(write_sound, two_tones):
    rep = write_sound("rep.wav", two_tones(1.0)[:, :1])
    customer = write_sound("customer.flac", two_tones(2.0, 8_000)[:, 1:], 8_000)
    recording = open_pair(rep, customer)
    assert recording.name == "rep.wav + customer.flac"
    assert recording.duration_s == pytest.approx(2.0, abs=0.01)
    sides = heard(recording)
    assert len(sides[Speaker.REP]) == len(sides[Speaker.CUSTOMER])
    assert sides[Speaker.REP][:SAMPLE_RATE_HZ].any()
    assert not sides[Speaker.REP][SAMPLE_RATE_HZ + 2 * FRAME_SAMPLES :].any()
    assert pitch_hz(sides[Speaker.CUSTOMER]) == pytest.approx(1000, abs=2)


def test_stop_ends_the_call_at_once(write_sound, two_tones):
    with open_recording(write_sound("call.wav", two_tones())) as recording:
        events = recording.events()
        next(events)
        next(events)
        recording.stop()
        recording.stop()
        assert len(list(events)) <= 4  # those that echo removal held back


def complaint(path: Path, other: Path | None = None) -> str:
    """What the user reads, after opening and hearing all of it."""
    with pytest.raises(BadInput) as caught, open_pair(path, other) if other else open_recording(path) as call:
        list(call.events())
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert "\n" not in message
    return message


@pytest.mark.parametrize("suffix", ["wav", "flac", "mp3", "m4a", "opus", "mp4", "mka"])
def test_half_a_file_is_refused_before_it_is_coached(write_sound, two_tones, suffix):
    path = write_sound(f"call.{suffix}", two_tones(20.0, 48_000), 48_000)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(BadInput, match=r"cut off.*copy the whole file again"):
        open_recording(path)


def test_half_an_mp4_with_its_index_in_front_is_refused_too(write_sound, two_tones):
    path = write_sound("call.mp4", two_tones(20.0, 48_000), 48_000, movflags="faststart")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert "cut off" in complaint(path)


def test_a_wav_written_to_a_pipe_does_not_count_as_cut_off(write_sound, two_tones):
    path = write_sound("call.wav", two_tones())
    data = bytearray(path.read_bytes())
    at = data.index(b"data") + 4
    data[at : at + 4] = b"\xff\xff\xff\xff"
    path.write_bytes(data)
    assert len(heard(open_recording(path))[Speaker.REP]) >= 2 * SAMPLE_RATE_HZ


def test_a_break_in_the_middle_is_told_with_its_time(write_sound, two_tones):
    path = write_sound("call.mp4", two_tones(20.0, 48_000), 48_000, movflags="faststart")
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 4_000] = np.random.default_rng(1).bytes(4_000)
    path.write_bytes(data)
    assert "broken at" in complaint(path)


def test_one_channel_where_two_are_needed_says_how_to_give_two_files(write_sound, two_tones):
    assert "--rep FILE --customer FILE" in complaint(write_sound("call.wav", two_tones()[:, :1]))


@pytest.mark.parametrize(("suffix", "rate_hz"), FORMATS)
def test_a_call_mixed_onto_both_channels_is_refused(write_sound, two_tones, suffix, rate_hz):
    """As meeting programs record: coached, each side would say everything that both said."""
    both = two_tones(rate_hz=rate_hz).mean(axis=1, keepdims=True)
    assert "both channels hold the same sound" in complaint(
        write_sound(f"call.{suffix}", np.repeat(both, 2, axis=1), rate_hz)
    )


def test_a_loud_echo_or_a_silent_side_is_no_mixed_call(write_sound, two_tones):
    sides = two_tones()
    sides[:, 0] += 0.5 * sides[:, 1]
    assert open_recording(write_sound("echo.wav", sides))
    sides[:, 0] = 0.0
    assert open_recording(write_sound("silent.wav", sides))
    assert open_recording(write_sound("nothing.wav", 0 * sides))


def test_six_channels_are_refused(write_sound, two_tones):
    assert "6 channels" in complaint(write_sound("call.flac", np.tile(two_tones(), 3)))


def test_what_is_no_recording_at_all_says_so(tmp_path):
    assert "no such file" in complaint(tmp_path / "call.wav")
    assert "folder" in complaint(tmp_path)
    empty = tmp_path / "empty.wav"
    empty.touch()
    assert "empty" in complaint(empty)
    text = tmp_path / "notes.wav"
    text.write_text("not sound, whatever the name says\n" * 50)
    assert "not a sound or video file" in complaint(text)


def test_a_wav_without_a_single_sample_is_refused(write_sound, two_tones):
    path = write_sound("call.wav", two_tones())
    data = bytearray(path.read_bytes())
    at = data.index(b"data") + 4
    path.write_bytes(bytes(data[:at]) + b"\0\0\0\0")
    assert "no sound" in complaint(path)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_says_so(write_sound, two_tones):
    path = write_sound("call.wav", two_tones())
    path.chmod(0)
    assert "may not read" in complaint(path)


def test_the_second_of_a_pair_is_checked_as_well(write_sound, two_tones, tmp_path):
    rep = write_sound("rep.wav", two_tones()[:, :1])
    with pytest.raises(BadInput, match="no such file"):
        open_pair(rep, tmp_path / "nobody.wav")
