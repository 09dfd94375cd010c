"""What a rep sees when a transcript is read, a right one and every kind of wrong one."""

from __future__ import annotations

import json
import random
from contextlib import suppress
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.frames import Speaker
from coaching.plain_text import plain
from coaching.transcript import BadTranscript, Utterance, read_transcript, speaker_names

REP, CUSTOMER = Speaker.REP, Speaker.CUSTOMER

ZOOM = """WEBVTT

1
00:00:01.000 --> 00:00:03.500
Sam Lee: Thanks for making time today.

2
00:00:03.900 --> 00:00:07.250
Dana Ruiz: Sure. One thing: we lose drivers
over the wait at the gate.

3
00:00:07.300 --> 00:00:08.000
one thing: it has to stop
"""

TEAMS = """\ufeffWEBVTT

NOTE duration:"00:31:02.8110000"

b1f3c2d4-9c9f-4a7e/12-0
00:00:01.000 --> 00:00:03.500
<v Sam Lee>Thanks for making
time today.</v>

b1f3c2d4-9c9f-4a7e/13-0
00:00:03.900 --> 00:00:07.250
<v Ruiz, Dana (External)>Note: we lose <i>drivers</i> &amp; money.</v>
"""

MEET = """WEBVTT
Kind: captions

00:00:08.000 --> 00:00:12.000
(Sam Lee)
Thanks for making time
·
00:00:12.000 --> 00:00:16.000
(Sam Lee)
today.
-
·
(Dana Ruiz)
Sure. (laughs) Note: we wait

00:00:16.000 --> 00:00:20.000
at the gate.
(inaudible)
""".replace("·", " ")  # Meet puts a line of one space between voices

