"""How the prep card stands: planned questions, facts used, elephants named."""

from __future__ import annotations

from dataclasses import dataclass, replace

from coaching.heard import PlannedQuestion, QuestionStatus
from coaching.listeners.answers import find_answer, is_evasive
from coaching.listeners.ear import Ear
from coaching.listeners.mentions import mentions
from coaching.listeners.question_pairs import same_question
from coaching.notes.questions import AskedQuestion
from coaching.prep import PrepCard
from coaching.sentence import Sentence

REPLY_WINDOW_S = 30.0
"""How long after it was asked a planned question still counts as directly asked."""


@dataclass(slots=True)
class Elephant:
    """A prepared elephant. spoken_by_s: when either side first spoke of it, None while nobody has."""

    text: str
    spoken_at_s: float | None = None
    by_customer: bool = False


class PlanNotes:
    """Progress against the prep card."""

    def __init__(self, prep: PrepCard, ear: Ear) -> None:
        self.questions = [PlannedQuestion(text) for text in prep.questions]
        self.facts_used: dict[str, float] = {}
        self.elephants = [Elephant(text) for text in prep.elephants]
        self._facts = prep.facts
        self._ear = ear
        self._asked: dict[int, AskedQuestion] = {}
        self._replied_to = ""  # the rep's last question, while the customer replies
        self._customer_spoke = False  # since then
        self._context = ""  # what the customer said just before in their turn: it may name what they speak of

    def hear_rep(self, sentence: Sentence, asked: list[AskedQuestion]) -> list[PlannedQuestion]:
        for fact in self._facts:
            if fact not in self.facts_used and mentions(fact, sentence.whole_text, self._ear):
                self.facts_used[fact] = sentence.start_s
        self._hear_elephants(sentence, by_customer=False)
        if self._customer_spoke:
            self._replied_to, self._customer_spoke = "", False
        if asked:
            self._replied_to = asked[-1].question.text
        return [planned for question in asked if (planned := self._ask(question)) is not None]

    def hear_customer(self, sentence: Sentence) -> list[PlannedQuestion]:
        self._hear_elephants(sentence, by_customer=True)
        changed = []
        for index, planned in enumerate(self.questions):
            if planned.status is QuestionStatus.ANSWERED:
                continue
            asked = self._asked.get(index)
            directly = asked is not None and sentence in asked.answer and not is_evasive(sentence.text)
            in_time = asked is not None and sentence.start_s - asked.question.end_s < REPLY_WINDOW_S
            answer = find_answer(
                planned.text,
                sentence.whole_text,
                self._ear,
                asked_directly=directly and in_time,
                context=self._context,
                replied_to=self._replied_to,
            )
            if answer is not None:
                self.questions[index] = replace(
                    planned, status=QuestionStatus.ANSWERED, at_s=sentence.start_s, evidence=answer.text
                )
                changed.append(self.questions[index])
        self._context, self._customer_spoke = sentence.text, True
        return changed

    def _ask(self, asked: AskedQuestion) -> PlannedQuestion | None:
        for index, planned in enumerate(self.questions):
            if same_question(planned.text, asked.question.text, self._ear):
                self._asked[index] = asked
                if planned.status is QuestionStatus.ANSWERED:
                    return None
                status, at_s = QuestionStatus.ASKED, asked.question.at_s
                self.questions[index] = replace(planned, status=status, asked=True, at_s=at_s)
                return self.questions[index]
        return None

    def _hear_elephants(self, sentence: Sentence, *, by_customer: bool) -> None:
        for elephant in self.elephants:
            if elephant.spoken_at_s is None and mentions(elephant.text, sentence.whole_text, self._ear):
                elephant.spoken_at_s, elephant.by_customer = sentence.start_s, by_customer
