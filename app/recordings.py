"""Recordings of earlier calls, heard with what is installed on this machine."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from app.bring_in import Events
from models.transcriber import Transcriber

Progress = Callable[[float | None, str], AbstractContextManager[Callable[[float], None] | None]]
"""Told how long a recording is, where that is known, and its name; within it, how many seconds have been heard."""


def recording_events(path: Path, transcriber: Transcriber, keep_at: Path | None, progress: Progress) -> Events:
    """All that is heard in an audio or video file, as fast as it can be read.

    keep_at: where its sound is kept for the review, or None. Raises BadInput and RecogniserDied.
    """
    from app.hearing import events_of
    from audio.recording import open_recording
    from audio.sound_keeper import Kept

    recording = open_recording(path)
    sound = recording if keep_at is None else Kept(recording, keep_at)
    with progress(sound.duration_s, path.name) as told, sound:
        yield from events_of(sound, transcriber, told)