SRT = """1
00:00:01,000 --> 00:00:03,500
rep: Thanks for making time.

2
00:00:03,900 --> 00:00:07,250
- customer: Sure.
- rep: So, at 10:30 you said https://x.example is down?
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_bytes(text.encode())
    return path


def line(**changes: object) -> str:
    return json.dumps({"speaker": "rep", "start": 0.0, "end": 2.4, "text": "hello there"} | changes)


def test_json_lines_are_read_in_order_of_start(tmp_path: Path) -> None:
    text = "\r\n".join([line(start=5, end=6, text="later"), "", line(), line(speaker="Customer", text="  a\n b ")])
    assert read_transcript(write(tmp_path, "call.jsonl", "\ufeff" + text)) == (
        Utterance(REP, 0.0, 2.4, "hello there"),
        Utterance(CUSTOMER, 0.0, 2.4, "a b"),
        Utterance(REP, 5.0, 6.0, "later"),
    )


def test_a_zoom_transcript_keeps_names_and_what_only_looks_like_one(tmp_path: Path) -> None:
    path = write(tmp_path, "call.vtt", ZOOM)
    assert speaker_names(path) == ("Sam Lee", "Dana Ruiz")
    assert read_transcript(path, "sam") == (
        Utterance(REP, 1.0, 3.5, "Thanks for making time today."),
        Utterance(CUSTOMER, 3.9, 7.25, "Sure. One thing: we lose drivers over the wait at the gate."),
        Utterance(CUSTOMER, 7.3, 8.0, "one thing: it has to stop"),
    )


def test_a_teams_transcript_names_its_voices_by_tags_alone(tmp_path: Path) -> None:
    assert read_transcript(write(tmp_path, "call.vtt", TEAMS), "Sam Lee") == (
        Utterance(REP, 1.0, 3.5, "Thanks for making time today."),
        Utterance(CUSTOMER, 3.9, 7.25, "Note: we lose drivers & money."),
    )


def test_a_meet_transcript_names_its_voices_on_lines_of_their_own(tmp_path: Path) -> None:
    said = read_transcript(write(tmp_path, "call.vtt", MEET), "Sam Lee")
    assert [(one.speaker.value, one.text) for one in said] == [
        ("rep", "Thanks for making time"),
        ("rep", "today."),
        ("customer", "Sure. (laughs) Note: we wait"),
        ("customer", "at the gate. (inaudible)"),
    ]
    assert said[1].start_s == 12.0 < said[1].end_s == said[2].start_s < said[2].end_s == 16.0


def test_zoom_user_names_in_small_letters_are_names_when_they_come_back(tmp_path: Path) -> None:
    text = ZOOM.replace("Dana Ruiz:", "dana_r:") + "\n4\n00:00:09.000 --> 00:00:10.000\ndana_r: and soon\n"
    assert speaker_names(write(tmp_path, "call.vtt", text)) == ("Sam Lee", "dana_r")


def test_two_voices_in_one_srt_cue_share_its_time(tmp_path: Path) -> None:
    first, sure, asked = read_transcript(write(tmp_path, "call.srt", SRT))
    assert first == Utterance(REP, 1.0, 3.5, "Thanks for making time.")
    assert (sure.speaker, sure.text, asked.speaker) == (CUSTOMER, "Sure.", REP)
    assert asked.text == "So, at 10:30 you said https://x.example is down?"
    assert sure.start_s == 3.9 < sure.end_s == asked.start_s < asked.end_s == 7.25


def test_everyone_who_is_not_the_rep_is_the_customer(tmp_path: Path) -> None:
    lines = [line(speaker=name, start=i, end=i + 1) for i, name in enumerate(["Ana", "Bo", "Cy"])]
    said = read_transcript(write(tmp_path, "call.jsonl", "\n".join(lines)), "bo")
    assert [one.speaker for one in said] == [CUSTOMER, REP, CUSTOMER]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", ["call.jsonl: there is nothing said in it"]),
        ("hello", ["line 1", "expected one utterance like"]),
        (line() + "\n" + line()[:-3], ["line 2", "expected one utterance like"]),
        ("[1]", ["line 1", "expected one utterance like"]),
        ("[" * 90_000, ["line 1", "expected one utterance like"]),
        ('{"speaker": "rep", "strat": 0, "end": 1, "text": ""}', ['the key "start" (it has "strat")']),
        (line(start="0"), ['expected "start" to be seconds from 0 to 86400']),
        (line(start=True), ['expected "start" to be seconds']),
        (line(start=-0.1), ['expected "start" to be seconds']),
        (line(end=None), ['expected "end" to be seconds']),
        (line(end=float("nan")), ['expected "end" to be seconds']),
        (line(end=float("inf")), ['expected "end" to be seconds']),
        (line(end=0).replace('"end": 0', '"end": 1e999'), ['expected "end" to be seconds']),
        (line(end=0).replace('"end": 0', '"end": 1' + "0" * 400), ['expected "end" to be seconds']),
        (line(end=0).replace('"end": 0', '"end": 1' + "0" * 5000), ["expected one utterance like"]),
        (line(start=3), ["line 1", "expected the end (2.4 s) not before the start (3 s)"]),
        (line(text=7), ['expected "text" to be the words in quotes']),
        (line(speaker=None), ['expected "speaker" to be "rep", "customer" or a name']),
        (line(speaker=" "), ['expected "speaker" to be "rep", "customer" or a name']),
        (
            line() + "\n" + line(speaker="Dana"),
            ["line 2", "to be told who is the rep", "Speaking: rep, Dana."],
        ),
        (line(text="x" * 100_001), ["line 1", "at most 100000 characters"]),
    ],
)
def test_a_broken_json_line_is_named_in_one_line(tmp_path: Path, text: str, parts: list[str]) -> None:
    with pytest.raises(BadTranscript) as caught:
        read_transcript(write(tmp_path, "call.jsonl", text))
    assert "\n" not in str(caught.value)
    for part in parts:
        assert part in str(caught.value)


@pytest.mark.parametrize(
    ("name", "text", "part"),
    [
        ("call.vtt", ZOOM[6:], "line 1: expected WEBVTT"),
        ("call.vtt", ZOOM.replace("03.900 -->", "03.900 ->"), "line 7: expected a cue with its times"),
        ("call.vtt", ZOOM.replace("00:00:03.900", "soon"), "line 8: expected times like"),
        ("call.vtt", ZOOM.replace("00:00:03.900", "00:00:61.900"), "line 8: expected minutes and seconds"),
        ("call.vtt", ZOOM.replace("00:00:07.250", "9000:00:07.250"), "line 8: expected times up to 24 hours"),
        (
            "call.vtt",
            ZOOM.replace("00:00:03.900", "00:00:08.900"),
            "line 8: expected the end (7.25 s) not before",
        ),
        ("call.vtt", ZOOM.replace("Sam Lee: ", ""), "line 4: expected who speaks"),
        ("call.vtt", ZOOM, "line 4: expected the speaker"),
        ("call.srt", "", "nothing said"),
        ("call.txt", "hello", "expected a transcript that ends in .jsonl, .vtt or .srt"),
    ],
)
def test_a_broken_cue_is_named_in_one_line(tmp_path: Path, name: str, text: str, part: str) -> None:
    with pytest.raises(BadTranscript) as caught:
        read_transcript(write(tmp_path, name, text))
    assert "\n" not in str(caught.value)
    assert part in str(caught.value)


@pytest.mark.parametrize(("wanted", "found"), [("Kim", "nobody"), ("a", "more than one person"), ("", "nobody")])
def test_a_rep_who_is_not_there_or_not_one_person_is_asked_for(tmp_path: Path, wanted: str, found: str) -> None:
    with pytest.raises(BadTranscript, match=rf"{found}.*Speaking: Sam Lee, Dana Ruiz\."):
        read_transcript(write(tmp_path, "call.vtt", ZOOM), wanted)


def test_files_that_cannot_be_read_say_why(tmp_path: Path) -> None:
    latin = tmp_path / "latin.srt"
    latin.write_bytes(b"1\n00:00:01,000 --> 00:00:02,000\nDana: caf\xe9")
    with pytest.raises(BadTranscript, match="line 3: not UTF-8"):
        read_transcript(latin)
    with pytest.raises(BadTranscript, match="cannot be read: No such file"):
        read_transcript(tmp_path / "nowhere.vtt")
    with pytest.raises(BadTranscript, match="cannot be read"):
        read_transcript(Path("a\0b.vtt"))


@given(st.binary(max_size=400), st.sampled_from([".jsonl", ".vtt", ".srt"]), st.randoms(use_true_random=False))
def test_whatever_the_file_holds_only_a_bad_transcript_is_raised(
    tmp_path_factory: pytest.TempPathFactory, junk: bytes, suffix: str, chance: random.Random
) -> None:
    good = {".jsonl": line() + "\n" + line(), ".vtt": ZOOM, ".srt": SRT}[suffix].encode()
    at = chance.randrange(len(good))
    path = tmp_path_factory.getbasetemp() / f"junk{suffix}"
    path.write_bytes(good[:at] + junk + good[at + chance.randrange(40) :])
    try:
        said = read_transcript(path, chance.choice([None, "Sam Lee", "rep"]))
    except BadTranscript as error:
        assert "\n" not in str(error)  # noqa: PT017 (either outcome is right)
    else:
        assert all(0 <= one.start_s <= one.end_s and one.text == plain(one.text) for one in said)


@pytest.mark.parametrize("piece", ["<v ", "<", "a:", "- ", "<v a>", "[", "&#", "\x00", "A: "])
def test_hostile_repetition_does_not_make_reading_slow(tmp_path: Path, piece: str) -> None:
    def cpu_s(times: int) -> float:
        path = write(tmp_path, "call.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nx: " + piece * times)
        begin_s = process_time()
        with suppress(BadTranscript):
            read_transcript(path, "x")
        return process_time() - begin_s

    cpu_s(10)
    assert cpu_s(16_000) < 40 * (cpu_s(2_000) + 0.01)  # eight times the text, far from 64 times the work
