"""Where a customer wants the talk to go, and whether the rep's reply goes there."""

from __future__ import annotations

import re

from coaching.listeners.ear import Ear
from coaching.listeners.language import content_stems, stem
from coaching.listeners.spoken import alternatives, hear

NEW_CONTENT = 3
"""Content words after a polite word that carry on with something else than was asked for."""
NEAR = 0.45
"""Cosine of the reply with what was asked for, from which it speaks of it in other words."""

_TO = re.compile(
    r"\b"
    + alternatives(
        r"""
        (?:talk|speak|speaking|talking|chat|ask you|hear|know|tell me|tell you|say something|come back|go back|get back) (?:to \w+ )?(?:(?:a bit|first|more|instead|now|rather) )?(?:about|of|on|to)
        (?:look|looking) at|discuss|cover|start with|begin with|focus on|get to|got to|move (?:on )?to|go to|turn to|switch to|skip to|jump to
        rather (?:do|see|hear|talk|speak|have|know)|(?:want|need) to (?:do|raise|bring up|sort)|bring up|raise|what about|how about
        """
    )
    + r"\b(?=(?P<where>.*))"
)
_GRANTS = re.compile(
    r"^"
    + alternatives(
        r"""
        of course|absolutely|sure|certainly|happy to|go ahead|by all means|please|yes|no problem|fair enough|i am all ears|okay
        let us (?:do|talk|start|go|look|switch|skip|leave|move)|we can|what would you like|what is on your mind|fire away|ask away|glad you
        """
    )
    + r"\b"
)
_POLITE_WORD = re.compile(
    r"(?:of course|absolutely|sure|certainly|yes|yeah|no problem|no bother|no worries|fair enough|okay|right|good|happy to"
    r"|we can|so| )+"
)
GENERIC = frozenset(
    stem(word)
    for word in """people person team company business system thing time work year week day month good talk speak look minute bit moment
    question today sure okay great use start first next instead rather want like get go come say tell ask know see else other
    something subject topic call make need way lot""".split()
)
"""Words of meaning that tell two topics apart no better than "it" does."""


_AND_SO_ON = re.compile(
    r"\b(?:first|instead|because|for a (?:bit|minute|moment|second)|if|but|so|now|please|before|can|could|would|may|let|i|we|you|it|he|she|they|that is|there)\b.*"
)


def wanted_topic(steer: str) -> str:
    """The words in which a customer says where to: "could we leave the tags and talk about the uniforms" → "the uniforms"."""
    line = hear(steer).line
    places = [
        where for found in _TO.finditer(line) if content_stems(where := _AND_SO_ON.sub("", found["where"])) - GENERIC
    ]
    return places[-1].strip() if places else ""


def names_wanted(steer: str, reply: str, ear: Ear) -> bool:
    """Whether the reply speaks of what they want to talk about, in their words or near them."""
    wanted = wanted_topic(steer)
    topic = content_stems(wanted or steer) - GENERIC
    if topic & content_stems(reply):
        return True
    similarity = ear.similarity(wanted, reply) if wanted else None
    return similarity is not None and similarity >= NEAR


def only_grants(reply: str) -> bool:
    """Whether the reply gives way and says nothing else: "Sure, go ahead.", "Of course. What's on your mind?"."""
    line = hear(reply).line
    polite = _POLITE_WORD.match(line)
    rest = line[polite.end() :].strip() if polite else line
    own = content_stems(rest) - GENERIC
    return not own or (bool(_GRANTS.search(rest)) and len(own) < NEW_CONTENT)
