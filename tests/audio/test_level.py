"""The meter's scale."""

from __future__ import annotations

import numpy as np
import pytest

from audio.level import level_of


@pytest.mark.parametrize(("level_db", "shown"), [(-90, 0.0), (-60, 0.0), (-35, 0.5), (-10, 1.0), (0, 1.0)], ids=str)
def test_equal_steps_to_the_ear_are_equal_steps_on_the_meter(level_db, shown):
    assert level_of(np.full(512, 10 ** (level_db / 20), np.float32)) == pytest.approx(shown, abs=0.001)


def test_silence_and_nothing_at_all_are_zero():
    assert level_of(np.zeros(512, np.float32)) == 0.0
    assert level_of(np.zeros(0, np.float32)) == 0.0
