"""Recordings and transcripts of earlier calls become sessions: many at once, one bad file stops nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from app.begun import begun
from app.coached_call import CoachedCall
from app.journal import Journal
from app.journal.events import TranscriberRestarted
from audio.errors import BadInput
from audio.health import SourceLost, SourceRestored
from coaching.coach import Coach
from coaching.conversation import Heard
from coaching.heard_again import BadSessionLog, read_session_log
from coaching.prep import PrepCard
from coaching.session_log import CallInfo
from coaching.tick import with_ticks
from coaching.transcript import BadTranscript, read_transcript, speaker_names
from coaching.utterance_events import utterance_events
from models.hearing import RecogniserDied

TRANSCRIPTS = (".jsonl", ".vtt", ".srt")
SESSION_LOG = ".json"
FINGERPRINT = "brought_in"
"""The setting of a session that says which file it came from, by the SHA-256 of its bytes."""

Events = Iterable[Heard | SourceLost | SourceRestored | TranscriberRestarted]
HearRecording = Callable[[Path, PrepCard, Path], Events]


class Outcome(StrEnum):
    NEW = "new"
    ALREADY_THERE = "already-there"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """What became of a file. session: its id, None when refused. reason: one line for the user, or ""."""

    path: Path
    outcome: Outcome
    session: str | None = None
    reason: str = ""


def bring_in(
    paths: Iterable[Path],
    journal: Journal,
    make_coach: Callable[[PrepCard], Coach],
    hear_recording: HearRecording,
    prep: PrepCard | None = None,
    rep_name: str | None = None,
) -> Iterator[BroughtIn]:
    """Coaches one file after the other, and tells of each when it is done.

    A file that is in the journal already is left alone, under whatever name; one that was broken off is done
    again. So after a crash, or when the caller stops asking, the same call goes on where it was.
    prep: for all of them; None: a session log's own, for a transcript the customer's name, an empty one for the rest.
    rep_name: see `read_transcript`.
    hear_recording: the events of an audio or video file; told also where its sound may be kept.
    Raises JournalError, and what `hear_recording` raises beside BadInput and RecogniserDied: nothing of that file is
    left then.
    """
    for path in paths:
        try:
            fingerprint = _fingerprint(path)
            if (session := _finished(journal, fingerprint)) is not None:
                yield BroughtIn(path, Outcome.ALREADY_THERE, session)
                continue
            card, started, hear = _reading(path, prep, rep_name, hear_recording)
            started = begun(path) if started is None else started
            session = _coach(path, started, fingerprint, journal, make_coach(card), hear)
        except (BadInput, BadTranscript, BadSessionLog) as error:
            yield BroughtIn(path, Outcome.REFUSED, reason=str(error))
        except RecogniserDied as error:
            yield BroughtIn(path, Outcome.REFUSED, reason=f"{path}: {error}")
        except OSError as error:
            yield BroughtIn(path, Outcome.REFUSED, reason=f"{path}: it cannot be read: {error.strerror or error}.")
        else:
            yield BroughtIn(path, Outcome.NEW, session)


def _reading(
    path: Path, prep: PrepCard | None, rep_name: str | None, hear_recording: HearRecording
) -> tuple[PrepCard, datetime | None, Callable[[Path], Events]]:
    """The file's prep card, when it says the call began, and its events once it is known where its sound may be
    kept."""
    suffix = path.suffix.lower()
    card = prep or PrepCard()
    if suffix == SESSION_LOG:
        logged = read_session_log(path)
        return prep or logged.prep, logged.started, lambda _: with_ticks(logged.events)
    if suffix in TRANSCRIPTS:
        said = read_transcript(path, rep_name)
        card = prep or _card_of(path, rep_name)
        return card, None, lambda _: with_ticks(utterance_events(said))
    return card, None, lambda sound_path: hear_recording(path, card, sound_path)


def _card_of(path: Path, rep_name: str | None) -> PrepCard:
    """Who the customer is, where a transcript names one other person beside the rep."""
    if rep_name is None:
        return PrepCard()
    others = [name for name in speaker_names(path) if rep_name.casefold() not in name.casefold()]
    return PrepCard(customer=others[0]) if len(others) == 1 else PrepCard()


def _coach(
    path: Path,
    started: datetime,
    fingerprint: str,
    journal: Journal,
    coach: Coach,
    hear: Callable[[Path], Events],
) -> str:
    prep = coach.call.prep
    info = CallInfo(started=started, kind=prep.kind, source=path.name)
    with journal.begin(info, prep, {FINGERPRINT: fingerprint}) as writer:
        call = CoachedCall(coach, writer)
        try:
            for event in hear(journal.sound_path(writer.id)):
                call.take(event)
        except Exception:
            writer.close()
            journal.delete(writer.id)
            raise
        call.end(coach.call.now_s)
    return writer.id


def _finished(journal: Journal, fingerprint: str) -> str | None:
    """The session that this file became; one that was broken off is deleted, to be done again."""
    for session in journal.with_setting(FINGERPRINT, fingerprint):
        if not journal.session(session).ended_early:
            return session
        journal.delete(session)
    return None


def _fingerprint(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
