"""Pictures of every state of the overlay and of every window, dark and light, at 100 and 200 %, into build/screenshots;
the README's of them into packaging/screenshots.

`make screenshots`, then look at them. One process a scale, because Qt takes its scale at the start.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.look import DARK, LIGHT, Palette
from app.view import CallView
from tests.app.overlay_states import FULL, NUDGED, STATES

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

FOLDER = Path("build/screenshots")
README = Path("packaging/screenshots")
BEST = {
    "welcome-checking-light-200": "first-run",
    "overlay-open-light-200": "overlay-open",
    "prep-dark-200": "prep-card",
}
"""Which pictures stand in the README → their names there."""


@dataclass(frozen=True)
class Picture:
    """A view, and what was done on the overlay since it came."""

    name: str
    view: CallView
    hover: bool = False
    why: bool = False
    form: bool = False
    folded: bool = False
    after_s: float = 10.0


PICTURES = [
    *(Picture(name, view) for name, view in STATES.items()),
    Picture("nudge-arriving", NUDGED, after_s=0.06),
    Picture("nudge-hover", NUDGED, hover=True),
    Picture("quiet-hover", STATES["quiet"], hover=True),
    Picture("why", NUDGED, why=True),
    Picture("open", FULL, form=True),
    Picture("folded", STATES["theirs"], folded=True),
]


def main() -> None:
    if len(sys.argv) > 1:
        draw(int(sys.argv[1]))
        return
    for percent in (100, 200):
        subprocess.run([sys.executable, __file__, str(percent)], check=True)
    for name, best in BEST.items():
        shutil.copyfile(FOLDER / f"{name}.png", README / f"{best}.png")
    print(f"{len(list(FOLDER.glob('*.png')))} pictures in {FOLDER}")


def draw(percent: int) -> None:
    os.environ.update(QT_QPA_PLATFORM="offscreen", QT_SCALE_FACTOR=str(percent / 100))
    from PySide6.QtGui import QColor, QImage, QPainter
    from PySide6.QtWidgets import QApplication

    app = QApplication([])
    app.setQuitOnLastWindowClosed(False)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, palette, grabbed in grabs():
        picture = QImage(grabbed.size(), QImage.Format.Format_RGB32)
        picture.fill(QColor(palette.ground))
        grabbed.setDevicePixelRatio(1)
        painter = QPainter(picture)
        painter.drawImage(0, 0, grabbed)
        painter.end()
        picture.save(str(FOLDER / f"overlay-{name}-{percent}.png"))
    from tests.app.desktop.pictures import windows

    for name, grabbed in windows():
        grabbed.save(str(FOLDER / f"{name}-{percent}.png"))


def grabs() -> Iterator[tuple[str, Palette, QImage]]:
    from app.overlay.panel import Panel
    from app.overlay.window import Overlay

    for picture in PICTURES:
        for mode, palette in (("dark", DARK), ("light", LIGHT)):
            clock = Clock()
            overlay = Overlay(now=clock)
            overlay.set_dark(palette is DARK)
            panel = overlay.findChild(Panel)
            overlay.show_view(picture.view)
            clock.now_s = picture.after_s
            settle()
            panel.set_keyboard(picture.hover)
            if picture.why:
                panel.toggle_why()
            overlay.set_form_open(picture.form)
            overlay.set_folded(picture.folded)
            yield f"{picture.name}-{mode}", palette, overlay.grab().toImage()


class Clock:
    now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def settle() -> None:
    """Let the level lines come up and motion take its newest step."""
    from PySide6.QtTest import QTest

    QTest.qWait(90)


if __name__ == "__main__":
    main()
