"""What Whisper writes that nobody said: loops, stock phrases, guesses into silence."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from models.hearing import HeardWord

STOCK = re.compile(
    r"^(thank(s| you)( (so|very) much)? for (watching|viewing|listening)\b.*"
    r"|.*\b(like and subscribe|(please )?subscribe to (the|my|our) channel)\b.*"
    r"|.*\b(subtitles|captions|transcription|transcribed|translated) by\b.*"
    r"|.*\bamara org\b.*"
    r"|(music|applause|laughter))$"
)
"""Captions of the videos Whisper was trained on, which nobody says on a call."""
ALSO_SAID = re.compile(
    r"^(the end|you|bye|bye bye|thank you|thank you (so|very) much|i m sorry|oh|so|okay"
    r"|(i ll )?see you (in the )?next (video|time))$"
)
"""The ones that people do say: they need to be likely."""
UNLIKELY_WORDS = 0.35
"""Mean word probability under which a reading is a guess: speech reads at 0.6 and more, noise under 0.4."""
UNLIKELY_STOCK = 0.6
LIKELY_SILENCE = 0.6
"""Whisper's own threshold for its no-speech probability."""
TIMES_TO_LOOP = {1: 5, 2: 4, 3: 3, 4: 3}
"""Words in a phrase → how often in a row it is said before it is a loop; longer phrases: twice."""
LONGEST_LOOP = 30
MOST_UNPLACED = 2
"""A short word or two between others may have none of the 20 ms steps of alignment to itself."""


def plain(text: str) -> str:
    """Lower case, words only: how two readings are compared."""
    return " ".join(re.findall(r"\w+", text.lower()))


def agreement(before: Sequence[HeardWord], now: Sequence[HeardWord]) -> int:
    """How many words, from the first, both readings share."""
    shared = 0
    for old, new in zip(before, now, strict=False):
        if plain(old.text) != plain(new.text):
            break
        shared += 1
    return shared


def looped_from(words: Sequence[HeardWord], known: Sequence[HeardWord] = ()) -> int | None:
    """Where in `words` the second saying of a phrase begins that is said over and over, None where there is none.

    known: the words before them, in which the phrase may have begun.
    """
    said = [plain(word.text) for word in (*known, *words)]
    for length in range(1, min(LONGEST_LOOP, len(said) // 2) + 1):
        times = TIMES_TO_LOOP.get(length, 2)
        for first in range(max(0, len(known) - length), len(said) - length * times + 1):
            phrase = said[first : first + length]
            if all(said[first + n * length : first + (n + 1) * length] == phrase for n in range(1, times)):
                return first + length - len(known)
    return None


def placed(words: Sequence[HeardWord]) -> tuple[HeardWord, ...]:
    """The words without those at the end that alignment finds no sound for: a sentence written a second time."""
    heard = list(words)
    while heard and heard[-1].end_s <= heard[-1].start_s:
        heard.pop()
    return tuple(heard)


def is_unplaced(words: Sequence[HeardWord]) -> bool:
    """Whether alignment finds no sound for more than a few words in a row: the reading does not follow the sound."""
    in_a_row = 0
    for word in words:
        in_a_row = in_a_row + 1 if word.end_s <= word.start_s else 0
        if in_a_row > MOST_UNPLACED:
            return True
    return False


def is_unheard(words: Sequence[HeardWord], no_speech: Callable[[], float]) -> bool:
    """Whether these words were more likely written into silence, noise or music than said.

    no_speech: asks the recogniser how likely it is that nobody spoke; only done where that decides.
    """
    if not words:
        return True
    likely = sum(word.probability for word in words) / len(words)
    text = plain(" ".join(word.text for word in words))
    if STOCK.match(text) is not None or likely < UNLIKELY_WORDS:
        return True
    return likely < UNLIKELY_STOCK and (ALSO_SAID.match(text) is not None or no_speech() > LIKELY_SILENCE)
