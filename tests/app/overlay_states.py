"""Every state that the overlay can be in, as the views that put it there. Tests and `make screenshots` share them."""

from __future__ import annotations

from dataclasses import replace

from app.view import Ball, CallView, Notice, Phase, Side, SpokenLine
from audio.frames import Speaker
from coaching.heard import PlannedQuestion, QuestionStatus
from coaching.nudge import Barrier, Nudge, Pillar, Quote

GO_BACK = Nudge(
    id=1,
    at_s=800.0,
    rule="missed-signal",
    barrier=Barrier.PLAN_LOVE,
    pillar=Pillar.GENUINE,
    text="Go back to this:",
    why="Ines named a problem and your next turn went to the budget.",
    evidence=(
        Quote(Speaker.CUSTOMER, 791.0, 795.0, "It isn’t the software. It’s that nobody knows who is coming."),
        Quote(Speaker.REP, 797.0, 799.0, "Got it. And who decides the budget?"),
    ),
    quote="nobody knows who is coming",
)
PAUSE = Nudge(
    id=2,
    at_s=1085.0,
    rule="monologue",
    barrier=Barrier.PRIDE,
    pillar=Pillar.DIALOGUE,
    text="Pause. Whose court is the ball in?",
    why="You have held the floor for 45 s.",
    evidence=(Quote(Speaker.REP, 1040.0, 1085.0, "So what we do is take the gate log and turn it into slots."),),
)

LIVE = CallView(
    phase=Phase.LIVE,
    at_s=760.0,
    planned_s=1800.0,
    customer="Ines Okafor, Operations",
    company="Larkfield Dairy",
    ball=Ball.REP_SPEAKS,
    marks=1,
    talk_share=0.41,
    rep=Side(heard=True, level=0.5),
    call=Side(heard=True, level=0.0),
)
THEIRS = replace(LIVE, ball=Ball.CUSTOMER_SPEAKS, marks=3, rep=Side(heard=True), call=Side(heard=True, level=0.7))
NUDGED = replace(LIVE, at_s=800.0, nudge=GO_BACK)
FULL = replace(
    NUDGED,
    purposes=(("problem", "trucks wait ninety minutes"), ("goal", "fixed before the summer peak")),
    questions=(
        PlannedQuestion(
            "How long does a truck wait at the gate?", QuestionStatus.ANSWERED, False, 300.0, "ninety minutes"
        ),
        PlannedQuestion(
            "What does an hour of waiting cost?",
            QuestionStatus.ANSWERED,
            True,
            420.0,
            "about four hundred a week, per depot",
        ),
        PlannedQuestion("Who else decides?", QuestionStatus.ASKED, True),
        PlannedQuestion("What happens if nothing changes?"),
    ),
    last_words=(
        SpokenLine(Speaker.CUSTOMER, "we unload in the order they turn up, so the first two hours are a guess"),
        SpokenLine(Speaker.REP, "Got it. And who decides the budget for", "something like this, is that"),
    ),
)
READY = CallView(planned_s=1800.0, customer="Ines Okafor, Operations", company="Larkfield Dairy")
LOST = replace(
    LIVE,
    ball=Ball.REP_RESTS,
    marks=0,
    rep=Side(heard=True, level=0.1),
    call=Side(problem="The call’s sound has stopped."),
)

STATES: dict[str, CallView] = {
    "quiet": LIVE,
    "theirs": THEIRS,
    "nudge": NUDGED,
    "nudge-two-lines": replace(LIVE, at_s=1085.0, marks=4, talk_share=0.66, nudge=PAUSE),
    "you-asked": replace(LIVE, ball=Ball.CUSTOMER_RESTS, marks=0, rep=Side(heard=True)),
    "your-pause": replace(LIVE, ball=Ball.REP_RESTS, marks=0, rep=Side(heard=True)),
    "both": replace(LIVE, ball=Ball.NET, marks=0, call=Side(heard=True, level=0.6)),
    "listening": replace(LIVE, ball=Ball.NONE, marks=0, talk_share=None, at_s=2.0, rep=Side(heard=True)),
    "behind": replace(THEIRS, behind_s=6.2),
    "too-slow": replace(THEIRS, notice=Notice("This machine can’t keep up.", action="Use the smaller model")),
    "call-lost": LOST,
    "microphone-lost": replace(
        LIVE, ball=Ball.CUSTOMER_RESTS, marks=0, rep=Side(problem="No microphone is connected."), call=Side(heard=True)
    ),
    "model-missing": replace(LIVE, notice=Notice("No words yet.", "The model is missing.", "Get it")),
    "disk-full": replace(LIVE, notice=Notice("Disk full.", "Coaching goes on; saving has stopped.", "Free space")),
    "visible": replace(THEIRS, seen_by_others=True),
    "paused": replace(LIVE, phase=Phase.PAUSED),
    "ready": READY,
    "ready-no-card": CallView(),
    "ended": replace(READY, phase=Phase.ENDED, at_s=1720.0, review="One habit to look at."),
    "no-name": replace(THEIRS, customer="", company=""),
}
