"""The living court: takes scenes and levels, repaints only what changed, and is still when nothing moves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QRect, QSize, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.look import DARK, Palette
from app.overlay import court
from app.overlay.grid import Grid
from app.overlay.motion import LEVEL_STEP_S, REDUCED_LEVEL_STEP_S, Crossing, Level
from app.overlay.scene import Scene, side_of
from app.view import Ball

LEFT, TOP = 4, 12
SIZE = QSize(61, 96)
SHARE_EVERY_S = 1.0


class CourtWidget(QWidget):
    """`now` is the clock that motion goes by, in seconds."""

    def __init__(self, now: Callable[[], float], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(SIZE)
        self._now = now
        self._palette = DARK
        self._scene = Scene()
        self._crossing: tuple[Ball, Crossing] | None = None
        self._near, self._far = Level(), Level()
        self._share_since_s = -SHARE_EVERY_S
        self._levels = QTimer(self, interval=round(LEVEL_STEP_S * 1000))
        self._levels.timeout.connect(self._on_levels)
        self._motion = QTimer(self, interval=16)
        self._motion.timeout.connect(self._on_motion)

    def set_colors(self, palette: Palette) -> None:
        self._palette = palette
        self.update()

    def set_reduced_motion(self, reduced: bool) -> None:
        self._near.reduced = self._far.reduced = reduced
        self._levels.setInterval(round((REDUCED_LEVEL_STEP_S if reduced else LEVEL_STEP_S) * 1000))

    def show_scene(self, scene: Scene) -> None:
        """Show this scene from now on. The ball crosses if it has another side to be on."""
        now_s = self._now()
        before = self._scene
        if scene.share != before.share and None not in (scene.share, before.share):
            if now_s - self._share_since_s < SHARE_EVERY_S:
                scene = replace(scene, share=before.share)
            else:
                self._share_since_s = now_s
        if scene == before:
            return
        if Ball.NONE not in (before.ball, scene.ball) and side_of(before.ball) != side_of(scene.ball):
            self._crossing = (before.ball, Crossing(now_s, self._near.reduced))
            self._motion.start()
        self._scene = scene
        self.update()

    def hear(self, near: float, far: float) -> None:
        """Let the level lines stand at these levels, 0 to 1, from their next step on."""
        self._near.hear(near)
        self._far.hear(far)
        if not self._levels.isActive() and not (self._near.settled and self._far.settled):
            self._levels.start()

    def _on_levels(self) -> None:
        for level, far in ((self._near, False), (self._far, True)):
            before = level.shown
            level.step(self._levels.interval() / 1000)
            if level.shown != before:
                self.update(self._level_region(far))
        if self._near.settled and self._far.settled:
            self._levels.stop()

    def _on_motion(self) -> None:
        if self._crossing and not self._crossing[1].moving(self._now()):
            self._crossing = None
            self._motion.stop()
        self.update()

    def _level_region(self, far: bool) -> QRect:
        whole = court.level_rect(Grid(1), far, 1.0).toRect()
        return whole.translated(LEFT, TOP).adjusted(-1, -1, 1, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.translate(LEFT, TOP)
        crossing = (*self._crossing, self._now()) if self._crossing else None
        court.CourtPainter(painter, self._palette).paint(self._scene, (self._near.shown, self._far.shown), crossing)
