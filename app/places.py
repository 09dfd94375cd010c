"""Where Courtside keeps what is the user's: one private folder, no other."""

from __future__ import annotations

from pathlib import Path

import platformdirs

APP = "courtside"


def data_folder() -> Path:
    """The user's data folder, made private (0700) on first use."""
    folder = Path(platformdirs.user_data_dir(APP, appauthor=False))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def journal_path() -> Path:
    return data_folder() / "sessions.db"
