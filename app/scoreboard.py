"""Makes the view: what is true of the call now, as one frozen snapshot."""

from __future__ import annotations

from dataclasses import replace

from app.ball import ball, marks
from app.view import CallView, Phase, Side, SpokenLine
from audio.frames import Speaker
from audio.health import SourceLost, SourceRestored
from coaching.coach import Coach, CoachEvent
from coaching.limits import Limits
from coaching.nudge import Ending, Nudge, NudgeEnded, NudgeRaised

PUT_RIGHT_S = 0.7
"""How long a nudge stays after it was put right: the underline, then the fade (the design study)."""
BEHIND_S = 3.0
"""Words later than this are worth telling the rep about."""
LAST_LINES = 2


class Scoreboard:
    """Keeps the little that a view needs beyond the coach's own state."""

    def __init__(self, coach: Coach) -> None:
        self._coach = coach
        self._sides = {speaker: Side() for speaker in Speaker}
        self._put_right: tuple[Nudge, float] | None = None
        self._last_nudge: Nudge | None = None

    def hear(self, event: SourceLost | SourceRestored | CoachEvent) -> None:
        """Takes in what came of the last event."""
        match event:
            case SourceLost():
                self._sides[event.speaker] = Side(heard=False, problem=event.reason)
            case SourceRestored():
                self._sides[event.speaker] = Side(heard=True)
            case NudgeRaised() if event.nudge.shown:
                self._last_nudge, self._put_right = event.nudge, None
            case NudgeEnded() if event.ending is Ending.PUT_RIGHT and self._last_nudge is not None:
                self._put_right = (self._last_nudge, event.at_s)

    def level(self, speaker: Speaker, level: float) -> None:
        """Sound arrives on this side, this loud (0 to 1)."""
        if not self._sides[speaker].problem:
            self._sides[speaker] = Side(heard=True, level=level)

    def view(self, phase: Phase, behind_s: float = 0.0) -> CallView:
        call = self._coach.call
        talk, prep, limits = call.conversation, call.prep, Limits.of(self._coach.settings)
        nudge, put_right = self._coach.on_screen, False
        if nudge is None and self._put_right is not None:
            was, at_s = self._put_right
            if call.now_s - at_s < PUT_RIGHT_S:
                nudge, put_right = was, True
        return CallView(
            phase=phase,
            at_s=call.now_s,
            planned_s=call.planned_s,
            kind=prep.kind,
            customer=prep.customer,
            company=prep.company,
            ball=ball(call),
            marks=marks(call, limits.monologue.of(prep.kind)),
            talk_share=talk.talk_share(recent=True),
            share_ceiling=limits.talk_ratio.ceiling(prep.kind),
            rep=self._sides[Speaker.REP],
            call=self._sides[Speaker.CUSTOMER],
            nudge=nudge,
            nudge_put_right=put_right,
            behind_s=behind_s if behind_s >= BEHIND_S else 0.0,
            purposes=tuple((str(purpose), signal.quote) for purpose, signal in call.signals.purposes()),
            questions=tuple(call.plan.questions),
            last_words=self._last_words(),
        )

    def ended(self) -> CallView:
        """The last view: nothing on screen but that it is saved."""
        return replace(self.view(Phase.ENDED), nudge=None, nudge_put_right=False)

    def _last_words(self) -> tuple[SpokenLine, ...]:
        talk = self._coach.call.conversation
        lines = [SpokenLine(turn.speaker, turn.text, start_s=turn.start_s) for turn in talk.turns[-LAST_LINES:]]
        for speaker in Speaker:
            stretch = talk.stretch(speaker)
            tentative = " ".join(word.text for word in stretch.tentative) if stretch else ""
            if not tentative:
                continue
            if lines and lines[-1].speaker is speaker:
                lines[-1] = replace(lines[-1], tentative=tentative)
            else:
                lines = [*lines, SpokenLine(speaker, "", tentative)][-LAST_LINES:]
        return tuple(lines)
