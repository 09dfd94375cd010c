"""Cuts settled words into sentences as they arrive, so that each is judged once and whole.

A cut is made at a full stop that another word follows, at a pause, and where a stretch of speech ends. Recognisers
also give long runs without any punctuation: there a cut is made at a clause that surely begins anew, once the words
after it prove it; and of a speaker whose words bear no punctuation at all, where a sentence is very likely to end.
"""

from __future__ import annotations

from collections.abc import Sequence

from audio.frames import Speaker
from coaching.listeners.backchannel import trails_off
from coaching.listeners.boundaries import chance_of_end
from coaching.listeners.grammar import OPENERS
from coaching.listeners.language import bare, ends_sentence
from coaching.listeners.openings import opening_at
from coaching.sentence import Sentence
from models.words import Word

PAUSE_S = 0.7  # between two words: longer than most hesitations, shorter than most turn gaps
LEAD_PAUSE_S = 1.5  # an unfinished sentence goes on after at most this pause, unless it stops mid-thought
MAX_WORDS = 60
RUN_ON_WORDS = 14  # that many words without punctuation are a run-on
LOOK_AHEAD = 8
"""Words after a cut in a run-on that prove it; 3 where the stretch ends."""
_PROOF_AT_END = 3
SURE = 0.9
"""Chance of an end from which an unpunctuated run is cut."""
_SHORTEST = 4
_LEAD_WORDS = 40

_MARKS = frozenset(".?!,;:…")
_STARTERS = frozenset("so but and okay well anyway then because plus now also yeah right".split())
_SUBJECTS = frozenset(
    "i we you they he she it there that's it's i'm we're you're they're i've we've you've what's".split()
)
_NOT_AFTER = frozenset("and but or so because that if when what how who which as than the a to of".split())


class SentenceBuilder:
    """Builds one speaker's sentences from settled words."""

    def __init__(self, speaker: Speaker) -> None:
        self._speaker = speaker
        self._pending: list[Word] = []
        self._run = 0  # words at the end of the pending ones without any punctuation
        self._unmarked = 0  # words since the last mark, sentences said before included
        self._punctuates: bool | None = None  # whether this speaker's words bear punctuation; None before the first
        self._lead = ""  # unfinished words said just before, with the time they ended
        self._lead_end_s = 0.0
        self._lead_mid_thought = False

    def hear(self, words: Sequence[Word], final: bool, known_at_s: float) -> list[Sentence]:
        """The sentences that `words` complete. `final`: the stretch of speech is over, nothing stays behind."""
        sentences: list[Sentence] = []
        for word in words:
            self._pending.append(word)
            self._notice_marks(word.text)
            cut = self._cut()
            while cut:
                sentences.append(self._take(*cut, known_at_s))
                cut = self._cut()
        if final:
            while cut := self._cut(complete=True):
                sentences.append(self._take(*cut, known_at_s))
            if self._pending:
                sentences.append(self._take(len(self._pending), False, known_at_s))
        return sentences

    def reset_lead(self) -> None:
        """The other side took the turn: what was left unfinished stays so."""
        self._lead = ""

    def _notice_marks(self, word: str) -> None:
        """A first word in lower case, or many words without a mark, tell that nothing is punctuated here."""
        if word[-1:] in _MARKS:
            self._punctuates, self._run, self._unmarked = True, 0, 0
            return
        self._run += 1
        self._unmarked += 1
        if self._punctuates is None:
            self._punctuates = word[:1].isupper()
        elif self._unmarked > MAX_WORDS:
            self._punctuates = False

    def _cut(self, complete: bool = False) -> tuple[int, bool] | None:
        """How many pending words make a sentence, and whether it is finished; None when that cannot be known yet."""
        pending = self._pending
        if len(pending) < 2:
            return None
        last, word = pending[-2], pending[-1]
        if complete:
            cut = self._run_on_cut(_PROOF_AT_END)
            return (cut, True) if cut else None
        if ends_sentence(last.text, word.text):
            return len(pending) - 1, True
        if word.start_s - last.end_s >= PAUSE_S:
            return len(pending) - 1, False
        cut = self._run_on_cut(LOOK_AHEAD)
        if cut:
            return cut, True
        return (MAX_WORDS, False) if len(pending) > MAX_WORDS else None

    def _run_on_cut(self, proof: int) -> int | None:
        """Where an unpunctuated run is surely cut: before a new clause that `proof` words after it bear out.

        Called with every new word, so only what the newest words bear out is looked at.
        """
        if self._run < RUN_ON_WORDS:
            return None
        count = len(self._pending)
        fresh = count - LOOK_AHEAD if self._run > RUN_ON_WORDS else count - self._run
        first = max(fresh, count - self._run + _SHORTEST)
        words = [bare(word.text) for word in self._pending]
        for at in range(first, count - proof + 1):
            if words[at - 1] not in _NOT_AFTER and _begins_anew(words, at):
                return at
            if not self._punctuates and chance_of_end(words, at) >= SURE:
                return at
        return None

    def _take(self, count: int, finished: bool, known_at_s: float) -> Sentence:
        words, self._pending = tuple(self._pending[:count]), self._pending[count:]
        self._run = min(self._run, len(self._pending))
        start_s, end_s = words[0].start_s, words[-1].end_s
        lead = self._lead if self._lead_mid_thought or start_s - self._lead_end_s < LEAD_PAUSE_S else ""
        sentence = Sentence(self._speaker, start_s, end_s, known_at_s, words, lead)
        closed = finished or ends_sentence(words[-1].text, "")
        mid_thought = trails_off(sentence.text)
        self._lead = "" if closed and not mid_thought else " ".join(sentence.whole_text.split()[-_LEAD_WORDS:])
        self._lead_end_s, self._lead_mid_thought = end_s, mid_thought
        return sentence


def split_text(text: str) -> list[str]:
    """The same cuts in a plain string."""
    builder = SentenceBuilder(Speaker.REP)
    words = [Word(word, 0.0, 0.0) for word in text.split()]
    return [sentence.text for sentence in builder.hear(words, final=True, known_at_s=0.0)]


def _begins_anew(words: Sequence[str], at: int) -> bool:
    opening = opening_at(words, at, len(words))
    if opening is not None and opening.anywhere:
        return True
    if words[at] not in _STARTERS:
        return False
    following = words[at + 1]
    if following in _SUBJECTS:
        return (
            words[at] in ("so", "but", "okay", "well", "anyway", "plus", "yeah", "right", "and", "now")
            and words[at + 2] != "know"
        )
    after = at + 1
    while after < len(words) - 1 and words[after] in OPENERS:
        after += 1
    opening = opening_at(words, after, len(words))
    return opening is not None and words[at] != "because"
