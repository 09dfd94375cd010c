"""Questions that any web search answers: asking them says that the rep did not look."""

from __future__ import annotations

import re

_COMPANY = (
    r"(you|you guys|you all|your (company|business|firm|organi[sz]ation|team|group|shop|practice|school|college|charity"
    r"|club|clinic|hospital|museum|council|hotel|agency|brewery|farm|bank|store|factory|plant|studio|church|society"
    r"|association|trust|outfit|place|lot|mob))"
)
_ANY_SEARCH = re.compile(
    "|".join(
        (
            rf"\bwhat (does|do) {_COMPANY} (actually |really |exactly )?do\b(?! (when|if|about|with|to|after|for|next|now))",
            rf"\bwhat (exactly |kind of business )?is it (that )?{_COMPANY} (actually )?do\b(?! (when|if|about|with))",
            rf"\bwhat (kind|sort|type) of (company|business|firm|organi[sz]ation|work) (are|is|do|does) {_COMPANY}\b",
            rf"\btell me (a (little )?bit |more |something )?about (what {_COMPANY} (do|does)"
            rf"|your (company|business|firm|organi[sz]ation))\W*$",
            rf"\bwhat (industry|business|sector|line of business|line of work) (are|is) {_COMPANY} in\b",
            rf"\bwhere (are|is) {_COMPANY} (based|located|headquartered)\b",
            rf"\bwhen (was|were) {_COMPANY} founded\b",
            rf"\bhow long (has|have) {_COMPANY} been (in business|around)\b",
            rf"\bhow (big|large) (is|are) {_COMPANY}\b",
            rf"\bwhat (products|services) (do|does) {_COMPANY} (sell|offer|make|provide)\b",
            rf"\bwho (are|is) {_COMPANY}r? (ceo|founder|competitors?)\b|\bwho are your (main )?competitors\b",
        )
    ),
    re.IGNORECASE,
)


def any_search_answers(question: str, company: str = "") -> bool:
    """True for a question about the customer's company, named or not, that its own web page answers."""
    said = question[:2000]
    if company:
        said = re.sub(re.escape(company), "your company", said, flags=re.IGNORECASE)
    return bool(_ANY_SEARCH.search(said))
