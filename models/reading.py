"""One pass over one window: what it reads, and what of that may be believed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from audio.frames import SAMPLE_RATE_HZ, Samples, Speaker
from models.doubt import agreement, is_unheard, is_unplaced, looped_from, placed
from models.hearing import HeardWord, Listener, Window

TOKENS_PER_S = 7.0
"""Fast English is 5 tokens a second; more than this many new ones is a loop."""
SPARE_TOKENS = 6
MUST_HOLD_WORDS_S = 2.0
"""So much sound after the known words and nothing read in it: Whisper took the last of them for the end."""
CUT_OFF_S = 0.5
"""Words that end this close to the end of the sound may yet become other words."""
KEEP_WHOLE_S = 2.5
"""A quick window this short is read again as a whole; a longer one is shortened by the words agreed on."""


class PassKind(IntEnum):
    """In order of urgency.

    FINAL: the stretch is over, all its words settle. LONG: it goes on, its older words settle.
    PARTIAL: a quick look at the newest words, only to be shown.
    """

    FINAL = 0
    LONG = 1
    PARTIAL = 2


@dataclass(frozen=True, slots=True)
class Pass:
    """One window to decode, complete in itself.

    samples: the sound from `start_s` to `end_s`. known: the words it begins with, taken as read. expected: what the
    last pass read after those; without samples it is all there is. open_s: words that end this close to the end of
    the sound wait for what follows before they settle.
    """

    speaker: Speaker
    kind: PassKind
    start_s: float
    end_s: float
    samples: Samples
    known: tuple[HeardWord, ...] = ()
    expected: tuple[HeardWord, ...] = ()
    names: str = ""
    open_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Reading:
    """The words in a pass's window after the known ones, on the call clock.

    sure: how many of them, from the first, are past doubt: they settle, or, in a partial, are not read again
    before the next thorough pass.
    """

    words: tuple[HeardWord, ...]
    sure: int


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard a pass tries. padding_s, shortest_s: silence after the sound, and the least whole window."""

    padding_s: float
    shortest_s: float
    beam_size: int


QUICK = Effort(2.0, 5.0, 1)
THOROUGH = (Effort(2.0, 8.0, 2), Effort(4.0, 15.0, 1), Effort(30.0, 30.0, 5))
"""A window that loops, or whose words alignment cannot place, is read again with more padding, then as the thirty
seconds Whisper was trained on."""


def read(listener: Listener, a_pass: Pass) -> Reading:
    """Read the window; a loop is read again or cut, words nobody said are left out."""
    if not len(a_pass.samples):
        return Reading(a_pass.expected, len(a_pass.expected))
    if a_pass.kind is PassKind.PARTIAL:
        return _partial(listener, a_pass)
    for effort in THOROUGH:
        window, decoded = _decoded(listener, a_pass, effort)
        looped = looped_from(decoded, a_pass.known)
        timed = _timed(window, a_pass, decoded[:looped])
        if looped is None and not is_unplaced(timed):
            break
    words = placed(timed)
    if not words and a_pass.known and a_pass.end_s - _known_until_s(a_pass) > MUST_HOLD_WORDS_S:
        return read(listener, _from_unknown(a_pass))
    if is_unheard(words, window.no_speech):
        return Reading((), 0)
    return Reading(words, sum(word.end_s <= a_pass.end_s - a_pass.open_s for word in words))


def _decoded(listener: Listener, a_pass: Pass, effort: Effort) -> tuple[Window, tuple[HeardWord, ...]]:
    window = listener.listen(a_pass.samples, padding_s=effort.padding_s, shortest_s=effort.shortest_s)
    words = window.decode(
        known=a_pass.known,
        names=a_pass.names,
        beam_size=effort.beam_size,
        most_tokens=SPARE_TOKENS + round(TOKENS_PER_S * (a_pass.end_s - a_pass.start_s)),
    )
    return window, words


def _from_unknown(a_pass: Pass) -> Pass:
    """The same pass without the known words and their sound."""
    start_s = _known_until_s(a_pass)
    samples = a_pass.samples[round((start_s - a_pass.start_s) * SAMPLE_RATE_HZ) :]
    return replace(a_pass, start_s=start_s, samples=samples, known=())


def _partial(listener: Listener, a_pass: Pass) -> Reading:
    window, decoded = _decoded(listener, a_pass, QUICK)
    words = decoded[: looped_from(decoded, a_pass.known)]
    agreed = agreement(a_pass.expected, words[:-1])
    if not agreed or a_pass.end_s - a_pass.start_s < KEEP_WHOLE_S:
        return Reading(_spread(a_pass, words), 0)
    timed = _timed(window, a_pass, words)
    return Reading(timed, sum(word.end_s <= a_pass.end_s - CUT_OFF_S for word in timed[:agreed]))


def _known_until_s(a_pass: Pass) -> float:
    return a_pass.known[-1].end_s if a_pass.known else a_pass.start_s


def _timed(window: Window, a_pass: Pass, words: Sequence[HeardWord]) -> tuple[HeardWord, ...]:
    """Times by attention, in order and within the window."""
    earliest_s, timed = _known_until_s(a_pass), []
    for word in window.align((*a_pass.known, *words))[len(a_pass.known) :]:
        start_s = min(max(a_pass.start_s + word.start_s, earliest_s), a_pass.end_s)
        end_s = min(max(a_pass.start_s + word.end_s, start_s), a_pass.end_s)
        timed.append(replace(word, start_s=start_s, end_s=end_s))
        earliest_s = end_s
    return tuple(timed)


def _spread(a_pass: Pass, words: Sequence[HeardWord]) -> tuple[HeardWord, ...]:
    """Times by length alone: good enough for words that are only shown."""
    start_s = _known_until_s(a_pass)
    letter_s = (a_pass.end_s - start_s) / max(1, sum(len(word.text) + 1 for word in words))
    spread = []
    for word in words:
        end_s = start_s + letter_s * (len(word.text) + 1)
        spread.append(replace(word, start_s=start_s, end_s=end_s))
        start_s = end_s
    return tuple(spread)
