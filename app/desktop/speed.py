"""Which model is offered to be fetched: the better one where this machine would keep up with it."""

from __future__ import annotations

from models.catalog import BUILT_IN
from models.speed import keeps_up

BETTER = "base.en"
COST_OF_BETTER = 2.2
"""A pass of Whisper base beside one of tiny.en, and a little to spare: 2.0, measured on one core."""


def recommended(built_in_pass_s: float | None) -> str:
    """built_in_pass_s: what the built-in model takes for a pass here (`models.speed`), None where that is not known."""
    if built_in_pass_s is None or not keeps_up(built_in_pass_s * COST_OF_BETTER):
        return BUILT_IN
    return BETTER
