"""Both sides' loudness in the terminal, as a call would hear them, until a key is pressed."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import Protocol, TextIO

from rich.console import Console
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table

from app.keyboard import Keyboard, somebody_types
from audio.call import CallSound
from audio.frames import Frame, Speaker
from audio.health import SourceLost, SourceRestored
from audio.level import level_of

SIDES = {Speaker.REP: "you", Speaker.CUSTOMER: "the call"}
SIDE_COLUMNS, METER_COLUMNS = 10, 24
DRAWN_EVERY_FRAMES = 4
"""Eight times a second: quick enough for a voice, slow enough to read."""


class NamedSound(CallSound, Protocol):
    """A call's sound that can tell its devices by name; a side that is lost is missing."""

    @property
    def devices(self) -> dict[Speaker, str]: ...


@dataclass
class Meters:
    """The two rows. loudness: 0 to 1. troubles: why a side cannot be heard."""

    loudness: dict[Speaker, float] = field(default_factory=lambda: dict.fromkeys(Speaker, 0.0))
    troubles: dict[Speaker, str] = field(default_factory=dict)

    def hear(self, event: Frame | SourceLost | SourceRestored) -> None:
        """Between two drawings the loudest counts: a word shorter than that is seen."""
        match event:
            case Frame():
                self.loudness[event.speaker] = max(self.loudness[event.speaker], level_of(event.samples))
            case SourceLost():
                self.troubles[event.speaker] = event.reason
            case SourceRestored():
                self.troubles.pop(event.speaker, None)

    def drawn(self, devices: dict[Speaker, str]) -> Table:
        """What was heard since the last drawing."""
        table = Table.grid()
        table.add_column(width=SIDE_COLUMNS)
        table.add_column(width=METER_COLUMNS + 2)
        table.add_column()
        for speaker, side in SIDES.items():
            meter = ProgressBar(1.0, self.loudness[speaker], METER_COLUMNS, finished_style="bar.complete")
            table.add_row(side, meter, self.troubles.get(speaker) or devices.get(speaker, "no sound yet"))
        self.loudness = dict.fromkeys(Speaker, 0.0)
        return table


def show_levels(sound: NamedSound, console: Console, stdin: TextIO | None = None) -> None:
    """Draws the meters on `console`, a terminal, until somebody presses a key, or Ctrl-C, or the sound ends."""
    stdin = stdin or sys.stdin
    keyboard = Keyboard(stdin, lambda _: sound.stop()) if somebody_types(stdin) else None
    console.print("Speak, and let something play. " + ("Any key ends this." if keyboard else "Ctrl-C ends this."))
    meters = Meters()
    if keyboard is not None:
        keyboard.start()
    try:
        with sound, Live(console=console, auto_refresh=False) as live:
            frames = 0
            for event in sound.events():
                meters.hear(event)
                frames += isinstance(event, Frame) and event.speaker is Speaker.CUSTOMER
                if frames == DRAWN_EVERY_FRAMES:
                    frames = 0
                    live.update(meters.drawn(sound.devices), refresh=True)
    except KeyboardInterrupt:
        pass
    finally:
        if keyboard is not None:
            keyboard.stop()
