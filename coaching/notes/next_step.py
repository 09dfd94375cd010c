"""The next step: proposed, accepted, or still to be agreed."""

from __future__ import annotations

from dataclasses import dataclass

from audio.frames import Speaker
from coaching.listeners.language import tokens
from coaching.listeners.next_step import NextStep, accepts, declines, proposes_next_step
from coaching.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was agreed, by whom it was proposed, and when the customer accepted it."""

    step: NextStep
    at_s: float
    text: str


class NextStepNotes:
    """Whether a next step stands agreed. A step that the customer proposes needs no further acceptance."""

    def __init__(self) -> None:
        self.agreed: Agreed | None = None
        self._proposed: tuple[NextStep, Sentence] | None = None

    def hear(self, sentence: Sentence) -> None:
        step = proposes_next_step(sentence.whole_text)
        if sentence.speaker is Speaker.CUSTOMER:
            if self._proposed is not None and declines(sentence.text):
                self._proposed = None
            elif self._proposed is not None and (accepts(sentence.text) or self._says_when_too(sentence)):
                proposed, said = self._proposed
                self.agreed = Agreed(proposed, sentence.start_s, said.text)
                self._proposed = None
            elif step is not None and step.when is not None:
                self.agreed = Agreed(step, sentence.start_s, sentence.text)
        elif step is not None and (step.when is not None or self._proposed is None):
            self._proposed = (step, sentence)

    def _says_when_too(self, sentence: Sentence) -> bool:
        """The time that was proposed, said back: "Wednesday at nine."."""
        when = None if self._proposed is None else self._proposed[0].when
        if when is None or "?" in sentence.text:
            return False
        wanted = set(tokens(when)) - _LEADS
        return bool(wanted) and wanted <= set(tokens(sentence.text))


_LEADS = frozenset("next this on at in the a coming about around".split())
