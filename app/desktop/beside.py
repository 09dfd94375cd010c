"""Where a window opens: in the middle of its screen, or beside the overlay where that would lie on it."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize

GAP_PX = 8
FRAME = QMargins(2, 32, 2, 4)
"""What a window manager puts around a window, not yet known when its place is chosen."""


def beside(size: QSize, screen: QRect, taken: QRect | None, least: QSize | None = None) -> QRect:
    """The window's inside: no larger than the free area of its screen, and clear of `taken` where there is room: at
    its side, or else under it, if need be lower than it would be, but no lower than `least`."""
    room = screen.marginsRemoved(FRAME)
    made = QRect(QPoint(), size.boundedTo(room.size()))
    made.moveCenter(room.center())
    if taken is None or not made.marginsAdded(FRAME).intersects(taken):
        return made
    left, right = made.translated(0, 0), made.translated(0, 0)
    left.moveRight(min(made.right(), taken.left() - GAP_PX - FRAME.right()))
    right.moveLeft(max(made.left(), taken.right() + GAP_PX + FRAME.left()))
    for one in (left, right):
        if room.contains(one):
            return one
    under = made.intersected(room)
    under.setTop(max(made.top(), taken.bottom() + GAP_PX + FRAME.top()))
    under.setBottom(min(room.bottom(), under.top() + made.height() - 1))
    return under if least is not None and under.height() >= least.height() else made
