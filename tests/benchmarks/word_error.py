"""Word error as Whisper's papers count it: both texts through Whisper's English normaliser first."""

from __future__ import annotations

from collections.abc import Collection
from difflib import SequenceMatcher
from functools import cache


@cache
def normaliser():  # type: ignore[no-untyped-def]
    from whisper_normalizer.english import EnglishTextNormalizer

    return EnglishTextNormalizer()


def count_errors(truth: str, heard: str) -> tuple[int, int]:
    """Substitutions, insertions and deletions, and the number of words in `truth`."""
    expected, got = normaliser()(truth).split(), normaliser()(heard).split()
    row = list(range(len(got) + 1))
    for i, word in enumerate(expected, 1):
        diagonal, row[0] = row[0], i
        for j, other in enumerate(got, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (word != other))
    return row[-1], len(expected)


def count_errors_beside(names: Collection[str], truth: str, heard: str) -> tuple[int, int]:
    """Like `count_errors`, but of the words that are not among `names` (normalised, one word each).

    Where a name was not written right, what stands in its place is no error of the rest.
    """
    expected, got = normaliser()(truth).split(), normaliser()(heard).split()
    wrong = 0
    for _, first, after, other, end in SequenceMatcher(None, expected, got, autojunk=False).get_opcodes():
        if expected[first:after] == got[other:end]:
            continue
        missed = [word for word in expected[first:after] if word not in names]
        named = len(missed) < after - first
        wrong += len(missed) if named else max(after - first, end - other)
    return wrong, sum(word not in names for word in expected)
