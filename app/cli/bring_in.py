"""`courtside bring-in FILES`: recordings and transcripts of earlier calls become sessions, one after the other."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from pathlib import Path

from app.bring_in import BroughtIn, Events, Outcome, bring_in
from app.cli.replay import progress_of
from app.coaching_setup import make_coach, make_ear, make_transcriber, own_coach
from app.journal import Journal
from app.places import journal_path
from app.recordings import recording_events
from coaching.prep import PrepCard, read_prep
from models.store import ModelStore

SAID = {Outcome.NEW: "brought in", Outcome.ALREADY_THERE: "already here", Outcome.REFUSED: "refused"}


def run(arguments: Namespace) -> int:
    """Exit code 2 when a file was refused; all others are brought in regardless."""
    prep = read_prep(arguments.prep) if arguments.prep else None
    store, journal, own = ModelStore(), Journal(journal_path()), own_coach()
    ear = make_ear(store, own)

    def hear(path: Path, card: PrepCard, sound_path: Path) -> Events:
        transcriber = make_transcriber(store, arguments.model, card, arguments.language)
        return recording_events(path, transcriber, sound_path if arguments.keep_sound else None, progress_of)

    done: list[BroughtIn] = []
    files: list[Path] = arguments.files
    for one in bring_in(files, journal, lambda card: make_coach(card, ear, own), hear, prep, arguments.rep_name):
        done.append(one)
        _tell(one, len(done), len(files), quietly=arguments.json)
    if arguments.json:
        print(json.dumps([_as_json(one) for one in done], ensure_ascii=False, indent=2))
    return 2 if any(one.outcome is Outcome.REFUSED for one in done) else 0


def _tell(one: BroughtIn, number: int, of: int, *, quietly: bool) -> None:
    """A line for each file as soon as it is done; a refusal says why, on stderr."""
    place = f"{number} of {of}"
    if one.outcome is Outcome.REFUSED:
        print(f"courtside: {place} refused: {one.reason}", file=sys.stderr)
    elif not quietly:
        print(f"{place}  {SAID[one.outcome]:<13}{one.session:<24}{one.path}", flush=True)


def _as_json(one: BroughtIn) -> dict[str, str | None]:
    return {"file": str(one.path), "outcome": one.outcome.value, "session": one.session, "reason": one.reason}
