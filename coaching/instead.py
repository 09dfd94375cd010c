"""The habit behind every rule, and what to say instead: short, kind, and ready to be said aloud."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Practice:
    """habit: what to do next time, in a sentence. say: words that do it. slip: what happened when it was not done, as
    the name of a count. led: words in place of `say` after what the moment itself gives to lead in with, if anything
    does."""

    habit: str
    say: str
    slip: str
    led: str = ""


def instead(nudge: Mapping[str, Any], log: Mapping[str, Any]) -> str:
    """What could have been said at the moment of this nudge, in place of what was.

    Leads in with the customer's words, the fact on the card or whatever else it was about, where that helps. Both as in
    the session log.
    """
    practice = PRACTICES[nudge["rule"]]
    if nudge["rule"] == "stacked-questions":
        return _first_question(nudge) or practice.say
    lead = _lead(nudge, log) if practice.led else ""
    if not lead:
        return practice.say
    return f"{lead} {_BY_PURPOSE.get(_purpose(nudge, log), practice.led)}"


def _lead(nudge: Mapping[str, Any], log: Mapping[str, Any]) -> str:
    if said := _echo(_clause(nudge)):
        return f"You said ‘{said}’."
    if nudge["rule"] == "elephant" and (elephant := re.search("“(.+)”", nudge["why"])):
        return f"We have not talked about {elephant[1]}."
    facts = log.get("prep", {}).get("facts", [])
    meant = [fact for fact in facts if str(fact) in nudge["why"]] or (facts if nudge["rule"] == "facts-unused" else [])
    return f"I noted ‘{str(meant[0]).strip(_AROUND)}’." if meant else ""


def _clause(nudge: Mapping[str, Any]) -> str:
    """The quote with the rest of the clause it was cut from, where that can be said in a breath."""
    quote = str(nudge.get("quote") or "")
    for said in nudge["evidence"]:
        for clause in re.split(r"(?<=[,;:.?!])\s", str(said["text"])):
            if quote and quote.strip(_AROUND).lower() in clause.lower() and len(clause.split()) <= BREATH_WORDS:
                return clause
    return quote


def _echo(quote: str) -> str:
    """The customer's words as they can be said back, without what was left hanging."""
    words = quote.strip(_AROUND).split()
    while words and words[-1].strip(_AROUND).lower() in _LEFT_HANGING:
        words.pop()
    while words and words[0].strip(_AROUND).lower() in _LED_IN:
        words.pop(0)
    return " ".join(words).strip(_AROUND)


def _first_question(nudge: Mapping[str, Any]) -> str:
    """The question that would have been enough; "" where it is too long to be said in a breath."""
    asked = next((str(said["text"]).strip() for said in nudge["evidence"]), "")
    return asked if asked.endswith("?") and len(asked.split()) <= BREATH_WORDS else ""


def _purpose(nudge: Mapping[str, Any], log: Mapping[str, Any]) -> str:
    """Which purpose the words belong to that were offered into; "" for any other rule."""
    if nudge["rule"] != "premature-pitch":
        return ""
    needs = (one for one in log.get("signals", ()) if one["kind"] == "need" and one.get("quote") == nudge["quote"])
    return next((one["detail"] or "" for one in needs), "")


BREATH_WORDS = 16
_AROUND = " “”\"'.,;:!?…"
_LEFT_HANGING = frozenset("and but so or because um uh erm the a to of".split())
"""An echo does not end on these."""
_LED_IN = frozenset("and but so or because well um uh erm".split())
"""Nor does it begin with these."""
_BY_PURPOSE = {
    "goal": "What would be different if you got there?",
    "opportunity": "What would that be worth to you?",
    "change": "What is behind that?",
    "risk": "What would happen then?",
}
"""One more question about a need, where asking what it looks like would be odd."""

PRACTICES: dict[str, Practice] = {
    "talk-ratio": Practice(
        "Hand them the ball sooner.",
        "I have said a lot. What stands out for you so far?",
        "Kept too much of the talk",
    ),
    "monologue": Practice(
        "Stop after half a minute and ask.",
        "Let me stop there. What does that look like on your side?",
        "Kept the ball too long",
    ),
    "over-answer": Practice(
        "Answer in two sentences, then hand back.",
        "That is the short answer. Shall I go into it?",
        "Answered too long",
    ),
    "pace": Practice(
        "Leave a breath between sentences.",
        "Let me say that again, more slowly.",
        "Spoke too fast",
    ),
    "interrogation": Practice(
        "Give something before you ask again.",
        "Here is what I have heard so far. What did I get wrong?",
        "Asked without giving",
    ),
    "stacked-questions": Practice(
        "Ask one question, then wait.",
        "What happens when it goes wrong?",
        "Stacked questions",
    ),
    "bounce-the-ball": Practice(
        "Count to two before you speak.",
        "Take your time. I am listening.",
        "Left no room",
    ),
    "interruption": Practice(
        "Let them finish.",
        "Sorry, I cut in. You were saying?",
        "Came in on them",
    ),
    "premature-pitch": Practice(
        "Ask one more before you offer.",
        "Before I tell you more: what would you most like to change?",
        "Offered too soon",
        led="What does that look like in a week?",
    ),
    "closing-pressure": Practice(
        "Leave the timing to them.",
        "What would have to be true before this makes sense for you?",
        "Pressed for a close",
    ),
    "self-focus": Practice(
        "Say “you” more than “we”.",
        "What would that change for you?",
        "Spoke of yourself",
    ),
    "already-answered": Practice(
        "Use what they told you.",
        "You told me that already. Let me check I have it right.",
        "Asked what was known",
        led="Did I get that right?",
    ),
    "missed-signal": Practice(
        "Pick up what they just said.",
        "Tell me more about that.",
        "Passed something by",
        led="Tell me more about that.",
    ),
    "steered-away": Practice(
        "Go where they want to go.",
        "Let us talk about that now. My list can wait.",
        "Went back to the plan",
    ),
    "elephant": Practice(
        "Name what stands between you.",
        "Before we go on, I want to talk about what went wrong last time.",
        "Left the elephant unspoken",
        led="I want to talk about that before anything else.",
    ),
    "unprepared": Practice(
        "Say what you know, then check it.",
        "I read about that before we met. Is it still so?",
        "Asked what you could know",
        led="Is that still so?",
    ),
    "facts-unused": Practice(
        "Spend some of what you know.",
        "I read about you before we met. What has changed since?",
        "Used none of your facts",
        led="Is that still how it is?",
    ),
    "no-business-outcome": Practice(
        "Say what it does for their business.",
        "What would that be worth to you, in cost or in risk?",
        "Named no outcome",
    ),
    "no-purpose": Practice(
        "Ask what they are trying to change.",
        "If this goes well, what will be different in a year?",
        "Heard no purpose",
    ),
    "next-step": Practice(
        "Agree who does what, and when.",
        "Shall we look at it together on Thursday at ten?",
        "Left the next step open",
    ),
    "fillers": Practice(
        "Let a pause be a pause.",
        "Let me think about that for a moment.",
        "Filled the pauses",
    ),
    "rally": Practice(
        "Keep the rally going.",
        "What happened then?",
        "Ended the rally early",
    ),
    "patience": Practice(
        "Wait a breath longer.",
        "Is there more to it?",
        "Answered at once",
    ),
}
"""One for every rule of the catalog, live or review (`tests/coaching/test_instead.py` holds it to that)."""
