"""What a number of the call is made of: the stretches of speech and the turns behind it, each a moment to look at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from audio.frames import Speaker
from coaching.conversation import Conversation
from coaching.listeners.fillers import count_fillers
from coaching.metrics import exchanges, interruptions, longest_rally, longest_turn
from coaching.turns import Stretch, Turn

CUT_CHARACTERS = 90


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of a number: when, whose, its own value with its unit, and the words, if any were caught."""

    start_s: float
    end_s: float
    speaker: Speaker
    value: str
    text: str


def made_of(metric: str, talk: Conversation, asked: Sequence[tuple[float, float, str]]) -> list[Piece]:
    """The pieces of a metric, by name as in the session log, in the order of the call.

    asked: the rep's questions as (start, end, text). Raises KeyError for a name that is no metric.
    """
    return _MADE_OF[metric](talk, asked)


Asked = Sequence[tuple[float, float, str]]


def _speech(*speakers: Speaker) -> Callable[[Conversation, Asked], list[Piece]]:
    def pieces(talk: Conversation, asked: Asked) -> list[Piece]:
        stretches = [stretch for speaker in speakers for stretch in talk.stretches[speaker]]
        return [_stretch(one, talk) for one in sorted(stretches, key=lambda one: one.start_s)]

    return pieces


def _stretch(one: Stretch, talk: Conversation) -> Piece:
    lasted_s = one.lasted_s(talk.now_s)
    words = " ".join(word.text for word in one.words)
    return Piece(one.start_s, one.start_s + lasted_s, one.speaker, f"{lasted_s:.1f} s", _cut(words))


def _turn(turn: Turn, value: str) -> Piece:
    return Piece(turn.start_s, turn.end_s, turn.speaker, value, _cut(turn.text))


def _longest(talk: Conversation, asked: Asked) -> list[Piece]:
    turn = longest_turn(talk.turns)
    return [_turn(turn, f"{turn.lasted_s:.0f} s")] if turn else []


def _rally(talk: Conversation, asked: Asked) -> list[Piece]:
    return [_turn(turn, f"{turn.lasted_s:.0f} s") for turn in longest_rally(talk.turns)]


def _gaps(talk: Conversation, asked: Asked) -> list[Piece]:
    return [_turn(after, f"{after.start_s - before.end_s:.1f} s") for before, after in exchanges(talk.turns)]


def _interruptions(talk: Conversation, asked: Asked) -> list[Piece]:
    return [_stretch(one, talk) for one in interruptions(talk)]


def _questions(talk: Conversation, asked: Asked) -> list[Piece]:
    return [Piece(start_s, end_s, Speaker.REP, "1", _cut(text)) for start_s, end_s, text in asked]


def _words(talk: Conversation, asked: Asked) -> list[Piece]:
    return _counted(talk, lambda text: len(text.split()), "word")


def _fillers(talk: Conversation, asked: Asked) -> list[Piece]:
    return _counted(talk, count_fillers, "filler")


def _counted(talk: Conversation, count: Callable[[str], int], unit: str) -> list[Piece]:
    pieces = []
    for one in talk.stretches[Speaker.REP]:
        words = " ".join(word.text for word in one.words)
        if number := count(words):
            value = f"{number} {unit}" if number == 1 else f"{number} {unit}s"
            pieces.append(Piece(one.start_s, one.start_s + one.lasted_s(talk.now_s), one.speaker, value, _cut(words)))
    return pieces


_MADE_OF: dict[str, Callable[[Conversation, Asked], list[Piece]]] = {
    "talk_share": _speech(Speaker.REP, Speaker.CUSTOMER),
    "rep_speech_s": _speech(Speaker.REP),
    "customer_speech_s": _speech(Speaker.CUSTOMER),
    "longest_monologue_s": _longest,
    "longest_rally": _rally,
    "patience_s": _gaps,
    "interruptions": _interruptions,
    "questions": _questions,
    "words_per_minute": _words,
    "filler_rate": _fillers,
}


def _cut(text: str) -> str:
    return text if len(text) <= CUT_CHARACTERS else text[:CUT_CHARACTERS].rpartition(" ")[0] + "…"
