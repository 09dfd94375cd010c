"""Word classes of spoken English, for telling how a clause begins."""

from __future__ import annotations

WH = frozenset("what how why who whom whose when where which whereabouts".split())
PREPOSITIONS = frozenset("in at for to on by since from with of until under about around over".split())
PLAIN_AUX = frozenset(
    """do does did is are was were am have has had can could will would shall should may might must 're 's""".split()
)
AUX = PLAIN_AUX | frozenset(
    """don't doesn't didn't isn't aren't wasn't weren't haven't hasn't hadn't can't couldn't won't wouldn't
    shouldn't""".split()
)
PRONOUNS = frozenset("i you we they he she it there this that these those y'all ya".split())
INDEFINITE = frozenset(
    "anyone anybody anything someone somebody something everyone everybody everything nobody people".split()
)
DETERMINERS = frozenset(
    """the my your our their his her its this that these those any some each every all most both a an other
    another either one""".split()
)
SUBJECTS = PRONOUNS | INDEFINITE | DETERMINERS
# After an auxiliary these continue a statement that lost its subject ("could be a virus", "is really just…").
NOT_SUBJECTS = (
    AUX
    | WH
    | PREPOSITIONS
    | frozenset(
        """a an be been being just only also not have get got go really very quite so and but or um uh still always
    never
    probably maybe actually as if because too more less like no yes yeah basically definitely certainly likely
    love prefer absolutely going doing done seen taken made used called said told put set great good bad fine important
    something nothing sometimes well then than do""".split()
    )
)
OPENERS = frozenset(
    """so and but or okay ok right well yeah yes yep no nope um uh er erm oh ah hmm mm mhm alright fine great good
    perfect sure now then anyway also cool thanks actually just basically sorry hi hey hello please like because
    exactly absolutely understood interesting again first firstly finally lastly secondly next maybe though still
    otherwise wow excellent lovely brilliant gotcha sir madam guys hm mmm uh-huh mm-hmm mm-hm honestly obviously
    see look listen wait ooh aha fair""".split()
)
BLOCKS_INVERSION = WH | frozenset("neither nor as than only rarely seldom to that not".split()) | {
    "i", "we", "they", "he", "she", "you", "it", "will", "would", "can", "could", "should", "must", "might", "may",
    "they'll", "we'll", "i'll", "you'll", "i'd", "we'd", "let", "who", "people", "always", "never", "thing", "things",
}  # fmt: skip


def split_wh(word: str) -> tuple[str, str]:
    """ "what's" → what, 's. Words that are no question word give ("", "")."""
    head, apostrophe, tail = word.partition("'")
    if head in WH:
        return head, apostrophe + tail
    return "", ""
