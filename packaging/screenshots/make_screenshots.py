"""The README's pictures of a call, taken from the sample call as it is coached.

    python packaging/screenshots/make_screenshots.py

The call is read as fast as it can be; a picture is taken a moment after the nudge named for it is shown.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.coached_call import CoachedCall, Watcher
from app.journal import Journal
from app.scoreboard import Scoreboard
from audio.call import CallSound
from audio.frames import Frame
from audio.health import SourceLost, SourceRestored
from audio.level import level_of

os.environ.update(QT_QPA_PLATFORM="offscreen", QT_SCALE_FACTOR="2")
FOLDER = Path(__file__).parent
DEMO = FOLDER.parents[1] / "app" / "demo"
COLUMNS, ROWS, POINTS = 100, 28, 11


@dataclass(frozen=True)
class Shot:
    """The view of the call `after_s` seconds after `rule` was nudged."""

    name: str
    rule: str
    after_s: float
    in_terminal: bool = False


SHOTS = [
    Shot("overlay-nudge", "premature-pitch", 0.5),
    Shot("overlay-signal", "missed-signal", 0.5),
    Shot("terminal", "missed-signal", 0.5, in_terminal=True),
]


def main() -> None:
    from PySide6.QtWidgets import QApplication

    from app.view import CallView

    app = QApplication([])
    wanted = list(SHOTS)
    raised_s: dict[str, float] = {}

    def watch(view: CallView, _: tuple[object, ...]) -> None:
        if view.nudge is not None:
            raised_s.setdefault(view.nudge.rule, view.at_s)
        for shot in list(wanted):
            if view.nudge and view.nudge.rule == shot.rule and view.at_s >= raised_s[shot.rule] + shot.after_s:
                (picture_terminal if shot.in_terminal else picture_overlay)(view, FOLDER / f"{shot.name}.png")
                wanted.remove(shot)

    with tempfile.TemporaryDirectory() as folder:
        journal = Journal(Path(folder) / "sessions.db")
        picture_review(journal, coach_sample_call(journal, watch))
    assert not wanted, f"never shown: {wanted}"
    app.quit()


def coach_sample_call(journal: Journal, watch: Watcher) -> str:
    """Returns the session's id."""
    from app.coaching_setup import call_info, make_coach, make_ear, make_transcriber, own_coach
    from app.hearing import events_of
    from audio.recording import open_recording
    from coaching.prep import read_prep
    from models.store import ModelStore

    prep, store, own = read_prep(DEMO / "prep.toml"), ModelStore(), own_coach()
    sound = open_recording(DEMO / "call.opus")
    with journal.begin(call_info(prep.kind, "sample call"), prep, {}) as writer, sound:
        call = CoachedCall(make_coach(prep, make_ear(store, own), own), writer, watch)
        for event in events_of(Watched(sound, call.scoreboard), make_transcriber(store, "tiny.en", prep)):  # type: ignore[arg-type]
            call.take(event)
        call.end(call.coach.call.now_s)
    return writer.id


class Watched:
    """The recording's sound, its levels shown as a live call's are."""

    def __init__(self, sound: CallSound, scoreboard: Scoreboard) -> None:
        self._sound, self._scoreboard = sound, scoreboard

    def events(self) -> Iterator[Frame | SourceLost | SourceRestored]:
        for item in self._sound.events():
            if isinstance(item, Frame):
                self._scoreboard.level(item.speaker, level_of(item.samples))
            yield item


def picture_review(journal: Journal, session_id: str) -> None:
    from PySide6.QtTest import QTest

    from app.desktop.theme import Theme
    from app.review.window import ReviewWindow

    window = ReviewWindow(journal, session_id, Theme(dark=True))
    window.show()
    QTest.qWait(500)
    window.grab().save(str(FOLDER / "review.png"))
    window.close()


def picture_overlay(view: object, path: Path) -> None:
    from PySide6.QtGui import QColor, QImage, QPainter
    from PySide6.QtTest import QTest

    from app.look import DARK
    from app.overlay.window import Overlay

    overlay = Overlay()
    overlay.set_dark(True)
    overlay.set_reduced_motion(True)
    overlay.show_view(view)  # type: ignore[arg-type]
    QTest.qWait(200)
    grabbed = overlay.grab().toImage()
    grabbed.setDevicePixelRatio(1)
    picture = QImage(grabbed.size(), QImage.Format.Format_RGB32)
    picture.fill(QColor(DARK.ground))
    painter = QPainter(picture)
    painter.drawImage(0, 0, grabbed)
    painter.end()
    picture.save(str(path))


def picture_terminal(view: object, path: Path) -> None:
    from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QImage, QPainter
    from rich.console import Console

    from app.look import DARK
    from app.terminal_screen import CallScreen

    with tempfile.TemporaryFile("w") as nowhere:
        console = Console(file=nowhere, width=COLUMNS, height=ROWS, force_terminal=True, color_system="truecolor")
        lines = console.render_lines(CallScreen(view, keys=True), console.options)  # type: ignore[arg-type]
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSize(POINTS)
    metrics = QFontMetricsF(font)
    wide, high = metrics.horizontalAdvance("0"), metrics.height()
    picture = QImage(int(2 * wide * COLUMNS), int(2 * high * ROWS), QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(2)
    picture.fill(QColor(DARK.ground))
    painter = QPainter(picture)
    for row, line in enumerate(lines):
        column = 0
        for segment in line:
            style = segment.style
            colour = style.color.get_truecolor().hex if style is not None and style.color is not None else DARK.ink
            font.setWeight(QFont.Weight.Bold if style is not None and style.bold else QFont.Weight.Normal)
            painter.setFont(font)
            painter.setPen(QColor(colour))
            for character in segment.text:
                painter.drawText(int(column * wide), int(row * high + metrics.ascent()), character)
                column += 1
    painter.end()
    picture.save(str(path))


if __name__ == "__main__":
    main()
