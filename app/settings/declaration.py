"""Every setting of the app: its section, its words, its default and what it may be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any

from models.catalog import AUTO


class Section(StrEnum):
    """A table of the file, and a page of the settings window."""

    SOUND = "sound"
    MODEL = "model"
    LOOK = "look"
    KEYS = "keys"
    PRIVACY = "privacy"


@dataclass(frozen=True, slots=True)
class Switch:
    """On or off."""

    expected = "true or false"

    def accepts(self, value: object) -> bool:
        return isinstance(value, bool)


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number from `low` to `high`, both included. unit: stands behind it in the window.
    zero: what 0 means in words, or ""."""

    low: int
    high: int
    unit: str = ""
    step: int = 1
    zero: str = ""

    @property
    def expected(self) -> str:
        return f"a whole number from {self.low} to {self.high}"

    def accepts(self, value: object) -> bool:
        return isinstance(value, int) and not isinstance(value, bool) and self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few. labels: what is kept → what the rep reads."""

    labels: Mapping[str, str]

    @property
    def expected(self) -> str:
        return "one of " + ", ".join(f'"{one}"' for one in self.labels)

    def accepts(self, value: object) -> bool:
        return isinstance(value, str) and value in self.labels


@dataclass(frozen=True, slots=True)
class Named:
    """The name of something on this machine, or "".

    of: what kind of thing ("microphone", "output", "model", "language").
    """

    of: str
    expected = "a name in quotes"

    def accepts(self, value: object) -> bool:
        return isinstance(value, str) and len(value) <= 300


@dataclass(frozen=True, slots=True)
class Keys:
    """A combination such as "Ctrl+Alt+C", or "" for none."""

    expected = 'keys such as "Ctrl+Alt+C", or "" for none'

    def accepts(self, value: object) -> bool:
        return isinstance(value, str) and len(value) <= 40


Kind = Switch | Number | Choice | Named | Keys


@dataclass(frozen=True, slots=True)
class Declared:
    """One setting as it is declared. title: its name in the window. help: one line."""

    name: str
    section: Section
    title: str
    help: str
    kind: Kind
    default: Any


def _setting(default: Any, section: Section, kind: Kind, title: str, help_text: str) -> Any:
    return field(default=default, metadata={"section": section, "kind": kind, "title": title, "help": help_text})


_SYSTEM_LIGHT_DARK = Choice({"system": "As the system", "light": "Light", "dark": "Dark"})


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings; a changed one is a new object."""

    microphone: str = _setting(
        "", Section.SOUND, Named("microphone"), "Your microphone", "The one you speak into on calls."
    )
    output: str = _setting(
        "", Section.SOUND, Named("output"), "The call’s sound", "Where you hear the customer: headset or loudspeaker."
    )
    model: str = _setting(
        AUTO,
        Section.MODEL,
        Named("model"),
        "Words are written by",
        "Bigger ones get more words right and ask more of this machine.",
    )
    language: str = _setting(
        "en",
        Section.MODEL,
        Named("language"),
        "Spoken on calls",
        "From the next call on. Words are written in any of these; the coach understands English.",
    )
    appearance: str = _setting(
        "system", Section.LOOK, _SYSTEM_LIGHT_DARK, "Light or dark", "For the overlay and every window."
    )
    opacity_percent: int = _setting(
        100,
        Section.LOOK,
        Number(90, 100, "%"),
        "Overlay opacity",
        "Lets the call shine through the panel. Text stays as it is.",
    )
    reduced_motion: bool = _setting(
        False,
        Section.LOOK,
        Switch(),
        "Less motion",
        "The ball and the nudges fade in place of moving. They do anyway where your system asks for less motion.",
    )
    click_through: bool = _setting(
        False, Section.LOOK, Switch(), "Clicks fall through", "The overlay lets every click reach the call under it."
    )
    at_login: bool = _setting(
        False, Section.LOOK, Switch(), "Start with the computer", "Courtside waits in the tray when you log in."
    )
    toggle_keys: str = _setting(
        "", Section.KEYS, Keys(), "Show or hide", "The overlay comes or goes; in a call its court stays."
    )
    pause_keys: str = _setting("", Section.KEYS, Keys(), "Pause or resume", "Nothing is heard while paused.")
    bookmark_keys: str = _setting("", Section.KEYS, Keys(), "Bookmark", "Marks this moment for the review.")
    helpful_keys: str = _setting("", Section.KEYS, Keys(), "Helpful", "Says that the nudge on screen helped.")
    not_now_keys: str = _setting("", Section.KEYS, Keys(), "Not now", "No more of this nudge in this call.")
    keep_sound: bool = _setting(
        False,
        Section.PRIVACY,
        Switch(),
        "Keep the sound",
        "Records both sides of your next calls, on this machine only, for the review. Tell them.",
    )
    keep_days: int = _setting(
        0,
        Section.PRIVACY,
        Number(0, 3650, "days", zero="for good"),
        "Keep sessions",
        "Older calls, and their sound, are deleted when Courtside starts.",
    )


def declared() -> tuple[Declared, ...]:
    """Every setting, in the order of the window."""
    return tuple(
        Declared(
            item.name,
            item.metadata["section"],
            item.metadata["title"],
            item.metadata["help"],
            item.metadata["kind"],
            item.default,
        )
        for item in fields(Settings)
    )
