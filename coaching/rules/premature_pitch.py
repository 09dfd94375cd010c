"""`premature-pitch`: the offer comes before the need is understood."""

from __future__ import annotations

from dataclasses import dataclass

from audio.frames import Speaker
from coaching.call import Call, Happening, quote_of
from coaching.heard import Pitch, SignalKind
from coaching.listeners.pitch import asks_about_offer
from coaching.listeners.question_kinds import QuestionKind
from coaching.listeners.question_pairs import rephrases
from coaching.nudge import Barrier, Pillar
from coaching.rule import Finding, Rule, Settings, Standing, setting

WELL_ASKED = 5
"""Different questions in the call so far, one of them about the need: they have been asked enough."""


@dataclass(frozen=True)
class PrematurePitchSettings(Settings):
    questions: float = setting(2, 0, 6, "Questions to ask about the first need before you offer anything.")
    asked_for_s: float = setting(45.0, 10.0, 180.0, "How long you may answer a customer who asked what you do.")


class PrematurePitch(Rule):
    """You offered something before you understood what it is for.

    Fires when: you describe or promote your offer before any need was heard, or within the first need
        before you have asked two questions about it. The same question in other words counts once.
    Stays quiet when: the customer asked what you do or about your offer; the call is a demo.
    Why it matters: we love to sell solutions, so we cram them into the smallest opening that sounds like
        a problem, and solve the wrong one.
    Example: "Scheduling is a mess for us." "Our platform does scheduling automatically!"
    Nudge: Too soon. Ask one more.
    """

    id = "premature-pitch"
    barrier = Barrier.IMPATIENCE
    pillar = Pillar.PRODUCTIVE
    seriousness = 8
    specificity = 6
    settings_type = PrematurePitchSettings

    def __init__(self, settings: Settings | None = None) -> None:
        super().__init__(settings)
        self._earned = False  # the first need has been asked about: from now on an offer is not too soon

    def hear(self, happening: Happening, call: Call) -> Finding | None:
        if self._earned or not isinstance(happening, Pitch) or call.prep.kind == "demo":
            return None
        if self._was_asked_for(happening, call):
            return None
        needs = [need for need in call.signals.needs() if need.signal.at_s < happening.at_s]
        pitch = quote_of(happening, Speaker.REP)
        turn = call.pitches.turns[-1].turn
        if not needs and self._questions_since(0.0, call) >= WELL_ASKED:
            return None  # so much asked: a need may well have been voiced in words that were not understood
        if not needs:
            why = "You described the offer before they had voiced any need."
            return Finding(happening.end_s, "Too soon. Ask one more.", why, (pitch,), about=turn)
        first = needs[0].signal
        asked = self._questions_since(first.at_s, call)
        if asked >= self.settings.questions or (asked and self._questions_since(0.0, call) >= WELL_ASKED):
            self._earned = True
            return None
        said = {0: "no question", 1: "one question"}.get(asked, f"{asked} questions")
        return Finding(
            at_s=happening.end_s,
            text="Too soon. Ask one more.",
            why=f"You offered something {max(0.0, happening.at_s - first.end_s):.0f} s after the need, "
            f"with {said} about it; ask at least {self.settings.questions:.0f} first.",
            evidence=(quote_of(first, Speaker.CUSTOMER), pitch),
            quote=first.quote,
            about=turn,
        )

    def standing(self, finding: Finding, call: Call) -> Standing:
        asked = call.questions.last(Speaker.REP)
        if asked is not None and asked.question.at_s > finding.at_s:
            return Standing.PUT_RIGHT
        turn = call.conversation.turn()
        moved_on = turn is not None and turn.speaker is Speaker.CUSTOMER and turn.start_s > finding.at_s + 5
        return Standing.OUT_OF_DATE if moved_on else Standing.STANDS

    def _questions_since(self, since_s: float, call: Call) -> int:
        """Different questions of the rep since then, counted no further than makes a difference."""
        enough = max(WELL_ASKED, int(self.settings.questions))
        different: list[str] = []
        for asked in call.questions.by(Speaker.REP):
            if len(different) >= enough:
                break
            real = asked.kind in (QuestionKind.DISCOVERY, QuestionKind.CHECK_BACK)
            if asked.question.at_s < since_s or not real:
                continue
            if not any(rephrases(text, asked.question.text, call.ear) for text in different):
                different.append(asked.question.text)
        return len(different)

    def _was_asked_for(self, pitch: Pitch, call: Call) -> bool:
        """True within a short answer to a customer who asked what you do, or about the offer."""
        own = call.pitches.turns[-1].turn
        before = call.conversation.turn_before(own)
        if before is None or before.speaker is not Speaker.CUSTOMER:
            return False
        theirs = call.questions.last(Speaker.CUSTOMER)
        own_question = theirs is not None and theirs.turn is before and theirs.kind is QuestionKind.DISCOVERY
        asked = (
            own_question
            or any(asks_about_offer(said.whole_text) for said in before.sentences[-3:])
            or any(
                heard.turn is before and heard.signal.kind is SignalKind.INTEREST for heard in call.signals.heard[-6:]
            )
        )
        return asked and pitch.at_s - own.start_s < self.settings.asked_for_s
