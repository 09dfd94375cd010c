"""Which words of a sentence are figures, and where they stand as links."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.review.linked import Linked, figures


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("You offered something 2 s after the need; ask at least 2 first.", ["2 s", "2"]),
        ("You had 56 % of speech, silence left out.", ["56 %"]),
        ("Twice in this call, and in 3 of your last 6 calls.", ["Twice", "3", "6 calls"]),
        ("Within its target for seven calls in a row.", ["seven calls"]),
        ("They had the ball for 1:26 of 3:29.", ["1:26", "3:29"]),
        ("your words by your own speech time; up to 180 words/min", ["180 words/min"]),
        ("the last 18 calls, since Mon 26 Oct 2026", ["18 calls"]),
        ("Nothing got in the way.", []),
        ("One question. Then wait.", []),
    ],
)
def test_figures_are_found_with_their_units(sentence: str, found: list[str]) -> None:
    assert figures(sentence) == found


def test_every_place_of_a_figure_is_a_link_and_nothing_said_is_markup(qtbot: QtBot) -> None:
    made = Linked.to("moment", "45 s <b>now</b>; 45 s is the limit")
    qtbot.addWidget(made)
    assert made.text().count('<a href="moment"') == 2
    assert "&lt;b&gt;now&lt;/b&gt;" in made.text()
    assert made.plain == "45 s <b>now</b>; 45 s is the limit"
