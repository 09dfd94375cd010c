"""`courtside replay CALL`: coaches a recording or a transcript, as live or as fast as it can be read."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

from app.bring_in import Events
from app.cli.cost import cost_told
from app.cli.display import has_display
from app.coached_call import CoachedCall
from app.coaching_setup import call_info, make_coach, make_ear, make_transcriber, own_coach
from app.export import export, write_privately
from app.history import reviewed_log
from app.journal import Journal
from app.places import journal_path
from audio.call import CallSound
from audio.errors import BadInput
from coaching.conversation import Heard
from coaching.prep import PrepCard, read_prep
from models.store import ModelStore
from models.transcriber import Transcriber

TRANSCRIPTS = (".jsonl", ".vtt", ".srt")


def run(arguments: Namespace) -> int:
    prep = read_prep(arguments.prep) if arguments.prep else PrepCard()
    if arguments.out is not None and arguments.out.exists() and not arguments.out.is_dir():
        raise BadInput(f"{arguments.out}: is a file; --out wants a folder")
    headless = arguments.headless or arguments.json or not has_display()
    if arguments.speed is None:
        arguments.speed = float("inf") if headless else 1.0
    suffix = "" if arguments.call is None else arguments.call.suffix.lower()
    if suffix in TRANSCRIPTS:
        log = coach_events(_transcript_events(arguments), prep, arguments.call.name)
    elif suffix == ".json":
        log = _coach_log(arguments, prep)
    else:
        transcriber = make_transcriber(ModelStore(), arguments.model, prep, arguments.language)
        log = coach_sound(open_sound(arguments), prep, transcriber, speed=arguments.speed, headless=headless)
    if arguments.out is not None:
        _write(log, arguments.out)
    if arguments.json:
        print(json.dumps(log, ensure_ascii=False, indent=2))
    elif headless:
        print(export(log, "md"))
    return 0


def coach_events(events: Events, prep: PrepCard, source: str) -> dict[str, Any]:
    """Coaches a stream of events to its end, as fast as it comes; returns the session log."""
    store, journal, own = ModelStore(), Journal(journal_path()), own_coach()
    info = call_info(prep.kind, source)
    with journal.begin(info, prep, {}) as writer:
        call = CoachedCall(make_coach(prep, make_ear(store, own), own), writer)
        for event in events:
            call.take(event)
        call.end(call.coach.call.now_s)
    return reviewed_log(journal, writer.id)


def _coach_log(arguments: Namespace, prep: PrepCard) -> dict[str, Any]:
    """Coaches what an exported session log says was heard, with its own prep card unless another is named."""
    from coaching.heard_again import read_session_log
    from coaching.tick import with_ticks

    logged = read_session_log(arguments.call)
    return coach_events(with_ticks(logged.events), prep if arguments.prep else logged.prep, arguments.call.name)


def coach_sound(
    sound: CallSound, prep: PrepCard, transcriber: Transcriber, *, speed: float, headless: bool
) -> dict[str, Any]:
    """Coaches sound at the wanted speed, at infinity as fast as its words are read; returns the session log."""
    from app.hearing import events_of

    with cost_told(sound.duration_s):
        if speed == float("inf"):
            with progress_of(sound.duration_s, sound.name) as told, sound:
                return coach_events(events_of(sound, transcriber, told), prep, sound.name)
        from app.cli.watching import coach_as_live

        return coach_as_live(sound, prep, transcriber, speed=speed, headless=headless)


def open_sound(arguments: Namespace) -> CallSound:
    """The recording that was named. Raises BadInput."""
    from audio.recording import open_pair, open_recording

    if arguments.rep is not None and arguments.customer is not None and arguments.call is None:
        return open_pair(arguments.rep, arguments.customer)
    if arguments.call is None or arguments.rep is not None or arguments.customer is not None:
        raise BadInput("replay: name one CALL, or both sides with --rep FILE --customer FILE")
    return open_recording(arguments.call, swap=arguments.swap)


def progress_of(duration_s: float | None, name: str) -> AbstractContextManager[Any]:
    """A progress bar on stderr where somebody looks at it."""
    if not sys.stderr.isatty():
        return nullcontext(None)
    from app.cli.progress import seconds_bar

    return seconds_bar(f"Coaching {name}", duration_s)


def _transcript_events(arguments: Namespace) -> Iterator[Heard]:
    from coaching.tick import with_ticks
    from coaching.transcript import read_transcript
    from coaching.utterance_events import utterance_events

    return with_ticks(utterance_events(read_transcript(arguments.call, arguments.rep_name)))


def _write(log: dict[str, Any], folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for form in ("json", "md"):
        path = folder / f"session.{form}"
        write_privately(path, export(log, form))
        print(f"Written: {path}", file=sys.stderr)
