"""Questions of the customer about what is sold: what it is, how it works, what it can do."""

from __future__ import annotations

import re

from coaching.listeners.spoken import alternatives, hear

_THING = r"(?:system|tool|platform|software|product|app|service|plan|policy|offer|machine|solution|thing)"
_ASKS = re.compile(
    r"\b"
    + alternatives(
        rf"""
        what (?:exactly |else )?(?:do|does|can|would|could) (?:you|your|it|this|that|the) ?(?:[a-z]+ ){{0,3}}(?:do|sell|offer|make|provide|have|cover|include|bring)
        what (?:is|are) (?:it )?(?:you|your|this|that) ?(?:[a-z]+ ){{0,3}}(?:selling|offering|doing|about|do|sell|offer|product|service|pitch)
        what is it (?:that )?you|what have you got|what would you (?:suggest|recommend|propose|do for)
        how (?:does|do|would|could|can|is|will) (?:it|this|that|you|your|the {_THING})
        (?:tell|show|walk|talk|give) (?:me|us) (?:[a-z]+ ){{0,4}}(?:your|you (?:do|offer|sell|have|guys)|it works|the (?:demo|pitch|{_THING}))
        show (?:me|us)|can i see|(?:can|could) you show|i would (?:like|love) to see (?:it|that|how|your)|let us see it
        (?:do|does|can|could|will|would|is|are|has|have) (?:it|your|this|the {_THING})
        (?:do|can|could|would) you (?:guys |also |people )?(?:offer|provide|sell|do|have|support|handle|help|cover|deliver|integrate|guarantee|work)
        what (?:makes|sets) you|why should (?:i|we)|how are you (?:different|better)|what is (?:the|your) (?:difference|advantage|pitch|angle)
        how (?:much|long|soon|quickly) (?:is it|does it|would it|will it|do you|are you|could you|can you|does your|would that|does that)
        """
    )
    + r"\b"
)


def asks_about_offer(text: str) -> bool:
    """Whether the customer asks what the rep sells, how it works or what it can do."""
    return bool(_ASKS.search(hear(text).line))
