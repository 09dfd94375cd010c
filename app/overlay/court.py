"""The court from above, painted to whole device pixels: lines, ball, marks, level lines, talk share.

Coordinates are the design study's, in logical pixels with the court's far left corner at (0, 0).
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from app.look import Palette
from app.overlay.grid import Grid
from app.overlay.motion import Crossing
from app.overlay.scene import Play, Scene, side_of
from app.view import Ball

WIDTH, HEIGHT = 36.0, 72.0
NET_Y = HEIGHT / 2
NET_OVERHANG = 4.0
SERVICE_LINE = 17.5
BALL_INSIDE = 9.0
BALL, BALL_AT_REST, RING, HALO = 11.0, 7.0, 2.5, 14.0
PARKED, PARKED_RING = 8.5, 1.5
MARK, THEIR_MARK, THEIR_MARK_RING, MARK_Y = 3.2, 4.4, 1.3, 26.5
MARKS_X = (6.0, 12.0, 24.0, 30.0)
LEVEL_GAP, LEVEL_THICK, LEVEL_STUB = 3.0, 3.0, 4.0
SHARE_X, SHARE_WIDTH = WIDTH + NET_OVERHANG + 7, 4.0
NOTCH_X, NOTCH_WIDTH, NOTCH_HEIGHT = SHARE_X + 6.25, 3.75, 6.0
LINE_OPACITY, NET_OPACITY = 0.42, 0.85
IDLE_LINE_OPACITY, IDLE_NET_OPACITY = 0.28, 0.42
DOTS, DASHES = (2.0, 2.0), (4.0, 3.0)


def level_rect(grid: Grid, far: bool, level: float) -> QRectF:
    """Where a level line of 0 to 1 stands: a stub of 4 up to the court's whole width."""
    width = grid.size(LEVEL_STUB + (WIDTH - LEVEL_STUB) * level)
    y = -LEVEL_GAP - LEVEL_THICK if far else HEIGHT + LEVEL_GAP
    return QRectF(grid.x((WIDTH - width) / 2), grid.y(y), width, grid.size(LEVEL_THICK))


