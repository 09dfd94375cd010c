"""When something will happen: days, dates, clock times and spans, however they are said."""

from __future__ import annotations

import re

from coaching.listeners.spoken import alternatives

_NUMBER = r"(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|thirty|\d+)"
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH = (
    r"(?:january|february|march|april|june|july|august|september|october|november|december)"  # "may" is also a verb
)
_ORDINAL = (
    r"(?:(?:twenty |thirty )?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|"
    r"tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|"
    r"twentieth|thirtieth|\d+(?:st|nd|rd|th))"
)
_HOUR = (
    r"(?:(?:half past|half|quarter past|quarter to) )?"
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2}(?::\d\d)?)"
    r"(?: ?[ap]m| o'clock| thirty| fifteen)?"
)
_HOUR_EXACT = _HOUR.replace(" o'clock| thirty| fifteen)?", " o'clock)")
_PART = r"(?:morning|afternoon|evening|noon|lunch|lunchtime|day|week|month|quarter|year|weekend)"
_FEAST = r"(?:christmas|easter|thanksgiving|new year|the holidays|the break|the summer|harvest)"
_PERIOD = r"(?:the |next |this )?[a-z]+"

_WHEN = re.compile(
    r"\b"
    + alternatives(
        rf"""
        (?:next |this |on |by |until |before |after )?{_DAY}s?(?: (?:morning|afternoon|evening))?(?: at {_HOUR})?
        tomorrow(?: (?:morning|afternoon|evening))?(?: at {_HOUR})?
        tonight
        (?:later )?today
        this (?:morning|afternoon|evening|week|month)
        (?:next|the following) {_PART}
        the week (?:after|of|before)(?: {_FEAST})?
        (?:early|later|end of) (?:next |this )?(?:week|month)
        (?:in|within) (?:the )?(?:next )?(?:{_NUMBER} )?(?:couple of |few )?(?:minutes?|hours?|days?|weeks?|months?)
        (?:by|at|before|after|around|until|from|on|for) (?:the )?(?:end|start|beginning|middle|first week) of {_PERIOD}
        (?:by|before|after|around|until|in|on) (?:{_FEAST}|{_MONTH}|may|the weekend)
        (?:on|by|before|until|for) the {_ORDINAL}(?: of [a-z]+)?
        {_MONTH} (?:the )?(?:{_ORDINAL}|\d+)
        (?:at|around|by|until) {_HOUR}
        {_HOUR_EXACT}
        in the (?:morning|afternoon|evening)
        (?:by|before|after|at) (?:lunch|noon)
        first thing
        """
    )
    + r"(?=\s|$)"
)


def named_time(plain: str) -> str | None:
    """The first words of a plain line (see `Spoken.line`) that say when, or None."""
    found = _WHEN.search(plain)
    return found[0] if found else None
