"""Everything the coach knows of one call. Rules read it and never change it."""

from __future__ import annotations

from audio.frames import Speaker
from coaching.conversation import Conversation, Heard
from coaching.heard import NextStepAgreed, Pitch, PlannedQuestion, Question, Signal
from coaching.listeners.ear import Ear
from coaching.notes.answered import ToldNotes
from coaching.notes.next_step import NextStepNotes
from coaching.notes.pitches import PitchNotes
from coaching.notes.plan import PlanNotes
from coaching.notes.questions import QuestionNotes
from coaching.notes.signals import SignalNotes
from coaching.nudge import Quote
from coaching.prep import PrepCard
from coaching.sentence import Sentence
from coaching.turns import Turn

Understood = Signal | Question | Pitch | PlannedQuestion | NextStepAgreed
Happening = Heard | Sentence | Understood

MOST_WORDS_PER_S = 12
"""Two people who talk at once, each as fast as anybody can be followed."""
FINISHED_S = 0.9
"""Silence after the rep's words from which they are taken to have finished: longer than most breaths."""
AT_ONCE_WORDS = 5000
"""So many more may come before: half an hour of talk, of which a transcript may not know the times."""


class Call:
    """The conversation, the prep card, and the notes taken of what was understood."""

    def __init__(self, prep: PrepCard, ear: Ear) -> None:
        self.prep = prep
        self.ear = ear
        self.conversation = Conversation()
        self.signals = SignalNotes(ear)
        self.questions = QuestionNotes()
        self.pitches = PitchNotes(ear, prep.offer)
        self.plan = PlanNotes(prep, ear)
        self.told = ToldNotes()
        self.next_step = NextStepNotes(ear)
        self._words = 0

    @property
    def now_s(self) -> float:
        return self.conversation.now_s

    @property
    def planned_s(self) -> float | None:
        return None if self.prep.planned_minutes is None else self.prep.planned_minutes * 60

    def hear(self, event: Heard) -> list[Happening]:
        """Takes one event; returns it and all that it led to, in the order in which rules should look."""
        happenings: list[Happening] = [event]
        for sentence, turn in self.conversation.hear(event):
            if turn is not None and self._can_be_speech(sentence):
                happenings += self._understand(sentence, turn)
        if self.rep_has_finished():
            self.signals.reply_is_over()
        return happenings

    def rep_has_finished(self) -> bool:
        """All that the rep said is known, and it is the customer's turn: they speak, or the rep has fallen silent."""
        own = self.conversation.stretch(Speaker.REP)
        if own is None or own.end_s is None or not own.settled:
            return False
        theirs = self.conversation.stretch(Speaker.CUSTOMER)
        theirs_now = theirs is not None and theirs.start_s > own.start_s and self.conversation.takes_floor(theirs)
        return theirs_now or self.now_s - own.end_s >= FINISHED_S

    def _can_be_speech(self, sentence: Sentence) -> bool:
        """Whether the words so far could have been spoken in the time so far; what could not is kept, and left at that.

        So the work is bounded by the length of the call, whatever a transcript holds.
        """
        self._words += len(sentence.words)
        return self._words <= AT_ONCE_WORDS + MOST_WORDS_PER_S * self.now_s

    def _understand(self, sentence: Sentence, turn: Turn) -> list[Happening]:
        already = len(self.questions.asked)
        replying_to = self._last_said(sentence.speaker.other, before_s=sentence.start_s)
        understood: list[Happening] = [*self.questions.hear(sentence, turn)]
        if sentence.speaker is Speaker.REP:
            self.signals.hear_rep(sentence, turn, self.prep.offer)
            if (
                pitch := self.pitches.hear_rep(sentence, turn, self._last_turn(Speaker.CUSTOMER, sentence.start_s))
            ) is not None:
                understood.append(pitch)
            understood += self.plan.hear_rep(sentence, self.questions.asked[already:])
        else:
            understood += self.signals.hear_customer(sentence, turn, replying_to)
            understood += self.plan.hear_customer(sentence)
            self.told.hear_customer(sentence, turn)
        understood += self.next_step.hear(sentence)
        return [*understood, sentence]

    def _last_turn(self, speaker: Speaker, before_s: float) -> str:
        for turn in reversed(self.conversation.turns[-4:]):
            if turn.speaker is speaker and turn.start_s < before_s:
                return turn.lately
        return ""

    def _last_said(self, speaker: Speaker, before_s: float) -> str:
        for turn in reversed(self.conversation.turns[-4:]):
            if turn.speaker is speaker and turn.start_s < before_s and turn.sentences:
                return turn.sentences[-1].whole_text
        return ""


def quote_of(said: Sentence | Signal | Question | Pitch, speaker: Speaker) -> Quote:
    """The words of something heard, as evidence."""
    start_s = said.start_s if isinstance(said, Sentence) else said.at_s
    return Quote(speaker, start_s, said.end_s, said.text)
