"""One pass over one window: what it reads, and what of that may be believed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from audio.frames import Samples, Speaker
from models.doubt import agreement, is_unheard, looped_from
from models.hearing import HeardWord, Listener, Window

TOKENS_PER_S = 7.0
"""Fast English is 5 tokens a second; more than this many new ones is a loop."""
SPARE_TOKENS = 6
CUT_OFF_S = 0.5
"""A word that ends this close to the end of the sound may yet become another word."""


class PassKind(IntEnum):
    """In order of urgency."""

    FINAL = 0
    CUT = 1
    PAUSE = 2
    PARTIAL = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """The new words in a pass's window, on the call clock.

    settled: how many of `words`, from the first, will not change.
    """

    words: tuple[HeardWord, ...]
    settled: int


@dataclass(frozen=True, slots=True)
class Pass:
    """One window to decode, complete in itself.

    samples: the sound from `start_s` to `end_s`. said, known: the settled words before it and in it.
    expected: what the last pass read after those.
    ready: the result, where an earlier pass already had it.
    """

    speaker: Speaker
    kind: PassKind
    start_s: float
    end_s: float
    samples: Samples
    said: tuple[HeardWord, ...] = ()
    known: tuple[HeardWord, ...] = ()
    expected: tuple[HeardWord, ...] = ()
    names: str = ""
    ready: Reading | None = None


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard a pass tries. padding_s, shortest_s: silence after the sound, and the least whole window."""

    padding_s: float
    shortest_s: float
    beam_size: int


QUICK = Effort(padding_s=2.0, shortest_s=6.0, beam_size=1)
THOROUGH = (Effort(2.0, 10.0, 5), Effort(4.0, 15.0, 1), Effort(30.0, 30.0, 5))
"""A window that loops is read again with more padding, then as the thirty seconds Whisper was trained on."""


def read(listener: Listener, a_pass: Pass) -> Reading:
    """Read the window; a loop is read again or cut, words nobody said are left out."""
    if a_pass.ready is not None:
        return a_pass.ready
    efforts = (QUICK,) if a_pass.kind is PassKind.PARTIAL else THOROUGH
    for effort in efforts:
        window = listener.listen(a_pass.samples, padding_s=effort.padding_s, shortest_s=effort.shortest_s)
        decoding = window.decode(
            said=a_pass.said,
            known=a_pass.known,
            names=a_pass.names,
            beam_size=effort.beam_size,
            most_tokens=SPARE_TOKENS + round(TOKENS_PER_S * (a_pass.end_s - a_pass.start_s)),
        )
        looped = looped_from(decoding.words)
        if looped is None:
            break
    words = decoding.words[:looped]
    if a_pass.kind is PassKind.PARTIAL:
        return _partial(window, a_pass, words)
    timed = _timed(window, a_pass, words)
    if is_unheard(timed, decoding.no_speech):
        timed = ()
    if a_pass.kind is PassKind.CUT:
        return Reading(timed, sum(word.end_s <= a_pass.end_s - CUT_OFF_S for word in timed))
    return Reading(timed, len(timed))


def _partial(window: Window, a_pass: Pass, words: Sequence[HeardWord]) -> Reading:
    agreed = agreement(a_pass.expected, words[:-1])
    if not agreed:
        return Reading(_spread(words, a_pass.known[-1].end_s if a_pass.known else a_pass.start_s, a_pass.end_s), 0)
    timed = _timed(window, a_pass, words)
    settled = 0
    while settled < agreed and timed[settled].end_s <= a_pass.end_s - CUT_OFF_S:
        settled += 1
    if settled and is_unheard(timed[:settled], 0.0):
        settled = 0
    return Reading(timed, settled)


def _timed(window: Window, a_pass: Pass, words: Sequence[HeardWord]) -> tuple[HeardWord, ...]:
    earliest_s = a_pass.known[-1].end_s if a_pass.known else a_pass.start_s
    timed = []
    for word in window.align((*a_pass.known, *words))[len(a_pass.known) :]:
        start_s = min(max(a_pass.start_s + word.start_s, earliest_s), a_pass.end_s)
        end_s = min(max(a_pass.start_s + word.end_s, start_s), a_pass.end_s)
        timed.append(replace(word, start_s=start_s, end_s=end_s))
        earliest_s = end_s
    return tuple(timed)


def _spread(words: Sequence[HeardWord], start_s: float, end_s: float) -> tuple[HeardWord, ...]:
    """Times by length alone: good enough for words that are only shown."""
    letters = sum(len(word.text) + 1 for word in words)
    spread, before = [], 0
    for word in words:
        after = before + len(word.text) + 1
        at = [start_s + (end_s - start_s) * place / letters for place in (before, after)]
        spread.append(replace(word, start_s=at[0], end_s=at[1]))
        before = after
    return tuple(spread)
