"""A live call from two voices to two speakers' words: real server, real model, real session."""

from __future__ import annotations

import pytest

from app.coaching_setup import make_transcriber
from app.journal import Journal
from app.places import journal_path
from app.running_call import RunningCall
from app.view import CallView
from audio.live import LiveCall
from audio.microphone import default_microphone
from audio.system import default_system_source
from coaching.coach import CoachEvent
from coaching.listeners.ear import Ear
from coaching.prep import PrepCard
from models.store import ModelStore


@pytest.mark.model
def test_both_voices_at_once_end_up_under_the_right_speaker(server, wait_until) -> None:
    views: list[CallView] = []

    def watch(view: CallView, events: tuple[CoachEvent, ...]) -> None:
        views.append(view)

    call = RunningCall(
        LiveCall(default_microphone(), default_system_source()),
        PrepCard(),
        Ear(),
        make_transcriber(ModelStore(), "tiny.en", PrepCard()),
        Journal(journal_path()),
        watch,
    )
    call.start()
    wait_until(lambda: bool(views) and views[-1].rep.heard and views[-1].call.heard)
    players = [server.play("mic_in", "rep"), server.play("speakers", "customer")]
    for player in players:
        player.wait(60)
    heard_s = views[-1].at_s
    wait_until(lambda: views[-1].at_s > heard_s + 2.0)
    call.stop()
    assert call.failure is None
    said = {"rep": "", "customer": ""}
    for turn in call.log()["turns"]:
        said[turn["speaker"]] += f" {turn['text'].lower()}"
    for speaker, words in WORDS.items():
        other = "customer" if speaker == "rep" else "rep"
        found = [word for word in words if word in said[speaker]]
        assert len(found) >= 0.6 * len(words), f"{speaker} was heard as: {said[speaker]}"
        assert [word for word in words if word in said[other]] == []


WORDS = {"rep": ["daybreak", "congratulations", "riverside"], "customer": ["honestly", "shops", "night", "throw"]}
"""Telling words of the two voices; see tests/voices."""
