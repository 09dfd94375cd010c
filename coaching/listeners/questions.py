"""Questions really asked, judged from words and their order; a question mark only helps.

Kinds keep apart what a rule must keep apart: asking to learn, checking what was heard, politeness, and questions that
want no answer. What one question
has to do with the next is told in `question_pairs`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from coaching.listeners.boundaries import is_bare, sentence_ends
from coaching.listeners.grammar import AUX, OPENERS, split_wh
from coaching.listeners.language import MAX_WORDS, bare, ends_sentence
from coaching.listeners.openings import Opening, OpeningKind, opening_at, skip_openers
from coaching.listeners.patterns import anywhere, at_start
from coaching.listeners.question_kinds import QuestionKind, form_of, kind_of

RUN_ON_WORDS = 6
"""That many words without a comma: the recogniser writes none."""


@dataclass(frozen=True, slots=True)
class FoundQuestion:
    """A question in a text.

    start_word, end_word: indices into `text.split()`, end exclusive. form: "open" or "closed".
    """

    text: str
    start_word: int
    end_word: int
    form: str
    kind: QuestionKind


@dataclass(frozen=True, slots=True)
class _Segment:
    """A sentence: between two full stops, or two likely ends where nothing is punctuated. mark: its stop, or ""."""

    start: int
    end: int
    mark: str
    guessed: bool = False


def find_questions(text: str) -> list[FoundQuestion]:
    """Every question asked in `text`, in order, whether or not a question mark was written."""
    written = text[: MAX_WORDS * 12].split()[:MAX_WORDS]
    words = [bare(word) for word in written]
    found: list[FoundQuestion] = []
    for segment in _segments(written, words):
        for start, end, opening in _questions_in(written, words, segment):
            asked = words[start:end]
            kind = kind_of(asked, opening)
            core = words[opening.at if opening else start : end]
            found.append(FoundQuestion(" ".join(written[start:end]), start, end, form_of(core, opening), kind))
    return found


def _segments(written: Sequence[str], words: Sequence[str]) -> Iterator[_Segment]:
    if is_bare(written):
        ends = [*sentence_ends(tuple(words)), len(words)] if words else []
        yield from (_Segment(start, end, "", guessed=True) for start, end in pairwise([0, *ends]))
        return
    start = 0
    for at, word in enumerate(written):
        following = written[at + 1] if at + 1 < len(written) else "A"
        if at + 1 == len(written) or ends_sentence(word, following):
            mark = next((character for character in "?!." if character in word[-3:]), "")
            yield _Segment(start, at + 1, mark)
            start = at + 1


_STATEMENT = 14
"""Words in the longest statement about the other side that is heard as a question without a mark."""
Span = tuple[int, int, Opening | None]


def _questions_in(written: Sequence[str], words: Sequence[str], segment: _Segment) -> Iterator[Span]:
    start = skip_openers(words, segment.start, segment.end)
    openings = _openings(written, words, start, segment.end, segment.mark == "?")
    if openings and openings[-1].at > start + 1 and _is_tag(words[openings[-1].at : segment.end]):
        yield start, segment.end, None
        return
    if not openings:
        if _declarative_question(written, words, start, segment):
            yield start, segment.end, None
        return
    for place, opening in enumerate(openings):
        first = opening.at
        if place == 0 and _belongs(written, words, start, first):
            first = start
        end = openings[place + 1].at if place + 1 < len(openings) else segment.end
        while end > opening.at + 1 and end < segment.end and words[end - 1] in OPENERS:
            end -= 1
        yield first, end, opening


def _openings(written: Sequence[str], words: Sequence[str], start: int, end: int, marked: bool) -> list[Opening]:
    """Question openings in one segment, restarts and alternatives ("or is it…") counted once."""
    kept: list[Opening] = []
    clear_to = start  # up to here nothing but openers stands between a boundary and a question
    run_on = end - start > RUN_ON_WORDS and not any(word[-1:] in ",;:" for word in written[start : end - 1])
    for at in range(start, end):
        comma = at > start and written[at - 1].endswith((",", ";", ":", "—", "–", "-", "...", "…"))
        if comma or (run_on and at > start and words[at - 1] in _PAUSE_WORDS):
            clear_to = max(clear_to, skip_openers(words, at, end))
        boundary = at <= clear_to or (bool(kept) and kept[-1].kind is OpeningKind.REQUEST and at == kept[-1].at + 2)
        joined = at > start and words[at - 1] in ("and", "but", "so")
        one_more = bool(kept) and at > start and words[at - 1] in ("and", "or")
        if not words[at]:
            continue
        opening = opening_at(words, at, end)
        if opening is None or not (
            opening.anywhere
            or boundary
            or (run_on and _inverted(words, at))
            or (joined and opening.kind in (OpeningKind.WH, OpeningKind.REQUEST))
            or (one_more and _stands_alone(words, opening))
        ):
            continue
        if (
            at > start
            and not opening.anywhere
            and not marked
            and split_wh(words[at])[0] in ("who", "which", "when", "where", "whose")
            and (comma or joined)
            and not _inverted(words, at)
            and not (one_more and _stands_alone(words, opening))
        ):
            continue
        if opening.kind is OpeningKind.ELLIPTIC and kept:
            continue
        if kept and _same_breath(words, kept[-1], opening):
            asked = kept[-1].kind is OpeningKind.REQUEST and (
                opening.kind is OpeningKind.INVERTED or (comma and opening.kind is OpeningKind.WH)
            )  # "tell me one thing, does it…" wants what is asked
            kept[-1] = Opening(kept[-1].at, opening.kind if asked else kept[-1].kind, True)
            continue
        kept.append(opening)
    return kept


def _stands_alone(words: Sequence[str], opening: Opening) -> bool:
    """Whether what opens after "and" has a verb of its own: "and how many go out", not "and when", "and does the books"."""
    first, following = words[opening.at], words[opening.at + 1 : opening.at + 3]
    if opening.kind is OpeningKind.INVERTED:
        return following[:1] != [] and (following[0] in _SUBJECT_PRONOUNS or first in _CHOICE_AUX)
    return opening.kind is OpeningKind.WH and (bool(split_wh(first)[1]) or len(following) > 1)


def _inverted(words: Sequence[str], at: int) -> bool:
    """ "what did that", "how long were you", "can your door": in a run without punctuation only a question has
    this order."""
    if words[at] in _ASKING_AUX:
        return at > 0 and words[at + 1 : at + 2] in (["you"], ["your"]) and words[at - 1] not in _BEFORE_STATEMENTS
    if split_wh(words[at])[0] not in ("what", "where", "how", "why", "when", "who", "which"):
        return False
    for one, other in pairwise(words[at + 1 : at + 7]):
        if one in _SUBJECT_PRONOUNS:
            break
        if one in ("does", "did") and other not in ("it", "that"):
            return True  # embedded questions keep the order of statements
        if one in _DO and other in _SUBJECTS:
            return True
        if one in ("is", "are", "was", "were") and other in ("you", "your", "they", "those", "these"):
            return True
        if words[at] == "who" and one in ("is", "was") and other == "it":
            return True
    return False


_CHOICE_AUX = frozenset("is are was were do can could would will should".split())
_ASKING_AUX = frozenset("can could do does did will would".split())
_BEFORE_STATEMENTS = frozenset(
    "i we they it he she you that this who what how which than as so neither nor only never people to if".split()
)
_DO = frozenset("do does did will would can could should have has".split())
_SUBJECTS = frozenset(
    """you your that this it they the he she we i there people those these a each every all most any everyone
    everybody anyone anybody somebody someone""".split()
)
_SUBJECT_PRONOUNS = frozenset("i we they he she it you that".split())
_PAUSE_WORDS = frozenset("okay ok alright um uh right fine yeah no mm hmm so well sure great".split())
"""Where a run without punctuation may begin anew."""


def _same_breath(words: Sequence[str], earlier: Opening, later: Opening) -> bool:
    """A restart ("do you, are you"), an alternative ("or is it"), or what a request asks ("tell me, how…")."""
    gap = later.at - earlier.at
    joined = words[later.at - 1] in ("and", "or") and later.kind is OpeningKind.WH and _stands_alone(words, later)
    if earlier.kind is OpeningKind.WH and not joined and not AUX.intersection(words[earlier.at : later.at]):
        return True  # "what kind of budget do you have": the verb of the question itself
    if gap < 3 or (gap < 4 and not joined) or (words[later.at - 1] == "or" and not joined):
        return True
    asks_to_tell = earlier.kind is OpeningKind.REQUEST or (
        earlier.kind is OpeningKind.INVERTED
        and words[earlier.at + 1] in ("you", "i", "we")
        and bool(
            {"tell", "know", "explain", "describe", "share", "walk", "say", "ask"}
            & set(words[earlier.at : earlier.at + 4])
        )
    )
    return asks_to_tell and gap <= 8 and later.kind is not OpeningKind.REQUEST


def _belongs(written: Sequence[str], words: Sequence[str], start: int, first: int) -> bool:
    """Whether the words before an opening are part of the question ("when you say slow, what do you mean")."""
    if first - start > 14 or first == start:
        return first == start
    return (
        words[start] in ("when", "if", "in", "for", "with", "you", "on", "after", "before", "once", "i")
        or first - start <= 4
    )


_TAGS = frozenset(
    tuple(tag.split())
    for tag in (
        "is it/isn't it/are you/aren't you/don't you/do you/have you/haven't you/didn't you/did you/"
        "doesn't it/wasn't it/aren't they/can't you/won't you/were you/is that right/is that correct/"
        "is that fair/is that it/is that accurate/is that the case/isn't that right/is that about right/"
        "is that fair to say/is it right/does that sound right/would that be right/would you say/am i right/"
        "did i get that right/have i got that right/you said/right/correct/yeah/yes/no/eh/huh/or not/or/okay/"
        "ok"
    ).split("/")
)


def _is_tag(words: Sequence[str]) -> bool:
    return tuple(word for word in words if word) in _TAGS


def _declarative_question(written: Sequence[str], words: Sequence[str], start: int, segment: _Segment) -> bool:
    """A statement put as a question: by its mark, by its tag, or because only the other side can know it."""
    said = [word for word in words[start : segment.end] if word]
    if not said or (segment.guessed and segment.end < len(words)):
        return False  # of what is punctuated nowhere, only the last words hand over
    for size in range(1, 6):
        if len(said) > size + 1 and tuple(said[-size:]) in _TAGS:
            comma = written[segment.end - size - 1].endswith(",")
            if (
                segment.mark == "?"
                or (comma and said[-1] not in ("or", "yes", "no", "okay", "ok", "yeah"))
                or size >= 2
            ):
                return True
    if segment.mark == "?":
        return bool(set(said) - OPENERS)
    if said[0] == "your" and start > segment.start and words[start - 1] == "and" and len(said) <= 5:
        return not AUX.intersection(said)  # "and your date of birth": a form being filled in
    sentence = " ".join(said)
    lead = " ".join(words[segment.start : start])
    about_them = (
        re.match(anywhere("about-them").pattern, sentence)
        or at_start("check-lead").match(sentence)
        or (lead.endswith("so") and re.match(anywhere("about-them-then").pattern, sentence))
    )
    return bool(about_them) and len(said) <= _STATEMENT and not anywhere("tells-them").search(sentence)
