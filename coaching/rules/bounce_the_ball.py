"""`bounce-the-ball`: the rep leaves the customer no room."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from audio.frames import Speaker
from coaching.call import Call, Happening, quote_of
from coaching.listeners.backchannel import is_acknowledging_only, stops_mid_thought
from coaching.listeners.language import tokens
from coaching.listeners.question_kinds import QuestionKind
from coaching.nudge import Barrier, Pillar, Quote
from coaching.rule import Finding, Rule, Settings, Standing, setting
from coaching.turns import BACKCHANNEL_S, Stretch, Turn

TEXT = "Let them bounce the ball."


@dataclass(frozen=True)
class BounceTheBallSettings(Settings):
    rush_s: float = setting(0.4, 0.0, 1.5, "A gap after their last word shorter than this is a rush.")
    rushes: float = setting(3, 1, 5, "Rushes in the last five exchanges.")
    own_question_s: float = setting(2.0, 0.5, 6.0, "Silence to leave after your own question.")
    thinking_s: float = setting(2.0, 0.5, 6.0, "Silence to leave when they have paused mid-thought.")


class BounceTheBall(Rule):
    """You left them no room to think.

    Fires when: you start within 0.4 s of their last word in 3 of the last 5 exchanges; or you break the silence
        within 2 s after your own question, before they have answered; or you come in while they have paused
        mid-thought (a trailing "and", "but", "so", "um...").
    Stays quiet when: it was only an "mm-hm"; they had asked you a question.
    Why it matters: let the customer bounce the ball on their side as long as they want; even silence adds to the
        forward flow.
    Example: "We could move it to May, but um..." "May works great for us!"
    Nudge: Let them bounce the ball.
    """

    id = "bounce-the-ball"
    barrier = Barrier.IMPATIENCE
    pillar = Pillar.DIALOGUE
    seriousness = 6
    specificity = 5
    settings_type = BounceTheBallSettings

    def __init__(self, settings: Settings | None = None) -> None:
        super().__init__(settings)
        self._gaps_s: deque[float] = deque(maxlen=5)
        self._judged: Stretch | None = None

    def hear(self, happening: Happening, call: Call) -> Finding | None:
        stretch = call.conversation.stretch(Speaker.REP)
        if stretch is None or stretch is self._judged:
            return None
        start_s = comes_in_at_s(stretch, call.now_s)
        if start_s is None:
            return None
        before = _last_before(call, stretch)
        if before is None or not self._customer_is_settled(stretch, call):
            return None
        if before[0] is Speaker.REP:
            return self._after_own_question(stretch, start_s, before[1], call)
        return self._after_customer(stretch, start_s, before[1], call)

    def standing(self, finding: Finding, call: Call) -> Standing:
        turn = call.conversation.turn()
        if turn is not None and turn.speaker is Speaker.CUSTOMER and turn.start_s > finding.at_s:
            return Standing.PUT_RIGHT
        return Standing.OUT_OF_DATE if call.now_s - finding.at_s > 12 else Standing.STANDS

    def _after_customer(self, stretch: Stretch, start_s: float, turn: Turn, call: Call) -> Finding | None:
        asked = call.questions.last(Speaker.CUSTOMER)
        if asked is not None and asked.turn is turn:
            self._judged = stretch
            return None
        theirs = _last_stretch_before(call, Speaker.CUSTOMER, stretch.start_s)
        end_s = turn.end_s if theirs is None or theirs.end_s is None else max(turn.end_s, theirs.end_s)
        gap_s = start_s - end_s
        last = turn.sentences[-1]
        words = quote_of(last, Speaker.CUSTOMER)
        if (
            turn.word_count >= LEAST_WORDS
            and stops_mid_thought(last.text)
            and OVERLAP_S <= gap_s < self.settings.thinking_s
        ):
            self._judged = stretch
            why = f"They had paused mid-thought; you came in {max(gap_s, 0):.1f} s later."
            return Finding(start_s, TEXT, why, (words, _own(stretch)), about=stretch)
        if not (stretch.words or stretch.tentative) and stretch.lasted_s(call.now_s) < SURELY_OWN_S:
            return None  # a rush is told by the first word of their own
        self._judged = stretch
        # neither a short answer nor one that is plainly over needs room after it, nor one that is given back first
        over = turn.word_count < THOUGHT_WORDS or _hands_back(last.text) or _says_yes_or_no(turn, call)
        self._gaps_s.append(self.settings.rush_s if over or _receives(stretch) else gap_s)
        rushes = sum(self._is_rush(gap) for gap in self._gaps_s)
        if self._is_rush(self._gaps_s[-1]) and rushes >= self.settings.rushes:
            why = (
                f"You started within {self.settings.rush_s:g} s of their last word in {rushes} of the last "
                f"{len(self._gaps_s)} exchanges."
            )
            self._gaps_s.clear()
            return Finding(start_s, TEXT, why, (words, _own(stretch)), about=stretch)
        return None

    def _after_own_question(self, stretch: Stretch, start_s: float, turn: Turn, call: Call) -> Finding | None:
        before = _last_stretch_before(call, Speaker.REP, stretch.start_s)
        if before is None or before.end_s is None or not before.settled:
            return None
        self._judged = stretch
        said = [sentence for sentence in turn.sentences if sentence.start_s < stretch.start_s]
        asked = next((item for item in reversed(call.questions.asked[-6:]) if said and item.sentence is said[-1]), None)
        if asked is None or asked.kind is not QuestionKind.DISCOVERY:
            return None
        silence_s = start_s - before.end_s
        ended_with_it = asked.question.end_s > before.end_s - 0.5
        if not ended_with_it or silence_s >= self.settings.own_question_s or silence_s < LEAST_SILENCE_S:
            return None
        if _customer_spoke_between(call, before.end_s, stretch.start_s):
            return None
        why = f"You asked, and spoke again after {silence_s:.1f} s, before they had answered."
        evidence = (quote_of(asked.question, Speaker.REP), _own(stretch))
        return Finding(start_s, TEXT, why, evidence, about=stretch)

    def _is_rush(self, gap_s: float) -> bool:
        return OVERLAP_S <= gap_s < float(self.settings.rush_s)

    @staticmethod
    def _customer_is_settled(stretch: Stretch, call: Call) -> bool:
        """Their words are known, so that "mid-thought" can be told."""
        theirs = _last_stretch_before(call, Speaker.CUSTOMER, stretch.start_s)
        return theirs is None or theirs.settled


LEAST_WORDS = 3
"""Fewer words than this are neither a turn that needs room nor one that takes it."""
FIRST_WORDS = 20
"""Whoever comes in has said something of their own by then."""
SURELY_S = 0.8
GOES_ON_S = 0.9
"""Sound after the last word heard: twice the hang-over of voice activity, so it is speech whose words will come."""
SURELY_OWN_S = 2.0
"""So much voice is more than an "okay" first, even while no word of it is known."""
THOUGHT_WORDS = 6
YES_NO_WORDS = 10
"""Words of an answer: from the first number on it is a thought that may go on; from the second, after a yes or no."""
OVERLAP_S = -0.15
"""Further into their words than this it is talking over them, not a pause that was cut short."""
TOGETHER_S = 0.3
"""Both who begin within this of each other begin together."""
LEAST_SILENCE_S = 0.8
"""A shorter pause is breath within a sentence, not silence that was broken."""


def comes_in_at_s(stretch: Stretch, now_s: float) -> float | None:
    """When the rep begins to say something of their own; "okay, okay" before it leaves the ball where it is.

    None while that is not known: it takes a few words, one and a stretch longer than an "I see", a voice that
    goes on after its last word heard, or, before any word is known, more voice than any "I see" has.
    """
    heard = [*stretch.words[:FIRST_WORDS], *stretch.tentative[:FIRST_WORDS]]
    if not heard:
        return stretch.start_s if stretch.lasted_s(now_s) > BACKCHANNEL_S else None
    first = 0
    while first < len(heard) and is_acknowledging_only(" ".join(word.text for word in heard[: first + 1])):
        first += 1
    own = len(heard) - first
    if own >= LEAST_WORDS or (own and stretch.lasted_s(now_s) >= SURELY_S):
        return max(heard[first].start_s, stretch.start_s)
    if heard and stretch.end_s is None and now_s - heard[-1].end_s >= GOES_ON_S:
        return max(heard[min(first, len(heard) - 1)].start_s, stretch.start_s)
    return None


def _hands_back(text: str) -> bool:
    """They have said that they are done: "…, yeah", "…or not", "that's it"."""
    said = tokens(text)
    return bool(said) and (said[-1] in _DONE or " ".join(said[-2:]) in _DONE)


def _says_yes_or_no(turn: Turn, call: Call) -> bool:
    """A yes/no question has got its yes or no in one short sentence ("Uh, no, not that I know of.")."""
    before = (item for item in reversed(call.questions.asked[-8:]) if item.question.at_s < turn.start_s)
    asked = next(before, None)
    answers = asked is not None and asked.question.form == "closed" and len(turn.sentences) == 1
    said = [token for token in tokens(turn.text) if token not in _HESITATIONS]
    return answers and len(said) < YES_NO_WORDS and said[:1] in (["yes"], ["yeah"], ["no"], ["nope"], ["yep"])


_HESITATIONS = frozenset("um uh er erm oh well hm".split())
_DONE = frozenset(
    "yeah/yes/no/nope/right/okay/ok/really/basically/though/thanks/or not/that's it/that's all/thank you/at all".split(
        "/"
    )
)


def _receives(stretch: Stretch) -> bool:
    """The rep has taken the ball first: "Okay." as a sentence of its own."""
    first = next((word.text for word in (*stretch.words[:1], *stretch.tentative[:1])), "")
    return first[-1:] in (".", "!") and is_acknowledging_only(first)


def _own(stretch: Stretch) -> Quote:
    text = " ".join(word.text for word in [*stretch.words, *stretch.tentative])
    return Quote(Speaker.REP, stretch.start_s, stretch.start_s, text)


def _last_before(call: Call, stretch: Stretch) -> tuple[Speaker, Turn] | None:
    """Whose turn it was when `stretch` began."""
    for turn in reversed(call.conversation.turns[-4:]):
        if turn.start_s < stretch.start_s - 0.01:
            return turn.speaker, turn
    return None


def _last_stretch_before(call: Call, speaker: Speaker, start_s: float) -> Stretch | None:
    for stretch in reversed(call.conversation.stretches[speaker][-6:]):
        if stretch.start_s < start_s:
            return stretch
    return None


def _customer_spoke_between(call: Call, start_s: float, end_s: float) -> bool:
    return any(
        stretch.start_s < end_s + TOGETHER_S and (stretch.end_s is None or stretch.end_s > start_s)
        for stretch in call.conversation.stretches[Speaker.CUSTOMER][-4:]
    )
