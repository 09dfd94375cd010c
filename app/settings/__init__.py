"""What the rep may choose: declared once, kept in one TOML file, in force as soon as it is changed. No Qt here."""

from app.settings.declaration import Declared, Section, Settings, declared
from app.settings.memory import Memory, Remembering
from app.settings.reading import Problem, read_settings
from app.settings.store import SettingsStore, settings_path

__all__ = [
    "Declared",
    "Memory",
    "Problem",
    "Remembering",
    "Section",
    "Settings",
    "SettingsStore",
    "declared",
    "read_settings",
    "settings_path",
]
