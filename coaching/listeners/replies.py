"""Whether a proposal is accepted, refused or put off."""

from __future__ import annotations

import re

from coaching.listeners.spoken import alternatives, hear

_YES = re.compile(
    r"^(?:(?:oh|well|and|so|then|um|i think|i guess) )*"
    + alternatives(
        r"""
        yes|okay|sure|absolutely|definitely|certainly|of course|perfect|great|good|fine|lovely|agreed
        deal|please|by all means|go (?:on|ahead|for it)|no (?:problem|worries)(?! with)|why not
        happy to|gladly|all right|alright|cool|sounds|wonderful|brilliant|excellent|exactly|you got it
        will do
        """
    )
    + r"\b"
)
_AGREES = re.compile(
    r"\b"
    + alternatives(
        r"""
        sounds (?:good|great|fine|perfect|like a plan)|works
        (?:is|are|would be|would|could) (?:good|fine|great|perfect|work|suit|okay|ideal)\b|it is$
        suits|fine (?:by|with|for) (?:me|us)|good (?:for|with) (?:me|us)
        (?:i|we) (?:can|could) (?:do|make|manage) (?:that|it|then|[a-z]+day)
        let us (?:do|try|say|go|make)?|see you|talk (?:to you )?then|looking forward
        (?:i|we) (?:will|shall) be (?:there|here|in|ready)
        (?:i|we) (?:am|are|would be) (?:free|available|in|up for|happy|okay|good|around)
        i will (?:have|get|send|bring|do that|put|make|talk|speak|ask|do it|set)
        (?:send|book|put|set|pencil|count) (?:it|that|me|us|the invite|an invite) ?(?:in|over|through|up|down)?
        good idea|i would (?:like|love) that
        """
    )
    + r"\b"
)
_REFUSES_FIRST = re.compile(
    r"^(?:(?:oh|well|um|i think|actually|honestly) )*"
    r"(?:no(?! problem| worries| that is)|not|nope|maybe|possibly)\b"
)
_REFUSES = re.compile(
    r"\b"
    + alternatives(
        r"""
        not (?:yet|now|really|sure|ready|necessary|convinced|interested|right now|a good|that|this)
        rather (?:not|wait|see)|no (?:good|need|point|interest)|(?:i|we) (?:can|could|do|would|will) not
        (?:does|would|will) not (?:work|suit)|let (?:me|us) (?:think|see|check|get back|wait|hold)
        think (?:about it|it over)|hold off|we will see|we shall see
        (?:i|we) will (?:think|call you|let you know|get back|see|be in touch)
        too (?:soon|early|busy|much)|hard to say
        (?:i|we) (?:would )?(?:have|need) (?:to (?:check|see|think|ask|talk|look)|more time|some time)
        depends|just (?:send|email) me|take it from there|(?:another|some other) time|maybe later
        """
    )
    + r"\b"
)


def accepts(text: str) -> bool:
    """Whether the listener agrees to what was just proposed."""
    line = hear(text).line
    return bool(_YES.search(line) or _AGREES.search(line)) and not declines(text)


def declines(text: str) -> bool:
    """Whether the listener refuses or puts off what was just proposed. "Yes, but make it after lunch" does neither."""
    line = hear(text).line
    return bool(_REFUSES_FIRST.search(line) or _REFUSES.search(line))
