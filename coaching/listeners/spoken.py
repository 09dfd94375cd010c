"""What was said, in one plain form to look for patterns in, every word still traceable to where it stood.

Recognisers write the same speech in many ways: with and without punctuation, "can't" or "cant", "um" kept or dropped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

MAX_WORDS = 400
"""A longer utterance is judged by its first words: nobody says more in one breath, hostile input does."""

_MAX_WORD_CHARS = 40
_EDGES = re.compile(r"^[^\w$£€%']+|[^\w%']+$")
_SENTENCE_END = re.compile(r"[.!?…][\"')\]]*$")
_FILLERS = frozenset("um uh er erm hmm mm uhm ah eh mhm".split())
_FILLER_PAIRS = frozenset(
    ["you know", "i mean", "kind of", "sort of", "you see", "kinda", "sorta"]
)  # said while thinking; "you know what" and the like lose nothing either

_CONTRACTIONS = {
    "can't": "can not", "cannot": "can not", "cant": "can not", "won't": "will not", "wont": "will not",
    "dont": "do not", "doesnt": "does not", "didnt": "did not", "isnt": "is not", "arent": "are not",
    "wasnt": "was not", "werent": "were not", "havent": "have not", "hasnt": "has not", "couldnt": "could not",
    "wouldnt": "would not", "shouldnt": "should not", "ain't": "is not", "im": "i am", "ive": "i have",
    "youre": "you are", "youve": "you have", "weve": "we have", "theyre": "they are", "theyve": "they have",
    "thats": "that is", "whats": "what is", "lets": "let us", "let's": "let us", "gonna": "going to",
    "wanna": "want to", "gotta": "got to", "dunno": "do not know", "gimme": "give me", "lemme": "let me",
    "y'all": "you", "cause": "because", "'cause": "because", "cos": "because", "'em": "them", "yep": "yes",
    "yeah": "yes", "yup": "yes", "ok": "okay",
}  # fmt: skip
_ENDINGS = (("n't", " not"), ("'re", " are"), ("'ve", " have"), ("'ll", " will"), ("'d", " would"), ("'m", " am"))
_IS_AFTER = frozenset("it that what he she there here who how where when this everything nobody somebody".split())


@dataclass(frozen=True)
class Spoken:
    """The words of `text.split()` (the first `MAX_WORDS`) and their plain form.

    plain: lower case, no punctuation, contractions written out, fillers and stutters left out.
    places: for every plain word, the index of the written word it came from.
    """

    written: tuple[str, ...]
    plain: tuple[str, ...]
    places: tuple[int, ...]

    @cached_property
    def line(self) -> str:
        """The plain words with single spaces, for patterns."""
        return " ".join(self.plain)

    def ends_sentence(self, index: int) -> bool:
        """Whether punctuation after the plain word at `index` closes a sentence."""
        last_of_word = index + 1 >= len(self.places) or self.places[index + 1] != self.places[index]
        return last_of_word and bool(_SENTENCE_END.search(self.written[self.places[index]]))

    def part(self, start: int, end: int) -> str:
        """The plain words from `start` up to `end`, joined."""
        return " ".join(self.plain[start:end])


@lru_cache(maxsize=512)
def hear(text: str) -> Spoken:
    """The plain form of `text`. Total: any text will do."""
    written = tuple(text[: MAX_WORDS * (_MAX_WORD_CHARS + 1)].split()[:MAX_WORDS])
    plain: list[str] = []
    places: list[int] = []
    for index, word in enumerate(written):
        for piece in _write_out(word[:_MAX_WORD_CHARS]):
            if piece in _FILLERS or (plain and piece == plain[-1] and not piece.isdigit()):
                continue
            if plain and f"{plain[-1]} {piece}" in _FILLER_PAIRS and (len(plain) < 2 or plain[-2] not in _VERBAL):
                plain.pop()
                places.pop()
                continue
            plain.append(piece)
            places.append(index)
    return Spoken(written, tuple(plain), tuple(places))


_VERBAL = frozenset("do did can what that would if some any as let a the this".split())
"""After these, "you know" and "kind of" are meant: "do you know", "what kind of"."""


def _write_out(word: str) -> list[str]:
    bare = _EDGES.sub("", word.lower().replace("’", "'").replace("‘", "'"))
    bare = _EDGES.sub("", bare).strip("'") if bare not in _CONTRACTIONS else bare
    if not bare:
        return []
    if bare in _CONTRACTIONS:
        return _CONTRACTIONS[bare].split()
    for ending, full in _ENDINGS:
        if bare.endswith(ending) and len(bare) > len(ending):
            return (bare[: -len(ending)] + full).split()
    if bare.endswith("'s") and bare[:-2] in _IS_AFTER:
        return [bare[:-2], "is"]
    return [piece for piece in bare.replace("-", " ").replace("/", " ").split() if piece]


def alternatives(lines: str) -> str:
    """A pattern that matches any of the alternatives, parted by | and line ends."""
    return "(?:" + "|".join(line.strip() for line in lines.strip().splitlines()) + ")"
