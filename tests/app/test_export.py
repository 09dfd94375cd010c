"""Every export is valid, says what the log says, and is never half written."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import webvtt

from app.export import FORMATS, UnknownFormat, export, write_privately
from app.export.story import first_voiced, how_it_went, needs, numbers
from app.export.timeline import timeline
from audio.frames import Speaker
from coaching.habit import habit
from coaching.heard import PlannedQuestion, Purpose, QuestionStatus, Signal, SignalKind
from coaching.nudge import Barrier, Nudge, NudgeRaised, Pillar, Quote
from coaching.prep import PrepCard
from coaching.session_log import CallInfo, schema, session_log
from coaching.transcript import Utterance, read_transcript
from coaching.utterance_events import utterance_events

REP, CUSTOMER = Speaker.REP, Speaker.CUSTOMER
HOSTILE = '<script>alert("x")</script> & *bold* | `code` --> =1+1'
SAID = [
    Utterance(REP, 0.0, 4.0, "Thanks for your time. What made you take this call?"),
    Utterance(CUSTOMER, 5.0, 25.0, f"We lose drivers at the gate. {HOSTILE} Every single week."),
    Utterance(REP, 25.5, 75.5, "Our platform does exactly that and it saves everyone a lot of time every day."),
]


def nudge(id: int, rule: str, text: str, *, shown: bool = True, quote: str | None = None) -> NudgeRaised:
    evidence = (Quote(CUSTOMER, 5.0, 9.0, f"We lose drivers {HOSTILE}"), Quote(REP, 25.5, 26.0, ""))
    pillar, barrier = Pillar.PRODUCTIVE, Barrier.IMPATIENCE
    why = f"You offered 1 s after the need. {HOSTILE}"
    return NudgeRaised(27.0 + id, Nudge(id, 27.0 + id, rule, barrier, pillar, text, why, evidence, quote, shown))


@pytest.fixture(scope="module")
def log() -> dict[str, Any]:
    call = CallInfo(datetime(2026, 11, 24, 8, 48, tzinfo=UTC), "discovery", "call.jsonl", id="2026-11-24-0848-abcd")
    prep = PrepCard(customer="Dana Ruiz, CFO", company="Northwind <Freight>", questions=("Who decides?", "Why now?"))
    events = [
        *utterance_events(SAID),
        Signal(5.0, 9.0, 9.5, SignalKind.NEED, Purpose.PROBLEM, f"We lose drivers. {HOSTILE}", "lose drivers"),
        Signal(15.0, 19.0, 9.5, SignalKind.CONCERN, "price", "It is dear.", "dear"),
        PlannedQuestion("Who decides?", QuestionStatus.ANSWERED, False, 9.0, "my boss"),
        nudge(1, "premature-pitch", "Too soon. Ask one more.", shown=False),
        nudge(2, "missed-signal", "Go back to this:", quote="lose drivers"),
        nudge(3, "premature-pitch", "Too soon. Ask one more."),
    ]
    return session_log(call, prep, events)


@pytest.fixture(scope="module")
def silent() -> dict[str, Any]:
    return session_log(CallInfo(datetime(2026, 11, 24, tzinfo=UTC), "demo", ""), PrepCard(), [])


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "pdf"])
def test_a_call_in_which_nothing_was_heard_can_be_exported(silent: dict[str, Any], form: str) -> None:
    assert isinstance(export(silent, form), str)


def test_an_unknown_format_gets_a_suggestion(log: dict[str, Any]) -> None:
    with pytest.raises(UnknownFormat, match=r'no format is called "htm": expected json, csv.*Did you mean html\?'):
        export(log, "htm")


def test_json_is_the_session_log(log: dict[str, Any]) -> None:
    again = json.loads(export(log, "json"))
    jsonschema.Draft202012Validator(schema()).validate(again)
    assert again == json.loads(json.dumps(log))


def test_csv_has_a_row_for_every_turn_nudge_and_metric(log: dict[str, Any]) -> None:
    rows = list(csv.DictReader(io.StringIO(str(export(log, "csv")), newline="")))
    of_kind = {kind: [row for row in rows if row["row"] == kind] for kind in ("turn", "nudge", "metric", "signal")}
    assert [row["text"] for row in of_kind["turn"]] == [turn["text"] for turn in log["turns"]]
    assert [(row["name"], row["shown"]) for row in of_kind["nudge"]] == [
        ("premature-pitch", "false"),
        ("missed-signal", "true"),
        ("premature-pitch", "true"),
    ]
    assert {row["name"]: float(row["value"]) for row in of_kind["metric"] if row["value"]} == {
        name: value for name, value in log["metrics"].items() if value is not None
    }
    assert {row["session"] for row in rows} == {"2026-11-24-0848-abcd"}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_speech_never_becomes_a_spreadsheet_formula(log: dict[str, Any], start: str) -> None:
    turn = {"speaker": "rep", "start": 0.0, "end": 1.0, "text": start + "1+1"}
    rows = list(csv.DictReader(io.StringIO(str(export(log | {"turns": [turn]}, "csv")), newline="")))
    assert rows[0]["text"] == "'" + start + "1+1"


@pytest.mark.parametrize("form", ["srt", "vtt"])
def test_captions_are_read_back_as_the_same_words(log: dict[str, Any], form: str, tmp_path: Path) -> None:
    path = tmp_path / f"call.{form}"
    write_privately(path, export(log, form))
    said = read_transcript(path)
    expected = [one.text.replace("-->", "→") if form == "srt" else one.text for one in SAID]
    for speaker in Speaker:
        kept = " ".join(one.text for one in said if one.speaker is speaker)
        plain = re.sub(r"</?script>", "", kept) if form == "srt" else kept
        wanted = " ".join(text for one, text in zip(SAID, expected, strict=True) if one.speaker is speaker)
        assert plain == (re.sub(r"</?script>", "", wanted) if form == "srt" else wanted)
    assert all(one.end_s > one.start_s for one in said)
    assert all(len(one.text) <= 84 for one in said)


def test_webvtt_satisfies_another_reader(log: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "call.vtt"
    write_privately(path, export(log, "vtt"))
    cues = webvtt.WebVTT.read(str(path), strict=True)
    assert {cue.voice for cue in cues} == {"Rep", "Customer"}
    assert cues[0].start == "00:00:00.000"


@pytest.mark.parametrize("form", ["srt", "vtt"])
@pytest.mark.skipif(shutil.which("ffprobe") is None, reason="ffprobe is not installed")
def test_ffprobe_knows_the_captions(log: dict[str, Any], form: str, tmp_path: Path) -> None:
    path = tmp_path / f"call.{form}"
    write_privately(path, export(log, form))
    command = ["ffprobe", "-v", "error", "-show_entries", "stream=codec_name", "-of", "csv=p=0", str(path)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.stderr == ""
    assert done.stdout.strip() == {"srt": "subrip", "vtt": "webvtt"}[form]


def test_markdown_puts_one_habit_first_and_keeps_speech_from_being_markup(log: dict[str, Any]) -> None:
    text = str(export(log, "md"))
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert headings[0] == r"# Dana Ruiz, CFO, Northwind \<Freight\>"
    assert headings[1] == "## One habit for next time: Ask one more before you offer."
    assert "Twice in this call." in text
    assert "of speech, silence left out" in text
    assert r"\<script\>" in text
    assert "<script>" not in text
    assert not re.search(r"(?<!\\)\*bold", text)
    assert "(answered, without being asked, 0:09): “my boss”" in text


def test_a_call_without_a_nudge_says_so_first(silent: dict[str, Any]) -> None:
    assert "## Nothing got in the way" in str(export(silent, "md"))
    assert habit(silent) is None
    assert how_it_went(silent).startswith("Nobody was heard")
    assert {number.value for number in numbers(silent)} == {"not known"}


def test_the_habit_is_what_came_up_most_with_its_first_shown_moment(log: dict[str, Any]) -> None:
    found = habit(log)
    assert found is not None
    assert (found.nudge["id"], found.times) == (3, 2)


def test_a_rep_who_comes_in_early_leaves_less_than_no_room(log: dict[str, Any]) -> None:
    early = log | {"metrics": log["metrics"] | {"patience_s": -0.14}}
    assert next(number.value for number in numbers(early) if number.metric == "patience_s") == "−0.1 s"


def test_two_sentences_say_how_it_went(log: dict[str, Any]) -> None:
    assert how_it_went(log) == (
        "You had 73 % of speech, silence left out, and Dana had the rest. Dana voiced a problem and one worry."
    )
    asked = [log["signals"][1] | {"kind": "interest", "detail": detail} for detail in ("how", "price")]
    told = how_it_went(log | {"signals": log["signals"][:1] + asked})
    assert told.endswith("Dana voiced a problem and interest in how it works and the price.")


def test_a_sentence_that_carries_two_needs_is_told_once_and_a_whole_one_before_a_few_words(log: dict[str, Any]) -> None:
    problem = log["signals"][0]
    signals = [problem | {"text": "Exhausting."}, problem, problem | {"at": 6.0}]
    told = needs(log | {"signals": signals})
    assert [need["at"] for need in told] == [5.0, 5.0]
    assert first_voiced(told, ["problem"]) == problem
    assert first_voiced(told[:1], ["goal", "problem"]) == told[0]
    assert first_voiced(told, ["goal"]) is None


MARKED = [{"event": "Bookmark", "at": 30.0, "note": ""}, {"event": "Bookmark", "at": 60.0, "note": "Ask <Rosa>"}]


@pytest.mark.parametrize(
    ("form", "first", "second"),
    [
        ("md", "- **0:30** Bookmark: You marked this.", r"- **1:00** Bookmark: Ask \<Rosa\>"),
        ("html", "<strong>You marked this.</strong>", "<strong>Ask &lt;Rosa&gt;</strong>"),
        ("csv", "bookmark,30.0,,,,,", "bookmark,60.0,,,,Ask <Rosa>"),
        ("json", '"at": 30.0', '"note": "Ask <Rosa>"'),
    ],
)
def test_bookmarks_stand_in_the_exports(log: dict[str, Any], form: str, first: str, second: str) -> None:
    text = str(export(log | {"bookmarks": MARKED}, form))
    assert first in text
    assert second in text


def test_bookmarks_stand_on_the_timeline_with_their_note(log: dict[str, Any]) -> None:
    before, marked = timeline(log), timeline(log | {"bookmarks": MARKED})
    assert marked.count("<path") == before.count("<path") + 2
    assert ">Ask &lt;Rosa&gt;</text>" in marked


class Page(HTMLParser):
    """Checks that every element is closed in order, and collects ids, links and outside addresses."""

    VOID = ("meta", "line", "rect", "circle", "path", "polyline", "br")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        values = dict(attrs)
        self.ids += [str(values["id"])] if "id" in values else []
        self.links += [str(values[name]) for name in ("href", "src") if name in values]
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_html_is_well_formed_and_needs_nothing_from_outside(log: dict[str, Any]) -> None:
    text = str(export(log, "html"))
    page = Page()
    page.feed(text)
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    assert all(link.startswith("#") and link[1:] in page.ids for link in page.links)
    assert "script" not in page.tags
    assert "//" not in re.sub(r"<title>.*?</title>|<p>.*?</p>|<q.*?</q>", "", text)
    assert "url(" not in text
    assert 'name="viewport"' in text
    assert "prefers-color-scheme: dark" in text
    assert text.index("One habit for next time") < text.index("How it went") < text.index('<svg class="timeline')
    assert text.index('<svg class="timeline') < text.index("The words")


def pdf_made_without_a_screen(log: dict[str, Any], folder: Path) -> bytes:
    """In a process of its own: where no window ever was, and without a Qt application left behind here."""
    (folder / "log.json").write_text(json.dumps(log))
    code = (
        "import json, sys; from pathlib import Path; from app.export import export, write_privately;"
        "write_privately(Path(sys.argv[2]), export(json.load(open(sys.argv[1])), 'pdf'))"
    )
    bare = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "QT_QPA_PLATFORM")}
    command = [sys.executable, "-c", code, str(folder / "log.json"), str(folder / "call.pdf")]
    done = subprocess.run(command, capture_output=True, text=True, env=bare)
    assert done.returncode == 0, done.stderr
    return (folder / "call.pdf").read_bytes()


def test_pdf_is_a_whole_document_with_its_fonts(log: dict[str, Any], tmp_path: Path) -> None:
    document = pdf_made_without_a_screen(log, tmp_path)
    assert document.startswith(b"%PDF-")
    assert document.rstrip().endswith(b"%%EOF")
    assert document.count(b"/FontFile2") >= 2
    if shutil.which("pdftotext"):
        text = subprocess.run(["pdftotext", str(tmp_path / "call.pdf"), "-"], capture_output=True, text=True).stdout
        assert text.index("One habit for next time") < text.index("How it went") < text.index("The words")
        assert "<script>" in text, "speech is shown as it was said"


def test_a_silent_call_makes_a_pdf_too(silent: dict[str, Any], tmp_path: Path) -> None:
    assert pdf_made_without_a_screen(silent, tmp_path).startswith(b"%PDF-")


def test_the_timeline_stays_inside_its_frame_however_long_the_call(log: dict[str, Any]) -> None:
    long = log | {"call": log["call"] | {"duration_s": 4 * 3600.0}}
    for picture in (timeline(log), timeline(long)):
        xs = [float(x) for x in re.findall(r' (?:x|x1|x2)="([\d.]+)"', picture)]
        assert max(xs) <= 1076
        assert picture.count('<text class="small" x') < 30


@pytest.mark.parametrize("form", ["md", "html"])
def test_what_got_in_the_way_is_told_in_words_not_in_ids(log: dict[str, Any], form: str) -> None:
    text = str(export(log, form))
    assert "Offered too soon, twice; passed something by. 1 held back." in text
    assert "premature-pitch" not in text
