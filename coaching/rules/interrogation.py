"""`interrogation`: question after question, and nothing given."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from audio.frames import Speaker
from coaching.call import Call, Happening, quote_of
from coaching.heard import Question
from coaching.listeners.backchannel import is_acknowledging_only
from coaching.listeners.language import content_stems, stem, tokens
from coaching.listeners.question_kinds import QuestionKind
from coaching.listeners.question_pairs import rephrases
from coaching.listeners.questions import find_questions
from coaching.notes.questions import AskedQuestion
from coaching.nudge import Barrier, Pillar
from coaching.rule import Finding, Rule, Settings, Standing, setting
from coaching.sentence import Sentence

GIVEN_CONTENT = 2
"""Content words of a statement that gives something."""
OPENED_UP_WORDS = 14
"""An answer of so many words is talk, not a box ticked: the count begins again."""


@dataclass(frozen=True)
class InterrogationSettings(Settings):
    questions: float = setting(4, 2, 10, "Questions in a row.")
    short_answer_words: float = setting(8, 2, 30, "Answers of fewer words than this (their median) are short.")


class Interrogation(Rule):
    """Question after question, short answers, and nothing given in between.

    Fires when: you ask your fourth question in a row, their answers are short (median under 8 words), and
        you gave nothing in between.
    Stays quiet when: you give back: an insight, a summary, an echo of what they said. "Okay" and "got it" give nothing.
    Why it matters: until trust is firmly established, information is like currency: you spend some to get some back.
    Example: "How many trucks?" "Forty." "Drivers?" "Sixty." "Depots?" "Two." "Who runs them?"
    Nudge: Give something before you ask again.
    """

    id = "interrogation"
    barrier = Barrier.CONSCIOUS_COMPETENCE
    pillar = Pillar.DIALOGUE
    seriousness = 5
    specificity = 5
    settings_type = InterrogationSettings

    def __init__(self, settings: Settings | None = None) -> None:
        super().__init__(settings)
        self._run: list[AskedQuestion] = []
        self._gave = False

    def hear(self, happening: Happening, call: Call) -> Finding | None:
        if isinstance(happening, Sentence):
            if happening.speaker is Speaker.REP and self._gives(happening):
                self._gave = True
                self._run.clear()
            return None
        if not isinstance(happening, Question) or happening.speaker is not Speaker.REP:
            return None
        asked = next(item for item in reversed(call.questions.asked) if item.question is happening)
        if self._run and self._run[-1].turn is asked.turn:
            self._run[-1] = asked  # asked on: what they answer, they answer to this
            return None
        if asked.kind is not QuestionKind.DISCOVERY:
            return None
        if self._run and self._follows_on(asked, call):
            self._run[-1] = asked
            return None
        if self._echoes(asked) or (self._run and self._run[-1].answer_words >= OPENED_UP_WORDS):
            self._run.clear()
        self._run.append(asked)
        needed = int(self.settings.questions)
        if len(self._run) < needed or not self._answers_are_short():
            return None
        run, self._run = self._run[-needed:], []
        self._gave = False
        return Finding(
            at_s=happening.at_s,
            text="Give something before you ask again.",
            why=f"{needed} questions in a row, their answers {self._typical(run):.0f} words long in the middle, "
            "and nothing given in between.",
            evidence=tuple(quote_of(item.question, Speaker.REP) for item in run),
        )

    def standing(self, finding: Finding, call: Call) -> Standing:
        if self._gave:
            return Standing.PUT_RIGHT
        return Standing.OUT_OF_DATE if call.now_s - finding.at_s > 20 else Standing.STANDS

    def _gives(self, sentence: Sentence) -> bool:
        """Anything of substance that is no new question: an insight, a summary, an echo of what they said."""
        if is_acknowledging_only(sentence.text) or self._asks(sentence):
            return False
        own = content_stems(sentence.text)
        return len(own) >= GIVEN_CONTENT or bool(own & self._answered()) or self._repeats(sentence.text)

    @staticmethod
    def _asks(sentence: Sentence) -> bool:
        return any(found.kind is QuestionKind.DISCOVERY for found in find_questions(sentence.text))

    def _repeats(self, text: str) -> bool:
        """Their own few words, given back: "comes and goes", "come and go"."""
        said = {stem(token) for token in tokens(text)}
        answer = {stem(token) for item in self._run[-1:] for one in item.answer for token in tokens(one.text)}
        return len(said) > 1 and said <= answer

    def _echoes(self, asked: AskedQuestion) -> bool:
        """The question picks up words of their answers that it was not they who were asked about."""
        own = {found for item in self._run for found in content_stems(item.question.text)}
        return bool((self._answered() - own) & content_stems(asked.sentence.text))

    def _follows_on(self, asked: AskedQuestion, call: Call) -> bool:
        """The last question again: it is not one more on a list."""
        return rephrases(self._run[-1].question.text, asked.question.text, call.ear)

    def _answered(self) -> set[str]:
        """The content of their answers in this run of questions."""
        return {found for item in self._run for one in item.answer for found in content_stems(one.text)}

    def _answers_are_short(self) -> bool:
        return bool(self._typical(self._run) < self.settings.short_answer_words)

    @staticmethod
    def _typical(run: list[AskedQuestion]) -> float:
        answers = [item.answer_words for item in run[:-1]]
        return median(answers) if answers else 0.0
