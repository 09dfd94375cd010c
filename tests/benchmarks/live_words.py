"""What became known when: the figures of a transcriber at work on a call whose words are known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

import numpy as np
from calls import MadeCall, SpokenTurn
from word_error import count_errors

from audio.frames import Speaker
from models.words import SettledWords, TentativeWords

Event = TentativeWords | SettledWords
LEAD_IN_S = 0.3
"""Words that are only shown have rough times: the first may seem to end before it was said."""
SAME_TURN_S = 1.5
"""Clips of one speaker closer than this are one turn."""


@dataclass(frozen=True)
class Figures:
    """word_error: percent. Delays are (median, 95 %) in seconds. changed: words shown and then changed per settled
    word. wait_s: from a word's last sound until it settled."""

    word_error: float
    settled_s: tuple[float, float]
    first_s: tuple[float, float]
    changed: float
    wait_s: tuple[float, float]


def figures(call: MadeCall, events: list[Event]) -> Figures:
    errors = [count_errors(call.text(speaker), text(events, speaker)) for speaker in Speaker]
    first_s, settled_s = [], []
    for turn in whole_turns(call.turns):
        mine = [event for event in events if event.speaker is turn.speaker and event.at_s > turn.start_s]
        first_s += [event.at_s - turn.start_s for event in mine if event.words and _of(event, turn)][:1]
        # The first stretch known to be over after the turn's end is the one that it ended in.
        ends_s = (event.at_s for event in mine if isinstance(event, SettledWords) and event.final)
        settled_s += [at_s - turn.end_s for at_s in ends_s if at_s > turn.end_s][:1]
    waits_s = [e.at_s - word.end_s for e in events if isinstance(e, SettledWords) for word in e.words]
    return Figures(
        100 * sum(wrong for wrong, _ in errors) / sum(words for _, words in errors),
        _spread(settled_s),
        _spread(first_s),
        _changed(events),
        _spread(waits_s),
    )


def text(events: Iterable[Event], speaker: Speaker) -> str:
    settled = (event for event in events if isinstance(event, SettledWords) and event.speaker is speaker)
    return " ".join(word.text for event in settled for word in event.words)


def whole_turns(turns: Iterable[SpokenTurn]) -> list[SpokenTurn]:
    whole: list[SpokenTurn] = []
    for turn in turns:
        last = whole[-1] if whole else None
        if last and last.speaker is turn.speaker and turn.start_s - last.end_s < SAME_TURN_S:
            whole[-1] = SpokenTurn(turn.speaker, last.start_s, turn.end_s, f"{last.text} {turn.text}")
        else:
            whole.append(turn)
    return whole


def _of(event: Event, turn: SpokenTurn) -> bool:
    return event.words[-1].end_s > turn.start_s - LEAD_IN_S


def _changed(events: Iterable[Event]) -> float:
    shown: dict[Speaker, list[str]] = {speaker: [] for speaker in Speaker}
    changed = settled = 0
    for event in events:
        words = [word.text.strip(".,?!;:").lower() for word in event.words]
        before = shown[event.speaker]
        kept = sum(block.size for block in SequenceMatcher(None, before, words, autojunk=False).get_matching_blocks())
        if isinstance(event, TentativeWords):
            changed += len(before) - kept
            shown[event.speaker] = words
            continue
        settled += len(words)
        # Words beyond those settled here stay shown until the next tentative words replace them.
        replaced = before if event.final else before[: len(words)]
        changed += max(0, len(replaced) - kept)
        shown[event.speaker] = before[len(replaced) :]
    return changed / max(1, settled)


def _spread(values: list[float]) -> tuple[float, float]:
    return (float(np.median(values)), float(np.percentile(values, 95))) if values else (0.0, 0.0)
