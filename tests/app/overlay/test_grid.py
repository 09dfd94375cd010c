"""Lines stay crisp at every scale."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF

from app.overlay.grid import Grid

RATIOS = [1.0, 1.25, 1.5, 1.75, 2.0]


def whole(value: float) -> bool:
    return abs(value - round(value)) < 1e-6


@pytest.mark.parametrize("ratio", RATIOS)
@pytest.mark.parametrize("origin_px", [0.0, 17.5, 22.5])
def test_everything_lies_on_whole_device_pixels(ratio: float, origin_px: float) -> None:
    grid = Grid(ratio, origin_px, origin_px)

    for rect in (grid.rect(17.5, 17.5, 36, 1), grid.across(QPointF(18, 63), 11)):
        for edge in (rect.left(), rect.top(), rect.right(), rect.bottom()):
            assert whole(edge * ratio + origin_px)


@pytest.mark.parametrize("ratio", RATIOS)
def test_a_line_never_vanishes(ratio: float) -> None:
    assert Grid(ratio).thick(0.1) * ratio == 1


def test_lines_grow_with_the_scale_and_are_rather_fine_than_heavy() -> None:
    ratios = (1.0, 1.25, 1.5, 2.0)

    assert [Grid(ratio).thick(1) * ratio for ratio in ratios] == [1, 1, 1, 2]
    assert [Grid(ratio).thick(2) * ratio for ratio in ratios] == [2, 2, 3, 4]
