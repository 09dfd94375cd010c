"""Words that fill air: "um", "you know", "like" between clauses, "I mean"."""

from __future__ import annotations

from coaching.listeners.language import tokens

_ALWAYS = frozenset("um umm uh uhh er erm uhm ah eh hmm basically literally".split())
_PAIRS = frozenset({("you", "know"), ("i", "mean"), ("sort", "of"), ("kind", "of")})
_YOU_KNOW_MEANS = frozenset("what how that if who where why when whether the anyone anything about it this".split())
_ASKED = frozenset("do did as if would don't didn't let that what".split())
# "like" is a filler unless it is the verb, a comparison, or part of "would like", "feel like", "like that".
_LIKE_VERB_BEFORE = frozenset(
    """i'd we'd you'd they'd he'd she'd would i you we they to look looks looked looking feel feels felt sound sounds
    sounded seem seems seemed something anything things stuff someone people companies nothing much more just is's
    don't didn't doesn't really also what's that's who's exactly bit lot of taste smell act work works tools
    systems not might""".split()
)
_LIKE_COMPARED_AFTER = frozenset("that this you yours ours us me to it those these them clockwork ours".split())
_KIND_BEFORE = frozenset("what that this the some any a which each every one same these those new different".split())


def count_fillers(text: str) -> int:
    """How many fillers are said in `text`; "you know" counts once."""
    said = tokens(text)
    count = at = 0
    while at < len(said):
        size = _filler_at(said, at)
        count += size > 0
        at += size or 1
    return count


def _filler_at(said: list[str], at: int) -> int:
    """How many words the filler at `at` takes, or 0."""
    word = said[at]
    before = said[at - 1] if at else ""
    pair = (word, said[at + 1]) if at + 1 < len(said) else (word, "")
    after = said[at + 2] if at + 2 < len(said) else ""
    if word in _ALWAYS:
        return 1
    if pair == ("you", "know"):
        return 0 if before in _ASKED or after in _YOU_KNOW_MEANS else 2
    if pair == ("i", "mean"):
        return 0 if before in ("what", "do", "if", "that", "which") else 2
    if pair in _PAIRS:
        return 0 if before in _KIND_BEFORE else 2
    if word == "like" and pair[1]:
        return 0 if before in _LIKE_VERB_BEFORE or pair[1] in _LIKE_COMPARED_AFTER else 1
    return 0
