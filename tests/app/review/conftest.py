"""A journal with a call worth reviewing, and the window that reviews it, without a screen."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from app.desktop.theme import Theme
from app.journal import Journal
from app.journal.events import Bookmark
from app.review import open_call
from app.review.window import ReviewWindow
from audio.frames import Speaker
from coaching.heard import Pitch, PlannedQuestion, Question, QuestionStatus, Signal, SignalKind
from coaching.listeners.ear import Ear
from coaching.nudge import Barrier, Ending, Nudge, NudgeEnded, NudgeRaised, Pillar, Quote
from coaching.prep import PrepCard
from coaching.session_log import CallInfo
from coaching.transcript import Utterance
from coaching.utterance_events import utterance_events

REP, CUSTOMER = Speaker.REP, Speaker.CUSTOMER
SAID = [
    Utterance(REP, 0.0, 5.0, "Thanks for your time, um, what made you take this call?"),
    Utterance(CUSTOMER, 6.0, 26.0, "Trucks wait ninety minutes at the gate, and I lose drivers over it every week."),
    Utterance(REP, 26.5, 36.0, "We have a really good module for that, let me show you the dock view."),
    Utterance(CUSTOMER, 37.0, 45.0, "I worry about what happened with the last pilot."),
    Utterance(REP, 44.0, 104.0, "Our platform does exactly that and it cuts your costs a lot every single month."),
    Utterance(CUSTOMER, 105.0, 112.0, "The operations director decides about that, not me."),
    Utterance(REP, 113.0, 118.0, "How many trucks come in a week?"),
    Utterance(CUSTOMER, 119.0, 125.0, "About four hundred in a week."),
]
PREP = PrepCard(
    customer="Ines Okafor, COO",
    company="Larkfield Dairy",
    facts=("four hundred trucks",),
    questions=("Who decides?", "What if nothing changes?"),
)


def nudge(id: int, at_s: float, rule: str, barrier: Barrier, pillar: Pillar, **more: Any) -> NudgeRaised:
    evidence = more.pop("evidence", (Quote(CUSTOMER, 6.0, 26.0, SAID[1].text), Quote(REP, 26.5, 36.0, SAID[2].text)))
    made = Nudge(id, at_s, rule, barrier, pillar, more.pop("text"), more.pop("why"), evidence, **more)
    return NudgeRaised(at_s, made)


HAPPENED: list[Any] = [
    Question(0.0, 5.0, REP, "open", "what made you take this call?"),
    Signal(6.0, 26.0, 26.0, SignalKind.NEED, "problem", SAID[1].text, "I lose drivers over it"),
    Pitch(26.5, 36.0, SAID[2].text),
    nudge(
        *(1, 30.0, "premature-pitch", Barrier.IMPATIENCE, Pillar.PRODUCTIVE),
        text="Too soon. Ask one more.",
        why="You offered something 1 s after the need.",
        quote="I lose drivers over it",
    ),
    NudgeEnded(44.0, 1, Ending.PUT_RIGHT),
    Signal(37.0, 45.0, 45.0, SignalKind.CONCERN, "history", SAID[3].text, "the last pilot"),
    Pitch(44.0, 104.0, SAID[4].text),
    nudge(
        *(2, 89.0, "monologue", Barrier.PRIDE, Pillar.DIALOGUE),
        text="Pause. Whose court is the ball in?",
        why="You have had the floor for 45 s.",
        evidence=(Quote(REP, 44.0, 104.0, SAID[4].text),),
    ),
    nudge(
        *(3, 95.0, "missed-signal", Barrier.PLAN_LOVE, Pillar.GENUINE),
        text="Go back to this:",
        why="They voiced a worry and your next turn went elsewhere.",
        quote="the last pilot",
        shown=False,
    ),
    Bookmark(100.0),
    PlannedQuestion("Who decides?", QuestionStatus.ANSWERED, False, 105.0, "The operations director"),
    Question(113.0, 118.0, REP, "open", SAID[6].text),
]


def write_call(journal: Journal, number: int = 0, happened: list[Any] | None = None, *, whole: bool = True) -> str:
    started = datetime(2026, 6, 1, 9, 30, tzinfo=UTC) + timedelta(days=number)
    with journal.begin(CallInfo(started, "discovery", f"call-{number}"), PREP, {}) as writer:
        for event in [*utterance_events(SAID), *(HAPPENED if happened is None else happened)]:
            writer.append(event)
        if whole:
            writer.end(126.0)
    return writer.id


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """One call, reviewed by nobody yet."""
    journal = Journal(tmp_path / "journal.db")
    write_call(journal)
    return journal


@pytest.fixture(scope="session")
def ear() -> Ear:
    """One for all tests, ready: it remembers nothing of a call, and getting ready takes seconds."""
    made = Ear()
    made.get_ready()
    return made


@pytest.fixture
def open_review(
    qtbot: QtBot, journal: Journal, ear: Ear, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., ReviewWindow]]:
    """Opens the window at the latest call, or at another; closes it afterwards."""
    monkeypatch.setattr(open_call, "make_ear", lambda store, own: ear)
    windows: list[ReviewWindow] = []

    def open_it(session: str | None = None, size: tuple[int, int] = (1240, 860), dark: bool = False) -> ReviewWindow:
        window = ReviewWindow(journal, journal.find("latest") if session is None else session, Theme(dark))
        window.resize(*size)
        window.show()
        qtbot.waitExposed(window)
        windows.append(window)
        return window

    yield open_it
    for window in windows:
        window.close()
        window.join()
        window.deleteLater()
