"""A journal of many one-hour sessions, written by the real writer, and how long it takes to use it.

    python tests/benchmarks/big_journal.py [FOLDER [SESSIONS]]

Without a folder it is made in one that goes away; one with a journal in it is measured as it is. 1,000 sessions take
about ten minutes and 0.9 GB. The bounds are those of the review: list 0.3 s, search 0.2 s, open 0.5 s, trends 1 s.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory

from app.history import history
from app.journal import Journal, log_of
from audio.frames import Speaker
from coaching.heard import Question, Signal, SignalKind
from coaching.nudge import Barrier, Nudge, NudgeRaised, Pillar, Quote
from coaching.prep import PrepCard
from coaching.session_log import CallInfo
from coaching.transcript import Utterance
from coaching.trends import trends
from coaching.utterance_events import utterance_events

COMMON = "the a to of and we you it is that in on for our your this have with so but price truck driver gate week"


def fill(journal: Journal, sessions: int, call_s: float = 3600.0) -> None:
    """Adds so many calls of random words, their frequencies as in speech (Zipf)."""
    chance = random.Random(1)
    words = COMMON.split() + ["".join(chance.choices("bdfgklmnprst", k=6)) for _ in range(6000)]
    weights = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
    for number in range(sessions):
        started = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(hours=8 * number)
        info = CallInfo(started, "discovery", "generated")
        with journal.begin(info, PrepCard(customer=f"Person {number}"), {}) as writer:
            for count, event in enumerate(utterance_events(_said(chance, words, weights, call_s)), start=1):
                writer.append(event)
                for understood in _understood(count, event.at_s):
                    writer.append(understood)
            writer.end(call_s, wait_s=60.0)


def _said(chance: random.Random, words: list[str], weights: list[float], call_s: float) -> list[Utterance]:
    said, at_s, speaker = [], 0.0, Speaker.REP
    while at_s < call_s - 20:
        text = chance.choices(words, cum_weights=weights, k=chance.randint(5, 45))
        text = [word + ("." if place % 9 == 8 else "") for place, word in enumerate(text)]
        lasts_s = len(text) / 2.6
        said.append(Utterance(speaker, at_s, at_s + lasts_s, " ".join(text)))
        at_s, speaker = at_s + lasts_s + chance.uniform(0.2, 1.5), speaker.other
    return said


def _understood(count: int, at_s: float) -> list[object]:
    events: list[object] = []
    if count % 40 == 0:
        events.append(Signal(at_s, at_s, at_s, SignalKind.NEED, "problem", "we lose drivers", "lose drivers"))
    if count % 25 == 0:
        events.append(Question(at_s, at_s, Speaker.REP, "open", "what about it?"))
    if count % 150 == 0:
        evidence = (Quote(Speaker.REP, at_s, at_s, "so " * 30),)
        nudge = Nudge(count, at_s, "monologue", Barrier.PRIDE, Pillar.DIALOGUE, "Pause.", "45 s", evidence)
        events.append(NudgeRaised(at_s, nudge))
    return events


def used_s(use: Callable[[], object]) -> float:
    """The least of three, in seconds of wall time."""
    times = []
    for _ in range(3):
        begin = time.perf_counter()
        use()
        times.append(time.perf_counter() - begin)
    return min(times)


def main() -> None:
    if len(sys.argv) > 1:
        measure(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1000)
        return
    with TemporaryDirectory() as folder:
        measure(Path(folder), 1000)


def measure(folder: Path, sessions: int) -> None:
    journal = Journal(folder / "journal.db")
    if not journal.sessions():
        fill(journal, sessions)
    latest = journal.latest or ""
    print(f"{len(journal.sessions())} sessions, {journal.path.stat().st_size / 1e6:.0f} MB")
    print(f"list    {used_s(journal.sessions):.3f} s")
    for query in ("price", "the", "truck driver gate", "the a to", "th"):
        print(f"search  {used_s(lambda query=query: journal.search(query)):.3f} s  {query}")  # type: ignore[misc]
    print(f"open    {used_s(lambda: log_of(journal, latest)):.3f} s")
    print(f"trends  {used_s(lambda: trends(history(journal), 'discovery')):.3f} s")


if __name__ == "__main__":
    main()
