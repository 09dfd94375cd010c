"""The session log says what the call was, in the published form, and can be coached again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.frames import Speaker
from audio.health import SourceLost, SourceRestored
from audio.speech import SpeechStarted
from coaching.coach import Coach, RuleFailed
from coaching.heard import Pitch, PlannedQuestion, Purpose, Question, QuestionStatus, Signal, SignalKind
from coaching.heard_again import BadSessionLog, events_from_log, prep_from_log, read_session_log
from coaching.listeners.ear import Ear
from coaching.nudge import Barrier, Ending, Nudge, NudgeEnded, NudgeRaised, Pillar, Quote
from coaching.prep import CallKind, PrepCard, read_prep
from coaching.session_log import CallInfo, schema, session_log
from coaching.tick import with_ticks
from coaching.transcript import Utterance, read_transcript
from coaching.utterance_events import utterance_events
from models.words import SettledWords, Word

DEMO = Path(__file__).parents[2] / "app" / "demo"
REP, CUSTOMER = Speaker.REP, Speaker.CUSTOMER
CALL = CallInfo(datetime(2026, 11, 24, 8, 48, tzinfo=UTC), "discovery", "call.jsonl", id="x")
CARD = PrepCard(customer="Dana Ruiz", planned_minutes=30, questions=("Who decides?", "How many drivers?"))

SAID = [
    Utterance(REP, 0.0, 4.0, "Thanks for making time today, Dana. Um, what made you take this call?"),
    Utterance(CUSTOMER, 5.0, 25.0, "We lose drivers at the gate every single week. It has to stop."),
    Utterance(REP, 25.5, 75.5, "Our platform does exactly that and it saves everyone a lot of time."),
    Utterance(CUSTOMER, 76.5, 80.5, "My boss decides about that, and nobody else does."),
    Utterance(CUSTOMER, 82.0, 92.0, "What I wanted to say before is that the drivers simply wait for hours."),
    Utterance(REP, 90.0, 95.0, "Right, let me stop you there for a second."),
]
NUDGE = Nudge(
    id=1,
    at_s=27.0,
    rule="premature-pitch",
    barrier=Barrier.IMPATIENCE,
    pillar=Pillar.PRODUCTIVE,
    text="Too soon. Ask one more.",
    why="You offered something 1 s after the need.",
    evidence=(Quote(CUSTOMER, 5.0, 15.0, "We lose drivers"), Quote(REP, 25.5, 27.0, "Our platform")),
    quote="We lose drivers",
)


def held_back(rule: str, at_s: float) -> NudgeRaised:
    evidence = (Quote(CUSTOMER, 76.5, 80.5, "My boss decides"),)
    return NudgeRaised(
        at_s, Nudge(2, at_s, rule, Barrier.PLAN_LOVE, Pillar.GENUINE, "Go back to this:", "why", evidence, None, False)
    )


def happened() -> list[Any]:
    understood = [
        Question(1.0, 4.0, REP, "open", "what made you take this call?"),
        Signal(5.0, 15.0, 16.0, SignalKind.NEED, Purpose.PROBLEM, "We lose drivers.", "lose drivers"),
        Pitch(25.5, 27.0, "Our platform does exactly that"),
        NudgeRaised(27.2, NUDGE),
        NudgeEnded(40.0, 1, Ending.OUT_OF_DATE),
        Signal(76.5, 80.5, 80.6, SignalKind.CONCERN, "authority", "My boss decides.", "my boss decides"),
        PlannedQuestion("Who decides?", QuestionStatus.ASKED, True, 60.0, ""),
        PlannedQuestion("Who decides?", QuestionStatus.ANSWERED, True, 76.5, "My boss decides"),
        held_back("missed-signal", 91.0),
        SourceLost(93.0, REP, "No microphone is connected."),
        SourceRestored(94.0, REP, "Headset"),
        RuleFailed(94.0, "pace", "ZeroDivisionError: division by zero"),
    ]
    return [*utterance_events(SAID), *understood]


@pytest.fixture(scope="module")
def log() -> dict[str, Any]:
    return session_log(CALL, CARD, happened())


def validate(log: dict[str, Any]) -> None:
    checker = jsonschema.Draft202012Validator(schema(), format_checker=jsonschema.FormatChecker())
    checker.validate(json.loads(json.dumps(log, allow_nan=False)))


def test_it_has_the_published_form(log: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    validate(log)


@pytest.mark.parametrize(
    "damage",
    [
        lambda log: log.pop("metrics"),
        lambda log: log["metrics"].pop("patience_s"),
        lambda log: log["nudges"][0].pop("evidence"),
        lambda log: log["nudges"][0].update(shown="yes"),
        lambda log: log["barriers"].pop("pride"),
        lambda log: log["pillars"].pop("common-purpose"),
        lambda log: log["turns"][0].update(speaker="Dana"),
        lambda log: log["questions"][0].update(status="done"),
        lambda log: log.update(schema="courtside.session/2"),
        lambda log: log["call"].update(duration_s=None),
    ],
)
def test_the_schema_notices_every_kind_of_damage(damage: Any) -> None:
    log = json.loads(json.dumps(session_log(CALL, CARD, happened())))
    damage(log)
    with pytest.raises(jsonschema.ValidationError):
        validate(log)


def test_the_catalogs_own_example_has_every_key_that_a_log_has(log: dict[str, Any]) -> None:
    page = Path(__file__).parents[3] / "shared" / "COACHING.md"
    if not page.exists():
        pytest.skip("the catalog page is not here")
    example = page.read_text().split('{"schema"', 1)[1].split("```", 1)[0]
    published = json.loads('{"schema"' + example)

    def missing(wanted: Any, given: Any, path: str) -> list[str]:
        if isinstance(wanted, dict):
            lacking = [f"{path}.{key}" for key in wanted.keys() - given.keys()]
            return lacking + [
                m for key in wanted.keys() & given.keys() for m in missing(wanted[key], given[key], f"{path}.{key}")
            ]
        if isinstance(wanted, list) and wanted and given:
            return missing(wanted[0], given[0], f"{path}[0]")
        return []

    assert missing(published, log, "") == []


def test_metrics_follow_from_the_speech(log: dict[str, Any]) -> None:
    metrics = log["metrics"]
    assert metrics["rep_speech_s"] == 59.0
    assert metrics["customer_speech_s"] == 34.0
    assert metrics["talk_share"] == round(59 / 93, 4)
    assert metrics["longest_monologue_s"] == 50.0
    assert metrics["questions"] == 1
    assert metrics["interruptions"] == 1
    words = sum(len(one.text.split()) for one in SAID if one.speaker is REP)
    assert metrics["words_per_minute"] == round(words / 59 * 60, 1)
    assert metrics["filler_rate"] == round(1 / words, 4)
    assert metrics["patience_s"] == pytest.approx((0.5 - 2.0) / 2)
    assert log["call"]["duration_s"] == 95.0


def test_turns_read_like_the_call(log: dict[str, Any]) -> None:
    assert [(turn["speaker"], turn["start"]) for turn in log["turns"]] == [
        ("rep", 0.0),
        ("customer", 5.0),
        ("rep", 25.5),
        ("customer", 76.5),
        ("rep", 90.0),
    ]


def test_what_cannot_be_known_is_null() -> None:
    silent = session_log(CALL, PrepCard(), [])
    validate(silent)
    assert set(silent["metrics"].values()) == {None}
    wordless = session_log(CALL, PrepCard(), [*utterance_events([Utterance(REP, 0, 8, "")])])
    validate(wordless)
    assert wordless["metrics"]["talk_share"] == 1.0
    assert wordless["metrics"]["questions"] is wordless["metrics"]["words_per_minute"] is None


def test_planned_questions_stand_as_they_stood_last(log: dict[str, Any]) -> None:
    assert [(q["text"], q["status"], q["asked"], q["at"]) for q in log["questions"]] == [
        ("Who decides?", "answered", True, 76.5),
        ("How many drivers?", "open", False, None),
    ]


def test_nudges_say_when_they_came_and_went(log: dict[str, Any]) -> None:
    first, second = log["nudges"]
    assert (first["at"], first["raised"], first["ended"], first["ending"]) == (27.0, 27.2, 40.0, "out-of-date")
    assert (second["shown"], second["ended"]) == (False, None)
    assert first["evidence"][0] == {"speaker": "customer", "start": 5.0, "end": 15.0, "text": "We lose drivers"}


def test_pillars_and_barriers_are_made_of_moments(log: dict[str, Any]) -> None:
    productive = log["pillars"]["productive"]
    assert [(moment["at"], moment["helped"]) for moment in productive["moments"]] == [
        (5.0, True),
        (27.0, False),
        (76.5, True),
    ]
    assert (productive["score"], productive["why"]) == (1, "2 moments helped, 1 got in the way.")
    assert log["pillars"]["genuine"]["score"] == -1, "the worry was left lying, a rule says so"
    assert log["pillars"]["common-purpose"]["moments"][0]["what"] == "They voiced a problem: “lose drivers”"
    assert log["pillars"]["dialogue"]["moments"][0]["what"] == "They kept the ball for 20 s."
    assert log["barriers"]["impatience"] == {"count": 1, "why": "premature-pitch."}
    assert log["barriers"]["plan-love"] == {"count": 1, "why": "missed-signal; 1 held back."}
    assert log["barriers"]["pride"] == {"count": 0, "why": "Not in this call."}


def test_an_agreed_next_step_is_in_the_log_and_counts() -> None:
    said = [
        Utterance(REP, 0.0, 4.0, "Shall we meet on Tuesday at ten so you can see it?"),
        Utterance(CUSTOMER, 5.0, 7.0, "Yes, Tuesday at ten works for us."),
    ]
    log = session_log(CALL, PrepCard(), coached(PrepCard(), Ear(), utterance_events(said)))
    validate(log)
    (step,) = log["next_steps"]
    assert (step["at"], "tuesday" in step["when"]) == (5.0, True)
    assert any("Agreed" in moment["what"] for moment in log["pillars"]["productive"]["moments"])


def test_trouble_during_the_call_is_in_the_log(log: dict[str, Any]) -> None:
    assert log["failed_rules"][0]["rule"] == "pace"
    assert [entry["lost"] for entry in log["sound"]] == [True, False]


def test_a_call_that_broke_off_mid_sentence_keeps_its_last_words() -> None:
    cut = [
        SpeechStarted(0.0, CUSTOMER, 0.0),
        SettledWords(2.0, CUSTOMER, (Word("and", 0.0, 1.0), Word("so", 1, 2)), False),
    ]
    assert session_log(CALL, CARD, cut)["turns"][0]["text"] == "and so"


def test_a_log_read_back_gives_the_same_events_and_card(log: dict[str, Any]) -> None:
    again = json.loads(json.dumps(log))
    assert events_from_log(again) == list(utterance_events(SAID))
    assert prep_from_log(again) == CARD
    assert session_log(CALL, CARD, events_from_log(again))["turns"] == log["turns"]


def test_a_log_of_turns_alone_is_told_from_its_turns(log: dict[str, Any]) -> None:
    bare = {"schema": log["schema"], "turns": log["turns"]}
    assert session_log(CALL, CARD, events_from_log(bare))["turns"] == log["turns"]
    assert prep_from_log(bare) == PrepCard()


@pytest.mark.parametrize(
    ("log", "part"),
    [
        ([], "expected a session log"),
        ({}, 'expected "schema"'),
        ({"schema": "courtside.session/1"}, 'expected "turns" to be a list'),
        ({"schema": "courtside.session/1", "heard": [{"at": 1}]}, 'entry 1 of "heard"'),
        ({"schema": "courtside.session/1", "heard": [{"at": True, "speaker": "rep", "started": 0}]}, "entry 1"),
        ({"schema": "courtside.session/1", "turns": [{"speaker": "x", "start": 0, "end": 1, "text": ""}]}, "entry 1"),
    ],
)
def test_a_broken_log_says_which_entry(log: Any, part: str) -> None:
    with pytest.raises(BadSessionLog, match=part):
        events_from_log(log)


def test_a_log_with_a_bad_card_says_so() -> None:
    with pytest.raises(BadSessionLog, match=r"prep: planned_minutes: expected minutes"):
        prep_from_log({"prep": {"planned_minutes": -1}})


def test_a_log_in_a_file_is_read_back_whole(log: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "log.json"
    path.write_text(json.dumps(log))
    call = read_session_log(path)
    assert (call.prep, call.source) == (CARD, "call.jsonl")
    assert list(call.events) == list(utterance_events(SAID))


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"", "line 1: not JSON"),
        (b'{\n"schema": }', "line 2: not JSON"),
        (b"[" * 100_000, "not JSON text"),
        (b"\xff\xfe\xfa", "not JSON text"),
        (b"1" * 5_000, "not JSON text"),
        (b"[]", "expected a session log"),
    ],
)
def test_a_file_that_is_no_session_log_is_named(tmp_path: Path, content: bytes, part: str) -> None:
    path = tmp_path / "log.json"
    path.write_bytes(content)
    with pytest.raises(BadSessionLog) as caught:
        read_session_log(path)
    assert str(caught.value).startswith(str(path))
    assert part in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_log_coached_again_gives_the_same_nudges(tmp_path: Path) -> None:
    """Up to a file and back, with the card it carries, by a coach that hears by words alone."""
    card = read_prep(DEMO / "prep.toml")
    events = list(utterance_events(read_transcript(DEMO / "script.jsonl")[:24]))
    ear = Ear()
    first = session_log(CALL, card, [*events, *coached(card, ear, events)])
    (tmp_path / "log.json").write_text(json.dumps(first))
    call = read_session_log(tmp_path / "log.json")
    again = session_log(CALL, call.prep, [*call.events, *coached(call.prep, ear, call.events)])
    assert len(first["nudges"]) >= 2
    assert again == first


def coached(card: PrepCard, ear: Ear, events: Iterable[Any]) -> list[Any]:
    coach = Coach(card, ear)
    return [came for event in with_ticks(events) for came in coach.hear(event)]


anything = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5) | st.sampled_from(["rep", "customer"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["at", "speaker", "started", "stopped", "words", "final", "start", "end", "text"]), inner
        )
    ),
    max_leaves=12,
)


@given(st.sampled_from(["heard", "turns"]), anything)
def test_whatever_a_log_holds_only_a_bad_session_log_is_raised(key: str, value: Any) -> None:
    log = {"schema": "courtside.session/1", key: value}
    try:
        events = events_from_log(log)
    except BadSessionLog:
        return
    validate(session_log(CallInfo(CALL.started, CallKind.DEMO, ""), PrepCard(), events))
