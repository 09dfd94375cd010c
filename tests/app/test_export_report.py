"""The report back to both managers: the customer's words, what was agreed, and nothing about the rep."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from app.export.report import Report, report, report_html, report_markdown
from audio.frames import Speaker
from coaching.heard import NextStepAgreed, PlannedQuestion, Purpose, QuestionStatus, Signal, SignalKind
from coaching.nudge import Barrier, Nudge, NudgeRaised, Pillar
from coaching.prep import PrepCard
from coaching.session_log import CallInfo, session_log
from coaching.transcript import Utterance
from coaching.utterance_events import utterance_events


@pytest.fixture(scope="module")
def log() -> dict[str, Any]:
    said = [
        Utterance(Speaker.CUSTOMER, 0.0, 4.0, "We lose drivers <over> it. We want it fixed before summer."),
        Utterance(Speaker.REP, 5.0, 9.0, "Shall we meet on Tuesday at ten so you can see it?"),
        Utterance(Speaker.CUSTOMER, 10.0, 12.0, "Yes, Tuesday at ten works for us."),
    ]
    nudge = Nudge(1, 5.0, "pace", Barrier.PRIDE, Pillar.DIALOGUE, "Slow down a little.", "190 words a minute", ())
    events = [
        *utterance_events(said),
        Signal(0.0, 2.0, 2.1, SignalKind.NEED, Purpose.PROBLEM, "We lose drivers <over> it.", "lose drivers"),
        Signal(2.0, 4.0, 4.1, SignalKind.NEED, Purpose.GOAL, "We want it fixed before summer.", "fixed before summer"),
        PlannedQuestion("Who decides?", QuestionStatus.ANSWERED, True, 3.0, "me"),
        NextStepAgreed(10.0, "Shall we meet on Tuesday at ten so you can see it?", "both", "tuesday at ten"),
        NudgeRaised(5.0, nudge),
    ]
    prep = PrepCard(
        customer="Ines Okafor, COO", company="Larkfield", questions=("Who decides?", "What if nothing changes?")
    )
    return session_log(CallInfo(datetime(2026, 6, 2, tzinfo=UTC), "discovery", "x"), prep, events)


def test_it_tells_purpose_understanding_agreement_and_what_is_open(log: dict[str, Any]) -> None:
    made = report(log)
    assert made.about == "Larkfield, Tuesday 2 June 2026"
    assert made.why == "Ines Okafor named a goal: “We want it fixed before summer.”"
    assert made.understood == ("We lose drivers <over> it.",), "the purpose is told once"
    assert made.next_step == "“Shall we meet on Tuesday at ten so you can see it?”"
    assert made.agreed == (), "what is agreed is told once"
    assert made.still_open == ("What if nothing changes?",)


@pytest.mark.parametrize("form", [report_markdown, report_html])
def test_it_holds_no_score_no_coaching_and_no_markup_from_speech(log: dict[str, Any], form: Any) -> None:
    text = form(report(log))
    for word in ("Slow down", "pace", "%", "score", "barrier", "<over>", "talk share"):
        assert word not in text
    assert "What if nothing changes?" in text


def test_what_the_rep_changed_is_what_is_sent(log: dict[str, Any]) -> None:
    changed = replace(report(log), title="Trucks before summer", next_step="Thursday, 7:00.", agreed=())
    text = report_markdown(changed)
    assert "# Trucks before summer" in text
    assert "## Next step\n\nThursday, 7:00." in text
    assert "What we agreed" not in text


def test_whatever_else_was_agreed_is_quoted_once_and_a_purpose_has_its_article(log: dict[str, Any]) -> None:
    steps = [
        {"at": 1.0, "text": "I will send you the plan.", "who": "speaker", "when": None},
        {"at": 2.0, "text": "I will send you the plan.", "who": "speaker", "when": None},
        {"at": 3.0, "text": "Let us meet on Friday.", "who": "both", "when": "on Friday"},
    ]
    chance = log["signals"][0] | {"detail": "opportunity", "text": "We could sell it abroad."}
    made = report(log | {"next_steps": steps, "signals": [chance]})
    assert made.agreed == ("“I will send you the plan.”",)
    assert made.next_step == "“Let us meet on Friday.”"
    assert made.why == "Ines Okafor named an opportunity: “We could sell it abroad.”"


def test_a_single_need_is_what_was_understood_too(log: dict[str, Any]) -> None:
    assert report(log | {"signals": log["signals"][:1]}).understood == ("We lose drivers <over> it.",)


def test_a_call_without_words_gives_an_empty_letter_to_write() -> None:
    silent = session_log(CallInfo(datetime(2026, 6, 2, tzinfo=UTC), "demo", ""), PrepCard(), [])
    assert report(silent) == Report("Tuesday 2 June 2026", "What we talked about", "", (), (), "", ())
    assert "##" not in report_markdown(report(silent))
