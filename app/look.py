"""Courtside's palette, type scale and spacing: one set of tokens for overlay, terminal, review and reports.

Amber is the rep, blue the customer, and nothing else is either. Contrast of every ink and accent against
panel, raised and ground is 4.5 or more (`tests/app/test_look.py` holds them to it).
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as "#RRGGBB". Fills carry no text; `line` and `edge` are decorative."""

    ground: str
    panel: str
    raised: str
    court: str
    hollow: str
    """The court's floor while nobody plays on it: paused, not started, ended."""
    ink: str
    ink2: str
    ink3: str
    amber_text: str
    blue_text: str
    amber_fill: str
    blue_fill: str
    amber_wash: str
    blue_wash: str
    button_edge: str
    edge: str
    line: str

    def see_through(self) -> Palette:
        """The palette for a panel that is not opaque: ink3 would fall under 4.5 there, so ink2 stands in."""
        return replace(self, ink3=self.ink2)


DARK = Palette(
    ground="#0F1714",
    panel="#18231E",
    raised="#202E27",
    court="#1D3129",
    hollow="#1A2924",
    ink="#F1F5EF",
    ink2="#B4C1B9",
    ink3="#8C9C93",
    amber_text="#F2B03D",
    blue_text="#86B8FF",
    amber_fill="#F2B03D",
    blue_fill="#86B8FF",
    amber_wash="#43482D",
    blue_wash="#304950",
    button_edge="#6E8076",
    edge="#4A5C53",
    line="#34443C",
)

LIGHT = Palette(
    ground="#E6ECE7",
    panel="#FAFCF9",
    raised="#F0F5F0",
    court="#E3ECE4",
    hollow="#EEF4ED",
    ink="#14201A",
    ink2="#44534B",
    ink3="#5B6A62",
    amber_text="#8A5000",
    blue_text="#1B59B3",
    amber_fill="#B86E00",
    blue_fill="#2F74D6",
    amber_wash="#F7EBCF",
    blue_wash="#D3E3F4",
    button_edge="#7C8C83",
    edge="#AEBBB2",
    line="#CDD7CF",
)


@dataclass(frozen=True, slots=True)
class Style:
    """One step of the type scale. serif: the face for what people said; the other is Courtside's own.
    tabular: figures of one width, for clocks and columns."""

    size_px: int
    line_px: int
    weight: int = 400
    serif: bool = False
    tabular: bool = False


CLOCK = Style(12, 16, tabular=True)
SMALL = Style(12, 16)
SMALL_MEDIUM = Style(12, 16, 500)
SMALL_STRONG = Style(12, 16, 600)
BODY = Style(14, 20)
BODY_MEDIUM = Style(14, 20, 500)
LEAD = Style(16, 22)
LEAD_STRONG = Style(16, 22, 600)
NUDGE = Style(20, 24, 600)
TITLE = Style(28, 34, 600)
SPOKEN = Style(16, 22, serif=True)
SPOKEN_STRONG = Style(16, 22, 600, serif=True)
REPORTED = Style(20, 24, serif=True)

WINDOW_RADIUS_PX = 12
CONTROL_RADIUS_PX = 6
