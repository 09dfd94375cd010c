"""Bad history with the rep's company or offer is told from bad experience with others."""

from __future__ import annotations

import pytest

from coaching.listeners.ear import Ear
from coaching.listeners.history import is_bad_history

EAR = Ear()


@pytest.mark.parametrize(
    "text",
    [
        "Last time you people left us without a phone line.",
        "I heard your rollout at Baxter went badly.",
        "We had trouble with Courier Cloud before, it was a mess.",
    ],
)
def test_bad_history_with_the_rep_is_heard(text: str) -> None:
    assert is_bad_history(text, EAR, names=("Courier Cloud",))


@pytest.mark.parametrize(
    "text",
    ["The last vendor left us high and dry.", "Your colleague was very helpful.", "Our trucks broke down twice.", ""],
)
def test_other_trouble_is_not_the_reps_history(text: str) -> None:
    assert not is_bad_history(text, EAR, names=("Courier Cloud",))
