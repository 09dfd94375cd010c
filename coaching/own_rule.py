"""Rules of the user's own, of the simple kind: "when the customer mentions X, show Y" and "X must be said by minute N".

They are not of the catalog: they stand in the user's coach.toml, and are made anew for each call.
"""

from __future__ import annotations

from audio.frames import Speaker
from coaching.call import Call, Happening, quote_of
from coaching.listeners.mentions import mentions
from coaching.nudge import Pillar
from coaching.rule import Finding, Rule, Standing
from coaching.sentence import Sentence
from coaching.tick import Tick

OUT_OF_DATE_S = 20.0


class WhenMentioned(Rule):
    """Shows your words when the customer mentions something.

    Fires when: the customer speaks of it, in these or other words.
    Stays quiet when: it has been shown in this call already.
    Why it matters: you said so.
    Example: when they mention "the warehouse move", show "Ask about the date."
    Nudge: your own words.
    """

    own = True
    pillar = Pillar.PRODUCTIVE
    barrier = None
    seriousness = 5
    specificity = 9

    def __init__(self, id: str, phrase: str, text: str) -> None:
        super().__init__()
        self.id = id  # type: ignore[misc]  # the catalog's rules have theirs as a class attribute
        self._phrase, self._text = phrase, text

    @property
    def summary(self) -> str:
        return f"They mention “{self._phrase}”: {self._text}"

    def renewed(self, fresh: Rule) -> Rule:
        same = isinstance(fresh, WhenMentioned) and (fresh._phrase, fresh._text) == (self._phrase, self._text)
        return self if same else fresh

    def hear(self, happening: Happening, call: Call) -> Finding | None:
        if not isinstance(happening, Sentence) or happening.speaker is not Speaker.CUSTOMER:
            return None
        if not mentions(self._phrase, happening.whole_text, call.ear):
            return None
        evidence = (quote_of(happening, Speaker.CUSTOMER),)
        return Finding(happening.end_s, self._text, f"They mentioned “{self._phrase}”.", evidence, about=self)

    def standing(self, finding: Finding, call: Call) -> Standing:
        return Standing.OUT_OF_DATE if call.now_s - finding.at_s > OUT_OF_DATE_S else Standing.STANDS


class SaidByMinute(Rule):
    """Reminds you of something that has to be said.

    Fires when: you have not said it by the minute you named.
    Stays quiet when: you have said it, in these or other words.
    Why it matters: you said so.
    Example: "this call is recorded" must be said by minute 2.
    Nudge: your own words.
    """

    own = True
    pillar = Pillar.PRODUCTIVE
    barrier = None
    seriousness = 6
    specificity = 9

    def __init__(self, id: str, phrase: str, by_minute: float, text: str) -> None:
        super().__init__()
        self.id = id  # type: ignore[misc]
        self._phrase, self._by_s, self._text = phrase, by_minute * 60, text
        self._said: bool | None = None

    @property
    def summary(self) -> str:
        return f"“{self._phrase}” is not said by minute {self._by_s / 60:g}: {self._text}"

    def renewed(self, fresh: Rule) -> Rule:
        return fresh  # it looks for itself whether it has been said

    def hear(self, happening: Happening, call: Call) -> Finding | None:
        if self._said is None:
            self._said = any(self._is_said(said, call) for turn in call.conversation.turns for said in turn.sentences)
        elif isinstance(happening, Sentence):
            self._said = self._said or self._is_said(happening, call)
        if self._said or not isinstance(happening, Tick) or happening.at_s < self._by_s:
            return None
        why = f"“{self._phrase}” has not been said by minute {self._by_s / 60:g}."
        return Finding(self._by_s, self._text, why, about=self)

    def standing(self, finding: Finding, call: Call) -> Standing:
        return Standing.PUT_RIGHT if self._said else Standing.STANDS

    def _is_said(self, sentence: Sentence, call: Call) -> bool:
        return sentence.speaker is Speaker.REP and mentions(self._phrase, sentence.whole_text, call.ear)
