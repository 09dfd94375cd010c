"""Signals and what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from coaching.heard import Purpose, Signal, SignalKind
from coaching.listeners.acknowledgement import acknowledges, goes_elsewhere, parks_openly
from coaching.listeners.answers import is_evasive
from coaching.listeners.backchannel import is_acknowledging_only
from coaching.listeners.ear import Ear
from coaching.listeners.language import content_stems
from coaching.listeners.next_step import sounds_like_next_step
from coaching.listeners.pitch import find_pitch
from coaching.listeners.plainly import voiced_plainly
from coaching.listeners.question_kinds import QuestionKind
from coaching.listeners.questions import find_questions
from coaching.listeners.signals import find_signals
from coaching.listeners.steering import only_grants
from coaching.sentence import Sentence
from coaching.turns import Turn

SUBSTANTIAL_WORDS = 4
"""A reply shorter than this goes nowhere: neither to the signal nor away from it."""
ELSEWHERE_WORDS = 30
"""Words of a reply without a question or a pitch, after which it has plainly gone elsewhere."""

STATEMENT_WORDS = 7
STATEMENT_CONTENT = 3
"""Words, and content words, of a statement that goes somewhere."""
ASKED_ELSEWHERE = 0.7
STATED_ELSEWHERE = 0.9
"""Chance that a question, or a pitch or a statement, leaves lying what they said, from which it does. A pitch into
what they said answers it in its own way: `premature-pitch` says that better.
"""
ONLY_THE_OTHER = 0.2
"""The same for a worry whose companion in the same turn was picked up."""
PAST = 0.5
"""The same for a whole reply that is over."""
REPLY_SENTENCES = 6
RECENT = 12

SURE, SURE_NEED = 0.6, 0.72
"""Strength from which a signal, and a need, is built on: small talk sounds like needs, too. Set on the calls `dev*`."""


class Fate(StrEnum):
    WAITING = "waiting"
    PICKED_UP = "picked-up"
    LEFT_LYING = "left-lying"


@dataclass(slots=True)
class HeardSignal:
    """A signal, the customer's turn it came in, and the rep's words that decided its fate.

    plain: it was voiced in words of its kind. past: whether the whole reply goes elsewhere, once that was asked.
    """

    signal: Signal
    turn: Turn
    fate: Fate = Fate.WAITING
    reply: Sentence | None = None
    parked: bool = False
    plain: bool = True
    past: bool | None = None


class SignalNotes:
    """All signals of the call, oldest first."""

    def __init__(self, ear: Ear) -> None:
        self.heard: list[HeardSignal] = []
        self._ear = ear
        self._reply_words = 0
        self._reply_turn: Turn | None = None

    def needs(self) -> list[HeardSignal]:
        return self.of_kind(SignalKind.NEED)

    def of_kind(self, kind: SignalKind) -> list[HeardSignal]:
        return [heard for heard in self.heard if heard.signal.kind is kind]

    def sure_needs(self) -> list[HeardSignal]:
        """Needs that were voiced plainly enough to build on."""
        return [heard for heard in self.needs() if heard.signal.strength >= SURE_NEED and heard.plain]

    def confirmed_needs(self) -> list[HeardSignal]:
        """Needs that the customer voiced and the rep acknowledged."""
        return [heard for heard in self.needs() if heard.fate is Fate.PICKED_UP]

    def purposes(self) -> list[tuple[Purpose, Signal]]:
        """The purposes voiced, each with the first words that voiced it."""
        first: dict[Purpose, Signal] = {}
        for heard in self.sure_needs():
            if heard.signal.detail:
                first.setdefault(Purpose(heard.signal.detail), heard.signal)
        return list(first.items())

    def hear_customer(self, sentence: Sentence, turn: Turn, replying_to: str) -> list[Signal]:
        """Finds the signals in what the customer said; an unfinished lead is judged with its end."""
        self.reply_is_over()
        text = sentence.text
        signals = []
        for found in find_signals(text, self._ear, replying_to=replying_to):
            start_s, end_s = sentence.span_s(found.start_word, found.end_word)
            signal = Signal(
                at_s=start_s,
                end_s=end_s,
                known_at_s=sentence.known_at_s,
                kind=found.kind,
                detail=found.detail,
                text=text,
                quote=found.quote,
                strength=min(1.0, found.score),
            )
            signals.append(signal)
            plain = voiced_plainly(found.kind, found.detail, found.text, found.score)
            self.heard.append(HeardSignal(signal, turn, plain=plain))
        return signals

    def hear_rep(self, sentence: Sentence, turn: Turn, offer: tuple[str, ...]) -> None:
        """Decides whether the rep picks up what is waiting, or goes elsewhere."""
        if turn is not self._reply_turn:
            self._reply_turn, self._reply_words = turn, 0
        self._pick_up(sentence)
        waiting = self._waiting(before_s=sentence.start_s)
        if not waiting or is_acknowledging_only(sentence.text):
            return
        self._reply_words += len(sentence.words)
        if len(sentence.words) < SUBSTANTIAL_WORDS and not sentence.text.endswith("?"):
            return
        proposes = sounds_like_next_step(sentence.text) is not None
        pitches = find_pitch(sentence.text, self._ear, offer=offer) is not None
        asks = not (proposes or pitches) and _asks(sentence)
        states = pitches or (_is_of_substance(sentence) and not proposes)
        surely = ASKED_ELSEWHERE if asks else STATED_ELSEWHERE
        for heard in waiting:
            heard.reply = sentence
            moves_on = (asks or states) and goes_elsewhere(heard.signal, self._reply(sentence), self._ear) >= surely
            if moves_on or self._reply_words >= ELSEWHERE_WORDS:
                heard.fate = Fate.LEFT_LYING

    def reply_is_over(self) -> None:
        """The rep has finished, or the customer speaks again: what was replied to and not picked up was left lying."""
        for heard in self.heard[-RECENT:]:
            if heard.fate is Fate.WAITING and heard.reply is not None:
                granted = heard.signal.kind is SignalKind.STEER and only_grants(self._reply(heard.reply))
                heard.fate = Fate.PICKED_UP if granted else Fate.LEFT_LYING

    def is_past(self, heard: HeardSignal) -> bool:
        """Whether all that the rep replied goes elsewhere. Judged once: rules ask with every tick."""
        if heard.past is None:
            whole = "" if heard.reply is None else self._reply(heard.reply)
            heard.past = not whole or goes_elsewhere(heard.signal, whole, self._ear) >= PAST
        return heard.past

    def _reply(self, said: Sentence) -> str:
        """What the rep has said in this turn so far, its last words."""
        turn = self._reply_turn
        return said.whole_text if turn is None else " ".join(one.text for one in turn.sentences[-REPLY_SENTENCES:])

    def _pick_up(self, sentence: Sentence) -> None:
        open_ones = [heard for heard in self.heard[-RECENT:] if heard.fate is not Fate.PICKED_UP]
        if not open_ones:
            return
        parked = parks_openly(sentence.text)
        reply = self._reply(sentence)
        picked = [
            heard
            for heard in open_ones
            if heard.signal.at_s < sentence.start_s
            and (parked or _answers(heard, sentence) or acknowledges(heard.signal, reply, self._ear))
        ]
        turns = {id(heard.turn) for heard in picked if heard.fate is Fate.WAITING and not _is_serious(heard)}
        for heard in open_ones:
            beside = heard.fate is Fate.WAITING and id(heard.turn) in turns
            if beside and not parked and self._is_passed_over(heard, reply):
                continue
            if heard in picked or (beside and not _is_serious(heard)):
                heard.fate, heard.reply = Fate.PICKED_UP, sentence
                heard.parked = parked

    def _is_passed_over(self, heard: HeardSignal, reply: str) -> bool:
        """A worry whose companion in the same turn was picked up, and it hardly."""
        worry = heard.signal.kind is SignalKind.CONCERN
        return worry and goes_elsewhere(heard.signal, reply, self._ear) >= ONLY_THE_OTHER

    def _waiting(self, before_s: float) -> list[HeardSignal]:
        return [heard for heard in self.heard[-RECENT:] if heard.fate is Fate.WAITING and heard.signal.at_s < before_s]


def _asks(said: Sentence) -> bool:
    return any(found.kind is QuestionKind.DISCOVERY for found in find_questions(said.text))


def _is_of_substance(said: Sentence) -> bool:
    return len(said.words) >= STATEMENT_WORDS and len(content_stems(said.text)) >= STATEMENT_CONTENT


def _is_serious(heard: HeardSignal) -> bool:
    """A worry or a wish to change the subject: taking up something else that they said will not do."""
    return heard.signal.kind in (SignalKind.CONCERN, SignalKind.STEER)


def _answers(heard: HeardSignal, sentence: Sentence) -> bool:
    """A question of theirs is answered by a reply that says something and asks nothing back."""
    asked = heard.signal.kind is SignalKind.INTEREST and any(
        found.kind is not QuestionKind.RHETORICAL for found in find_questions(heard.signal.text)
    )
    if not asked or len(sentence.words) < SUBSTANTIAL_WORDS or is_acknowledging_only(sentence.text):
        return False
    return not find_questions(sentence.text) and not is_evasive(sentence.text)
