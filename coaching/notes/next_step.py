"""The next step: proposed, accepted, or still to be agreed."""

from __future__ import annotations

from audio.frames import Speaker
from coaching.heard import NextStepAgreed
from coaching.listeners.ear import Ear
from coaching.listeners.language import tokens
from coaching.listeners.next_step import NextStep, accepts, declines, proposes_next_step
from coaching.sentence import Sentence


class NextStepNotes:
    """Whether a next step stands agreed. A step that the customer proposes needs no further acceptance."""

    def __init__(self, ear: Ear) -> None:
        self._ear = ear
        self.agreed: NextStepAgreed | None = None
        self._proposed: tuple[NextStep, Sentence] | None = None

    def hear(self, sentence: Sentence) -> list[NextStepAgreed]:
        """Takes a sentence of either side; returns what it agrees."""
        step = proposes_next_step(sentence.whole_text, self._ear)
        if sentence.speaker is Speaker.CUSTOMER:
            if self._proposed is not None and declines(sentence.text):
                self._proposed = None
            elif self._proposed is not None and (accepts(sentence.text) or self._says_when_too(sentence)):
                proposed, said = self._proposed
                self._proposed = None
                return self._agree(proposed, said.text, sentence.start_s)
            elif step is not None and step.when is not None:
                return self._agree(step, sentence.text, sentence.start_s)
        elif step is not None and (step.when is not None or self._proposed is None):
            self._proposed = (step, sentence)
        return []

    def _agree(self, step: NextStep, text: str, at_s: float) -> list[NextStepAgreed]:
        self.agreed = NextStepAgreed(at_s, text, str(step.who), step.when)
        return [self.agreed]

    def _says_when_too(self, sentence: Sentence) -> bool:
        """The time that was proposed, said back: "Wednesday at nine."."""
        when = None if self._proposed is None else self._proposed[0].when
        if when is None or "?" in sentence.text:
            return False
        wanted = set(tokens(when)) - _LEADS
        return bool(wanted) and wanted <= set(tokens(sentence.text))


_LEADS = frozenset("next this on at in the a coming about around".split())
