"""Word error as Whisper's papers count it: both texts through Whisper's English normaliser first."""

from __future__ import annotations

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
