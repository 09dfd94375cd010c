"""The palette's promises: legible everywhere, amber and blue told apart by more than their colour."""

from __future__ import annotations

import pytest

from app.look import DARK, LIGHT, Palette

PALETTES = pytest.mark.parametrize("palette", [DARK, LIGHT], ids=["dark", "light"])


def luminance(color: str) -> float:
    """WCAG 2.2 relative luminance of "#RRGGBB"."""
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def over(color: str, backdrop: str, opacity: float) -> str:
    """What is seen of `color` laid over `backdrop`."""
    pairs = ((int(color[i : i + 2], 16), int(backdrop[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a * opacity + b * (1 - opacity)):02X}" for a, b in pairs)


@PALETTES
@pytest.mark.parametrize("ground", ["panel", "raised", "ground"])
@pytest.mark.parametrize("ink", ["ink", "ink2", "ink3", "amber_text", "blue_text"])
def test_text_is_legible_on_every_ground(palette: Palette, ground: str, ink: str) -> None:
    assert contrast(getattr(palette, ink), getattr(palette, ground)) >= 4.5


@PALETTES
@pytest.mark.parametrize("backdrop", ["#000000", "#FFFFFF"])
def test_text_stays_legible_where_the_panel_is_see_through(palette: Palette, backdrop: str) -> None:
    panel = over(palette.panel, backdrop, 0.9)
    seen = palette.see_through()

    for ink in (seen.ink, seen.ink2, seen.ink3, seen.amber_text, seen.blue_text):
        assert contrast(ink, panel) >= 5.0


@PALETTES
@pytest.mark.parametrize("side", ["amber", "blue"])
def test_a_side_stands_out_from_panel_and_wash(palette: Palette, side: str) -> None:
    fill = getattr(palette, f"{side}_fill")

    assert contrast(fill, palette.panel) >= 3.0
    assert contrast(fill, getattr(palette, f"{side}_wash")) >= 3.0


@PALETTES
def test_a_button_can_be_seen(palette: Palette) -> None:
    assert contrast(palette.button_edge, palette.panel) >= 3.0
