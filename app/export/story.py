"""What a log tells a reader, said once for window and exports: how it went, needs, numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.wording import first_name, time
from coaching.habit import Habit
from coaching.limits import Limits
from coaching.measures import measures
from coaching.metrics import TALK_OVER_S
from coaching.moments import with_article

Log = dict[str, Any]

PILLARS = {
    "genuine": "Genuine",
    "productive": "Productive",
    "dialogue": "Dialogue",
    "common-purpose": "Common purpose",
}
BARRIERS = {
    "preparation": "Preparation",
    "history": "History",
    "goal-focus": "Goal focus",
    "plan-love": "Falling in love with the plan",
    "conscious-competence": "Conscious competence",
    "impatience": "Impatience",
    "pride": "Pride and enthusiasm",
}
INTEREST = {
    "price": "the price",
    "proof": "proof",
    "how": "how it works",
    "rollout": "the rollout",
    "next": "what is next",
}
MOST_QUOTES = 3
TELLING_WORDS = 6
"""Fewer say that there is a need, and not which."""
STATUS = {"answered": "answered", "asked": "asked, not answered", "open": "still open"}


@dataclass(frozen=True, slots=True)
class Number:
    """One number of the call and what it is made of. metric: its name in the log. value: "not known" where it
    cannot be known."""

    metric: str
    label: str
    value: str
    source: str


def what_was(moment: dict[str, Any]) -> str:
    """What a pillar's moment was, without the id of the rule that found it."""
    what = str(moment["what"])
    return what if moment["helped"] else what.partition(": ")[2] or what


def how_often(found: Habit) -> str:
    """ "Twice in this call, and in 4 of your last 6 calls." """
    times = how_many(found.times).capitalize()
    recurs = f", and in {found.calls} of your last {found.of_calls} calls" if found.calls > 1 else ""
    return f"{times} in this call{recurs}."


def how_many(times: int) -> str:
    """ "once", "twice", "3 times"."""
    return {1: "once", 2: "twice"}.get(times, f"{times} times")


def said_by_coach(nudge: dict[str, Any]) -> str:
    """The nudge's words; one that ends in a colon leads to the customer's."""
    leads = nudge["text"].endswith(":") and nudge.get("quote")
    return f"{nudge['text']} “{nudge['quote']}”" if leads else str(nudge["text"])


def words_of(nudge: dict[str, Any]) -> list[dict[str, Any]]:
    """The words a nudge rests on; what was not caught in words is left out."""
    return [said for said in nudge["evidence"] if said["text"]]


def habit_words(found: Habit) -> list[dict[str, Any]]:
    """The latest words that the habit's moment rests on, few enough to be read in one glance."""
    return words_of(found.nudge)[-MOST_QUOTES:]


def who(log: Log) -> str:
    """The customer's first name, or "they"."""
    return first_name(log["call"].get("customer", "")) or "they"


def title(log: Log) -> str:
    call = log["call"]
    names = [name for name in (call.get("customer", ""), call.get("company", "")) if name]
    return ", ".join(names) or f"A {call['kind']} call"


def when(log: Log) -> str:
    """ "Tuesday 24 November 2026, 28:40, discovery"."""
    call = log["call"]
    early = ", ended early" if call.get("ended_early") else ""
    return f"{day(log)}, {time(call['duration_s'])}, {call['kind']}{early}"


def day(log: Log) -> str:
    """ "Tuesday 24 November 2026", in the words of no locale but ours."""
    try:
        started = datetime.fromisoformat(log["call"]["started"])
    except ValueError:
        return str(log["call"]["started"])
    return f"{_DAYS[started.weekday()]} {started.day} {_MONTHS[started.month - 1]} {started.year}"


_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def how_it_went(log: Log) -> str:
    """Two sentences: how the talk was shared, and what the customer voiced."""
    share = log["metrics"]["talk_share"]
    name = who(log)
    if share is None:
        return "Nobody was heard in this call. There is nothing to tell about it."
    shared = f"You had {_percent(share)} of speech, silence left out, and {name} had the rest."
    voiced = _voiced(log)
    told = (
        f"{name[0].upper()}{name[1:]} voiced {_listed(voiced)}." if voiced else "No need, interest or worry was heard."
    )
    return f"{shared} {told}"


