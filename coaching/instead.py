"""The habit behind every rule, and what to say instead: short, kind, and ready to be said aloud."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Practice:
    """habit: what to do next time, in a sentence. say: words that do it. echo: they follow the customer's own.
    slip: what happened when it was not done, as the name of a count."""

    habit: str
    say: str
    slip: str
    echo: bool = False


def instead(rule: str, quote: str | None = None) -> str:
    """What could have been said in place of what was; leads in with the customer's words where that helps."""
    practice = PRACTICES[rule]
    if not (practice.echo and quote):
        return practice.say
    words = quote.strip(_AROUND).split()
    while words and words[-1].strip(_AROUND).lower() in _LEFT_HANGING:
        words.pop()
    said = " ".join(words).strip(_AROUND)
    return f"You said ‘{said}’. {practice.say}" if said else practice.say


_AROUND = " “”\"'.,;:!?…"
_LEFT_HANGING = frozenset("and but so or because um uh erm the a to of".split())
"""An echo does not end on these."""

PRACTICES: dict[str, Practice] = {
    "talk-ratio": Practice(
        "Hand them the ball sooner.",
        "I have said a lot. What stands out for you so far?",
        "Kept too much of the talk",
    ),
    "monologue": Practice(
        "Stop after half a minute and ask.",
        "Let me stop there. How does that compare with your week?",
        "Kept the ball too long",
    ),
    "over-answer": Practice(
        "Answer in two sentences, then hand back.",
        "The short answer is about six weeks. Shall I go into it?",
        "Answered too long",
    ),
    "pace": Practice(
        "Leave a breath between sentences.",
        "Let me say that again, more slowly.",
        "Spoke too fast",
    ),
    "interrogation": Practice(
        "Give something before you ask again.",
        "Others in your place found the mornings hardest. Is it like that for you?",
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
        "What does that look like in a week?",
        "Offered too soon",
        echo=True,
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
        "Did I get that right?",
        "Asked what was known",
        echo=True,
    ),
    "missed-signal": Practice(
        "Pick up what they just said.",
        "Tell me more about that.",
        "Passed something by",
        echo=True,
    ),
    "steered-away": Practice(
        "Go where they want to go.",
        "Let us talk about that now. My list can wait.",
        "Went back to the plan",
    ),
    "elephant": Practice(
        "Name what stands between you.",
        "Before we start, I want to talk about what went wrong last time.",
        "Left the elephant unspoken",
    ),
    "unprepared": Practice(
        "Say what you know, then check it.",
        "I read about that before we met. Is it still so?",
        "Asked what you could know",
    ),
    "facts-unused": Practice(
        "Spend some of what you know.",
        "I saw your news this spring. How has it gone since?",
        "Used none of your facts",
    ),
    "no-business-outcome": Practice(
        "Say what it does for their business.",
        "For you that would mean lower cost. What is an hour of it worth?",
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