class CourtPainter:
    """Paints one frame of the court with `painter`, whose origin is the court's far left corner."""

    def __init__(self, painter: QPainter, palette: Palette) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        self._painter = painter
        self._palette = palette
        self._grid = Grid.of(painter)

    def paint(self, scene: Scene, levels: tuple[float, float], crossing: tuple[Ball, Crossing, float] | None) -> None:
        """levels: the rep's and the customer's, 0 to 1. crossing: the ball it comes from, and when it is now."""
        side = 0 if crossing else scene.ball_side
        self._half(scene, far=True, tinted=side < 0)
        self._half(scene, far=False, tinted=side > 0)
        self._net(scene)
        if not crossing:
            self._marks(scene)
        self._balls(scene, crossing)
        self._levels(scene, levels)
        self._share(scene)

    def _half(self, scene: Scene, far: bool, tinted: bool) -> None:
        heard = scene.far_heard if far else scene.near_heard
        on = scene.play is Play.ON
        wash = self._palette.blue_wash if far else self._palette.amber_wash
        if heard or not on:
            floor = (wash if tinted else self._palette.court) if on else self._palette.hollow
            self._fill(self._grid.rect(0, 0 if far else NET_Y, WIDTH, NET_Y), floor)
        pattern = None if heard or scene.play is Play.PAUSED else DOTS if on else DASHES
        color = self._ink(LINE_OPACITY if on else IDLE_LINE_OPACITY)
        for line in self._lines(far):
            self._line(line, color, pattern)

    def _lines(self, far: bool) -> list[QRectF]:
        """Baseline, service line, sidelines and centre line of one half; none lies on another."""
        grid = self._grid
        one = grid.thick(1)
        left, right = grid.x(0), grid.x(WIDTH) - one
        net = grid.y(NET_Y)
        baseline = grid.y(0) if far else grid.y(HEIGHT) - one
        service = grid.y((SERVICE_LINE if far else HEIGHT - SERVICE_LINE) - one / 2)
        sides_top, sides_bottom = (baseline + one, net) if far else (net, baseline)
        middle_top, middle_bottom = (service + one, net) if far else (net, service)
        return [
            QRectF(left, baseline, right + one - left, one),
            QRectF(left + one, service, right - left - one, one),
            QRectF(left, sides_top, one, sides_bottom - sides_top),
            QRectF(right, sides_top, one, sides_bottom - sides_top),
            QRectF(grid.x(WIDTH / 2 - one / 2), middle_top, one, middle_bottom - middle_top),
        ]

    def _line(self, line: QRectF, color: QColor, pattern: tuple[float, float] | None) -> None:
        if pattern is None:
            self._painter.fillRect(line, color)
            return
        across = line.width() > line.height()
        length = line.width() if across else line.height()
        dash, gap = (self._grid.size(part) for part in pattern)
        at = 0.0
        while at < length:
            part = min(dash, length - at)
            if across:
                self._painter.fillRect(QRectF(line.x() + at, line.y(), part, line.height()), color)
            else:
                self._painter.fillRect(QRectF(line.x(), line.y() + at, line.width(), part), color)
            at += dash + gap

    def _net(self, scene: Scene) -> None:
        opacity = NET_OPACITY if scene.play is Play.ON else IDLE_NET_OPACITY
        thick = self._grid.thick(2)
        left, right = self._grid.x(-NET_OVERHANG), self._grid.x(WIDTH + NET_OVERHANG)
        net = QRectF(left, self._grid.y(NET_Y - thick / 2), right - left, thick)
        self._painter.fillRect(net, self._ink(opacity))

    def _marks(self, scene: Scene) -> None:
        for x in MARKS_X[: scene.marks]:
            if scene.ball_side > 0:
                self._disc(QPointF(x, HEIGHT - MARK_Y), MARK, self._palette.amber_fill)
            elif scene.ball_side < 0:
                hole = self._palette.blue_wash
                self._ring(QPointF(x, MARK_Y), THEIR_MARK, THEIR_MARK_RING, self._palette.blue_fill, hole)

    def _balls(self, scene: Scene, crossing: tuple[Ball, Crossing, float] | None) -> None:
        if scene.play is Play.PAUSED:
            post = QPointF(WIDTH + NET_OVERHANG, NET_Y)
            self._ring(post, PARKED, PARKED_RING, self._palette.ink2, self._palette.panel)
        if crossing is None:
            self._ball(scene.ball, _rest_point(scene.ball))
            return
        before, motion, now_s = crossing
        at = motion.at(now_s)
        if motion.reduced:
            self._faded(before, 1 - at)
            self._faded(scene.ball, at)
            return
        start, end = _rest_point(before), _rest_point(scene.ball)
        on_the_way = QPointF(start.x() + motion.aside_px(at), start.y() + (end.y() - start.y()) * at)
        self._ball(before if at < 0.5 else scene.ball, on_the_way)

    def _faded(self, ball: Ball, opacity: float) -> None:
        self._painter.setOpacity(opacity)
        self._ball(ball, _rest_point(ball))
        self._painter.setOpacity(1)

    def _ball(self, ball: Ball, center: QPointF) -> None:
        match ball:
            case Ball.REP_SPEAKS:
                self._disc(center, BALL, self._palette.amber_fill)
            case Ball.CUSTOMER_SPEAKS:
                self._ring(center, BALL, RING, self._palette.blue_fill, self._palette.panel)
            case Ball.REP_RESTS | Ball.CUSTOMER_RESTS:
                self._disc(center, BALL_AT_REST, self._palette.ink)
            case Ball.NET:
                self._disc(center, HALO, self._palette.panel)
                self._ring(center, BALL, RING, self._palette.blue_fill, self._palette.panel)
                self._painter.setBrush(QColor(self._palette.amber_fill))
                self._painter.drawPie(self._grid.across(center, BALL), 180 * 16, 180 * 16)

    def _levels(self, scene: Scene, levels: tuple[float, float]) -> None:
        near, far = levels
        for heard, is_far, level, color in (
            (scene.far_heard, True, far, self._palette.blue_fill),
            (scene.near_heard, False, near, self._palette.amber_fill),
        ):
            if heard and scene.play is Play.ON:
                self._fill(level_rect(self._grid, is_far, level), color, radius=LEVEL_THICK / 2)

    def _share(self, scene: Scene) -> None:
        if scene.share is None:
            self._outline(self._grid.rect(SHARE_X, 0, SHARE_WIDTH, HEIGHT), self._palette.line)
            return
        one = self._grid.thick(1)
        bottom = self._grid.y(HEIGHT)
        top = self._grid.y(HEIGHT * (1 - min(1.0, max(0.0, scene.share))))
        x, width = self._grid.x(SHARE_X), self._grid.size(SHARE_WIDTH)
        if bottom - top >= one:
            self._fill(QRectF(x, top, width, bottom - top), self._palette.amber_fill, radius=SHARE_WIDTH / 2)
        if top - one - self._grid.y(0) >= width:
            far = QRectF(x, self._grid.y(0), width, top - one - self._grid.y(0))
            self._outline(far, self._palette.blue_fill)
        y = HEIGHT * (1 - scene.ceiling)
        self._painter.setBrush(QColor(self._palette.ink2))
        self._painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(NOTCH_X, y),
                    QPointF(NOTCH_X + NOTCH_WIDTH, y - NOTCH_HEIGHT / 2),
                    QPointF(NOTCH_X + NOTCH_WIDTH, y + NOTCH_HEIGHT / 2),
                ]
            )
        )

    def _ink(self, opacity: float) -> QColor:
        color = QColor(self._palette.ink)
        color.setAlphaF(opacity)
        return color

    def _fill(self, rect: QRectF, color: str, radius: float = 0.0) -> None:
        if not radius:
            self._painter.fillRect(rect, QColor(color))
            return
        self._painter.setBrush(QColor(color))
        corner = min(radius, rect.height() / 2)
        self._painter.drawRoundedRect(rect, corner, corner)

    def _outline(self, rect: QRectF, color: str) -> None:
        one = self._grid.thick(1)
        inside = rect.adjusted(one / 2, one / 2, -one / 2, -one / 2)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(QPen(QColor(color), one))
        self._painter.drawRoundedRect(inside, inside.width() / 2, inside.width() / 2)
        self._painter.setPen(Qt.PenStyle.NoPen)

    def _disc(self, center: QPointF, size: float, color: str) -> None:
        self._painter.setBrush(QColor(color))
        self._painter.drawEllipse(self._grid.across(center, size))

    def _ring(self, center: QPointF, size: float, ring: float, color: str, hole: str) -> None:
        thick = self._grid.size(ring)
        outer = self._grid.across(center, size)
        self._disc(center, size, color)
        self._painter.setBrush(QColor(hole))
        self._painter.drawEllipse(outer.adjusted(thick, thick, -thick, -thick))


def _rest_point(ball: Ball) -> QPointF:
    side = side_of(ball)
    y = {1: HEIGHT - BALL_INSIDE, -1: BALL_INSIDE, 0: NET_Y}[side]
    return QPointF(WIDTH / 2, y)
