"""`already-answered`: the rep asks what they were told."""

from __future__ import annotations

from audio.frames import Speaker
from coaching.call import Call, Happening, quote_of
from coaching.heard import Question
from coaching.listeners.question_kinds import QuestionKind
from coaching.notes.answered import told_before
from coaching.nudge import Barrier, Pillar
from coaching.rule import Finding, Rule, Standing


class AlreadyAnswered(Rule):
    """You asked something they have already told you.

    Fires when: you ask something that the customer has already answered in this call, planned or not.
    Stays quiet when: you ask for more detail than they gave, or check back ("you said twelve, right?").
    Why it matters: you may be so focused on asking the questions that you miss that they have answered them.
    Example: "We've got twelve people on the desk." ... "And how many people work the desk?"
    Nudge: They told you: "twelve people on the desk"
    """

    id = "already-answered"
    barrier = Barrier.PLAN_LOVE
    pillar = Pillar.PRODUCTIVE
    seriousness = 6
    specificity = 7

    def hear(self, happening: Happening, call: Call) -> Finding | None:
        if not isinstance(happening, Question) or happening.speaker is not Speaker.REP:
            return None
        asked = next(item for item in reversed(call.questions.asked) if item.question is happening)
        if asked.kind is not QuestionKind.DISCOVERY:
            return None
        told = told_before(asked, call)
        if told is None:
            return None
        said, words = told
        return Finding(
            at_s=happening.end_s,
            text="They told you:",
            why=f"They had answered this {_ago(max(0.0, happening.at_s - said.start_s))} earlier.",
            evidence=(quote_of(said, Speaker.CUSTOMER), quote_of(happening, Speaker.REP)),
            quote=words,
            about=asked,
        )

    def standing(self, finding: Finding, call: Call) -> Standing:
        turn = call.conversation.turn()
        answered = turn is not None and turn.speaker is Speaker.CUSTOMER and turn.start_s > finding.at_s - 1
        return Standing.OUT_OF_DATE if answered or call.now_s - finding.at_s > 15 else Standing.STANDS


def _ago(seconds: float) -> str:
    """ "40 seconds", "11 minutes"."""
    minutes = round(seconds / 60)
    return f"{seconds:.0f} seconds" if seconds < 90 else f"{minutes} minutes"
