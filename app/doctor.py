"""What is wrong on this machine, and how to mend it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator

from app.journal import Journal, JournalError
from app.places import data_folder, journal_path
from app.settings import SettingsStore
from audio.doctor import Check
from audio.doctor import checks as sound_checks
from models.store import ModelStore

LOW_SPACE_BYTES = 500 * 1024**2


def checks() -> Iterator[Check]:
    """Every check, one after the other. Never raises."""
    chosen = SettingsStore().settings
    yield from sound_checks(chosen.microphone or None, chosen.output or None)
    yield from _models()
    yield _sessions()
    yield _space()
    yield _display()


def _models() -> Iterator[Check]:
    store = ModelStore()
    for name, remedy in (
        ("tiny.en", "Install Courtside's libraries again: make setup"),
        ("sentence", "Without it the coach works on words alone. Install it: courtside models install sentence"),
    ):
        found = store.find(name)
        yield Check(f"model {name}", found is not None, "here" if found else "missing", "" if found else remedy)


def _sessions() -> Check:
    try:
        journal = Journal(journal_path())
        count = len(journal.sessions())
    except (JournalError, OSError) as error:
        return Check("sessions", False, "cannot be opened", str(error))
    encrypted = "encrypted" if journal.encrypted else "not encrypted"
    return Check("sessions", True, f"{count} kept in {data_folder()}, {encrypted}")


def _space() -> Check:
    free = shutil.disk_usage(data_folder()).free
    detail = f"{free / 1024**3:.1f} GB free"
    return Check("space", free > LOW_SPACE_BYTES, detail, "" if free > LOW_SPACE_BYTES else "Make room on this disk.")


def _display() -> Check:
    if sys.platform in ("win32", "darwin") or os.environ.get("DISPLAY"):
        return Check("display", True, "here")
    if os.environ.get("WAYLAND_DISPLAY"):
        return Check(
            "display", False, "Wayland without XWayland", "Install xwayland: the overlay cannot stay on top else."
        )
    return Check("display", False, "none", "The overlay needs one; courtside replay and demo work in the terminal.")
