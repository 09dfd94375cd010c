"""The numbers of a call, each null when it cannot be known from what was heard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from audio.frames import Speaker
from coaching.conversation import Conversation
from coaching.heard import Question
from coaching.listeners.fillers import count_fillers
from coaching.turns import Stretch, Turn

RALLY_TURN_S = (3.0, 45.0)
"""How long each side speaks in a rally (COACHING.md, `rally`)."""
TALK_OVER_S = 0.5
"""Talking over a customer turn for this long is an interruption, if the customer yields (COACHING.md)."""


@dataclass(frozen=True, slots=True)
class Metrics:
    """talk_share: 0 to 1, rep speech / both sides' speech by voice activity, silence left out.

    longest_monologue_s: the rep's longest turn, pauses included. longest_rally: exchanges (one turn of each
    side). patience_s: median gap between the customer's last word and the rep's first, below 0 when the rep
    begins before it. interruptions: by the rep, with the customer yielding. questions: asked by the rep.
    words_per_minute: rep words per minute of rep speech. filler_rate: fillers / rep words, 0 to 1.
    """

    talk_share: float | None
    rep_speech_s: float | None
    customer_speech_s: float | None
    longest_monologue_s: float | None
    longest_rally: int | None
    patience_s: float | None
    interruptions: int | None
    questions: int | None
    words_per_minute: float | None
    filler_rate: float | None


def metrics(talk: Conversation, questions: Sequence[Question]) -> Metrics:
    """The metrics of a whole call. Speech alone gives talk time; the rest needs words."""
    rep_s, customer_s = talk.speech_s(Speaker.REP), talk.speech_s(Speaker.CUSTOMER)
    heard = rep_s + customer_s > 0
    worded = bool(talk.turns)
    rep_text = " ".join(word.text for stretch in talk.stretches[Speaker.REP] for word in stretch.words)
    rep_words = len(rep_text.split())
    gaps_s = [after.start_s - before.end_s for before, after in exchanges(talk.turns)]
    return Metrics(
        talk_share=_rounded(talk.talk_share(), 4),
        rep_speech_s=_rounded(rep_s) if heard else None,
        customer_speech_s=_rounded(customer_s) if heard else None,
        longest_monologue_s=_lasted_s(longest_turn(talk.turns)) if worded else None,
        longest_rally=len(longest_rally(talk.turns)) // 2 if worded else None,
        patience_s=_rounded(median(gaps_s)) if gaps_s else None,
        interruptions=len(interruptions(talk)) if worded else None,
        questions=sum(asked.speaker is Speaker.REP for asked in questions) if worded else None,
        words_per_minute=_rounded(rep_words / rep_s * 60, 1) if rep_words and rep_s else None,
        filler_rate=_rounded(count_fillers(rep_text) / rep_words, 4) if rep_words else None,
    )


def exchanges(turns: Sequence[Turn]) -> list[tuple[Turn, Turn]]:
    """A customer turn and the rep turn that follows it."""
    return [
        (before, after)
        for before, after in pairwise(turns)
        if before.speaker is Speaker.CUSTOMER and after.speaker is Speaker.REP
    ]


def longest_turn(turns: Sequence[Turn]) -> Turn | None:
    """The rep's longest turn, pauses included."""
    own = [turn for turn in turns if turn.speaker is Speaker.REP]
    return max(own, key=lambda turn: turn.lasted_s, default=None)


def longest_rally(turns: Sequence[Turn]) -> list[Turn]:
    """The longest run of turns, sides alternating, in which each side speaks 3 to 45 s."""
    longest: list[Turn] = []
    run: list[Turn] = []
    for turn in turns:
        in_rally = RALLY_TURN_S[0] <= turn.lasted_s <= RALLY_TURN_S[1]
        goes_on = bool(run) and turn.speaker is not run[-1].speaker
        run = ([*run, turn] if goes_on else [turn]) if in_rally else []
        longest = max(longest, run, key=len)
    return longest


def interruptions(talk: Conversation) -> list[Stretch]:
    """Where the rep came in on the customer, both spoke, and the customer was the one to stop."""
    customer = talk.stretches[Speaker.CUSTOMER]
    return [
        rep
        for rep in talk.stretches[Speaker.REP]
        if talk.takes_floor(rep) and any(_talks_over(rep, other) for other in customer)
    ]


def _talks_over(rep: Stretch, customer: Stretch) -> bool:
    if rep.end_s is None or customer.end_s is None:
        return False
    barges_in = customer.start_s < rep.start_s
    return barges_in and rep.start_s + TALK_OVER_S <= customer.end_s < rep.end_s


def _lasted_s(turn: Turn | None) -> float:
    return round(turn.lasted_s, 3) if turn else 0.0


def _rounded(value: float | None, digits: int = 3) -> float | None:
    return None if value is None else round(value, digits)
