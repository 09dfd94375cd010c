"""Every number of a call can be taken apart, and its pieces give the number again."""

from __future__ import annotations

from dataclasses import asdict
from statistics import median

import pytest

from audio.frames import Speaker
from coaching.conversation import Conversation
from coaching.heard import Question
from coaching.made_of import Piece, made_of
from coaching.metrics import Metrics, metrics
from coaching.transcript import Utterance
from coaching.utterance_events import utterance_events

REP, CUSTOMER = Speaker.REP, Speaker.CUSTOMER
SAID = [
    Utterance(REP, 0.0, 4.0, "Thanks for your time, um, what made you take this call?"),
    Utterance(CUSTOMER, 5.0, 15.0, "We lose drivers at the gate every single week of the year."),
    Utterance(REP, 15.5, 45.5, "You know, basically our platform does exactly that for everyone."),
    Utterance(CUSTOMER, 46.0, 56.0, "That may well be so but I was going to say that we have tried it."),
    Utterance(REP, 54.0, 60.0, "Sorry, I have one more thing that I want to tell you now."),
]
ASKED = [Question(0.0, 4.0, REP, "open", "what made you take this call?")]


@pytest.fixture(scope="module")
def talk() -> Conversation:
    talk = Conversation()
    for event in utterance_events(SAID):
        talk.hear(event)
    return talk


def pieces(talk: Conversation, metric: str) -> list[Piece]:
    return made_of(metric, talk, [(one.at_s, one.end_s, one.text) for one in ASKED])


def seconds(parts: list[Piece], speaker: Speaker) -> float:
    return sum(part.end_s - part.start_s for part in parts if part.speaker is speaker)


def first_number(piece: Piece) -> float:
    return float(piece.value.split()[0])


def test_every_metric_has_its_pieces(talk: Conversation) -> None:
    for name, value in asdict(metrics(talk, ASKED)).items():
        assert value is not None, name
        assert pieces(talk, name), name


def test_the_pieces_give_the_number_again(talk: Conversation) -> None:
    found: Metrics = metrics(talk, ASKED)
    share = pieces(talk, "talk_share")
    rep_s, customer_s = seconds(share, REP), seconds(share, CUSTOMER)
    assert rep_s / (rep_s + customer_s) == pytest.approx(found.talk_share, abs=1e-3)
    assert seconds(pieces(talk, "rep_speech_s"), REP) == pytest.approx(found.rep_speech_s)
    assert seconds(pieces(talk, "customer_speech_s"), CUSTOMER) == pytest.approx(found.customer_speech_s)
    (longest,) = pieces(talk, "longest_monologue_s")
    assert longest.end_s - longest.start_s == pytest.approx(found.longest_monologue_s)
    assert len(pieces(talk, "longest_rally")) // 2 == found.longest_rally
    gaps_s = [first_number(piece) for piece in pieces(talk, "patience_s")]
    assert median(gaps_s) == pytest.approx(found.patience_s, abs=0.05)
    assert len(pieces(talk, "interruptions")) == found.interruptions == 1
    assert len(pieces(talk, "questions")) == found.questions == 1
    words = sum(first_number(piece) for piece in pieces(talk, "words_per_minute"))
    assert words / rep_s * 60 == pytest.approx(found.words_per_minute, abs=0.1)
    fillers = sum(first_number(piece) for piece in pieces(talk, "filler_rate"))
    assert fillers == 3
    assert fillers / words == pytest.approx(found.filler_rate, abs=1e-4)
