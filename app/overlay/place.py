"""Where the overlay stands: its own place on each screen, and always wholly on one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

MARGIN_PX = 24


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle in logical pixels of the desktop."""

    x: int
    y: int
    width: int
    height: int

    def away(self, x: int, y: int) -> int:
        """How far a point lies outside, in px along both axes; 0 inside."""
        return abs(x - min(max(x, self.x), self.x + self.width - 1)) + abs(
            y - min(max(y, self.y), self.y + self.height - 1)
        )


@dataclass(frozen=True, slots=True)
class Place:
    """The panel's top left corner on a screen, counted from that screen's own free area."""

    screen: str
    x: int
    y: int


class Places:
    """Remembers a place per screen and says where the panel goes.

    remembered: screen name → (x, y) as in `Place`; `last`: the screen it stood on.
    """

    def __init__(self, remembered: Mapping[str, tuple[int, int]], last: str = "") -> None:
        self._remembered = dict(remembered)
        self._last = last

    def moved(self, screens: Mapping[str, Area], x: int, y: int, width: int, height: int) -> Place:
        """The rep dropped the panel at this point of the desktop: the place to remember, wholly on a screen."""
        name = min(screens, key=lambda name: screens[name].away(x + width // 2, y + height // 2))
        area = screens[name]
        x, y = kept_inside(area, x, y, width, height)
        self._remembered[name] = (x - area.x, y - area.y)
        self._last = name
        return Place(name, x - area.x, y - area.y)

    def point(self, screens: Mapping[str, Area], primary: str, width: int, height: int) -> tuple[int, int]:
        """Where on the desktop the panel's corner belongs now, given the screens there are.

        The screen it stood on, or the primary one when that is gone; there at its remembered place, else
        at the top right; never with a part of it off that screen.
        """
        name = self._last if self._last in screens else primary
        area = screens[name]
        x, y = self._remembered.get(name, (area.width - width - MARGIN_PX, MARGIN_PX))
        return kept_inside(area, area.x + x, area.y + y, width, height)


def kept_inside(area: Area, x: int, y: int, width: int, height: int) -> tuple[int, int]:
    """The nearest point at which a panel of this size lies inside the area; its top left corner goes first."""
    right, bottom = area.x + area.width - width, area.y + area.height - height
    return max(area.x, min(x, right)), max(area.y, min(y, bottom))