def _voiced(log: Log) -> list[str]:
    needs = dict.fromkeys(signal["detail"] for signal in log["signals"] if signal["kind"] == "need")
    said = [with_article(need) for need in needs if need]
    worries = sum(signal["kind"] == "concern" for signal in log["signals"])
    if worries:
        said.append("one worry" if worries == 1 else f"{worries} worries")
    interest = dict.fromkeys(s["detail"] for s in log["signals"] if s["kind"] == "interest")
    if interest:
        about = [INTEREST[detail] for detail in interest if detail in INTEREST]
        said.append(f"interest in {_listed(about)}" if about else "interest")
    return said


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def needs(log: Log) -> list[dict[str, Any]]:
    """The needs that were voiced, each sentence once."""
    return once([signal for signal in log["signals"] if signal["kind"] == "need"])


def once(signals: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of signals in the same words the first: one sentence may carry several."""
    first: dict[str, dict[str, Any]] = {}
    for signal in signals:
        first.setdefault(signal["text"], signal)
    return list(first.values())


def first_voiced(needs: list[dict[str, Any]], order: Sequence[str]) -> dict[str, Any] | None:
    """The first need of the first purpose in `order` that was voiced at all, a whole sentence before a few words."""
    ranked = [need for purpose in order for need in needs if need["detail"] == purpose]
    if not ranked:
        return None
    of_purpose = [need for need in ranked if need["detail"] == ranked[0]["detail"]]
    return next((need for need in of_purpose if len(need["text"].split()) >= TELLING_WORDS), ranked[0])


def numbers(log: Log) -> list[Number]:
    """Every metric with its unit, the target that was in force in the call where there is one, and their sources."""
    m = log["metrics"]
    up_to = {
        measure.key: f"; up to {measure.shown(measure.target)}, {measure.source}"
        for measure in measures(log["call"]["kind"], Limits.in_log(log))
        if measure.target is not None
    }
    return [
        Number(
            "talk_share",
            "Talk share, you",
            _of(m["talk_share"], _percent),
            f"of speech, silence left out{up_to['talk_share']}",
        ),
        Number("rep_speech_s", "You spoke", _clock(m["rep_speech_s"]), "voice activity on your side"),
        Number("customer_speech_s", "They spoke", _clock(m["customer_speech_s"]), "voice activity on their side"),
        Number(
            "longest_monologue_s",
            "Longest you kept the ball",
            _of(m["longest_monologue_s"], "{:.0f} s".format),
            f"one turn, pauses included{up_to['longest_monologue_s']}",
        ),
        Number(
            "longest_rally",
            "Longest rally",
            _of(m["longest_rally"], "{} exchanges".format),
            "both sides speak 3 to 45 s each",
        ),
        Number(
            "patience_s",
            "Room you leave",
            _of(m["patience_s"], "{:.1f} s".format),
            "middle gap between their last word and your first",
        ),
        Number(
            "interruptions",
            "Interruptions",
            _of(m["interruptions"], "{}".format),
            f"you came in for {TALK_OVER_S:g} s and they yielded",
        ),
        Number(
            "questions",
            "Questions you asked",
            _of(m["questions"], "{}".format),
            "heard in your words, rhetorical ones left out",
        ),
        Number(
            "words_per_minute",
            "Pace",
            _of(m["words_per_minute"], "{:.0f} words/min".format),
            f"your words by your own speech time{up_to['words_per_minute']}",
        ),
        Number("filler_rate", "Fillers", _of(m["filler_rate"], _percent), f"of your words{up_to['filler_rate']}"),
    ]


def _of(value: float | None, form: Callable[[float], str]) -> str:
    return "not known" if value is None else below_zero(form(value))


def below_zero(shown: str) -> str:
    """A value as it is read: "−0.1 s", with a minus sign and no hyphen."""
    return f"−{shown[1:]}" if shown.startswith("-") else shown


def _percent(share: float) -> str:
    return f"{share * 100:.0f} %" if share >= 0.1 else f"{share * 100:.1f} %"


def _clock(seconds: float | None) -> str:
    return "not known" if seconds is None else time(seconds)
