"""Questions that were asked, and the answers they got."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from audio.frames import Speaker
from coaching.heard import Question
from coaching.listeners.language import content_stems
from coaching.listeners.question_kinds import QuestionKind
from coaching.listeners.questions import FoundQuestion, find_questions
from coaching.sentence import Sentence
from coaching.turns import Turn

RECENT = 12
"""Questions kept in view for each content word, so that nothing grows with the length of the call."""


@dataclass(slots=True)
class AskedQuestion:
    """A question in its turn. answer: what the other side said next, in their next turn."""

    question: Question
    kind: QuestionKind
    turn: Turn
    sentence: Sentence
    known_at_s: float
    answer: list[Sentence] = field(default_factory=list)

    @property
    def answer_words(self) -> int:
        return sum(len(sentence.words) for sentence in self.answer)


class QuestionNotes:
    """Every question of the call, oldest first; rhetorical ones are left out."""

    def __init__(self) -> None:
        self.asked: list[AskedQuestion] = []
        self._rep_by_stem: dict[str, list[AskedQuestion]] = {}

    def by(self, speaker: Speaker) -> list[AskedQuestion]:
        return [asked for asked in self.asked if asked.question.speaker is speaker]

    def last(self, speaker: Speaker) -> AskedQuestion | None:
        return next((asked for asked in reversed(self.asked) if asked.question.speaker is speaker), None)

    def sharing(self, stems: set[str]) -> list[AskedQuestion]:
        """The rep's questions that share a content word with these, oldest first: the latest few of each word."""
        found = {id(asked): asked for stem in stems for asked in self._rep_by_stem.get(stem, [])[-RECENT:]}
        return sorted(found.values(), key=lambda asked: asked.question.at_s)

    def hear(self, sentence: Sentence, turn: Turn) -> list[Question]:
        self._answer(sentence, turn)
        questions = []
        for found in _whole(find_questions(sentence.text)):
            if found.kind is QuestionKind.RHETORICAL:
                continue
            question = self._question(found, sentence)
            questions.append(question)
            asked = AskedQuestion(question, found.kind, turn, sentence, sentence.known_at_s)
            self.asked.append(asked)
            if sentence.speaker is Speaker.REP:
                for stem in content_stems(found.text):
                    self._rep_by_stem.setdefault(stem, []).append(asked)
        return questions

    def _answer(self, sentence: Sentence, turn: Turn) -> None:
        """What is said after the other side's question, in the turn that follows it, is its answer."""
        asked = next(
            (
                item
                for item in reversed(self.asked[-8:])
                if item.question.speaker is not sentence.speaker and item.question.at_s < sentence.start_s
            ),
            None,
        )
        if asked is not None and (not asked.answer or asked.answer[0].start_s >= turn.start_s):
            asked.answer.append(sentence)

    @staticmethod
    def _question(found: FoundQuestion, sentence: Sentence) -> Question:
        start_s, end_s = sentence.span_s(found.start_word, found.end_word)
        return Question(start_s, end_s, sentence.speaker, found.form, found.text)


def _whole(found: list[FoundQuestion]) -> list[FoundQuestion]:
    """Questions cut in two are put together: nothing stands between the parts, neither a stop nor an "and"."""
    whole: list[FoundQuestion] = []
    for part in found:
        before = whole[-1] if whole else None
        if before is not None and _goes_on(before, part):
            whole[-1] = replace(before, text=f"{before.text} {part.text}", end_word=part.end_word)
        else:
            whole.append(part)
    return whole


def _goes_on(before: FoundQuestion, part: FoundQuestion) -> bool:
    touches = before.end_word == part.start_word and before.text[-1:] not in ".?!"
    return touches and part.text.split()[0].lower() not in _JOINS


_JOINS = ("and", "or", "also", "plus", "then", "but", "so")
