"""Text in windows stands on the lines of the type scale."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.desktop.text import label, say
from app.look import BODY, LEAD_STRONG, SMALL, SPOKEN, TITLE, Style

SENTENCE = "Courtside listens to your calls and says a few quiet words when it helps, on this machine only."


def shown(qtbot: QtBot, made: QLabel, width_px: int = 0) -> QLabel:
    qtbot.addWidget(made)
    width_px = width_px or made.sizeHint().width()
    made.resize(width_px, made.heightForWidth(width_px))
    made.show()
    return made


@pytest.mark.parametrize("style", [SMALL, BODY, LEAD_STRONG, SPOKEN, TITLE])
def test_a_line_is_as_high_as_the_scale_has_it(qtbot: QtBot, style: Style) -> None:
    assert label("Ines has the ball", style).sizeHint().height() == style.line_px
    made = shown(qtbot, label(SENTENCE, style), 260)
    lines = made.height() / style.line_px
    assert lines == int(lines) > 1


@pytest.mark.parametrize("style", [SMALL, BODY, LEAD_STRONG, SPOKEN, TITLE])
def test_in_the_width_of_its_words_a_text_stays_on_one_line(qtbot: QtBot, style: Style) -> None:
    for words in ("Heard you: Built-in microphone.", "Prep card", "il", "WWW", "“Is that all right?”"):
        width_px = label(words, style, wrap=False).sizeHint().width()
        assert label(words, style).heightForWidth(width_px) == style.line_px


def test_every_word_is_inked_within_the_label(qtbot: QtBot) -> None:
    made = shown(qtbot, label(SENTENCE), 260)
    made.setStyleSheet("QLabel { color: #000000; background: #FFFFFF; }")
    image = made.grab().toImage()
    inked = [any(image.pixelColor(x, y).lightness() < 128 for x in range(image.width())) for y in range(image.height())]
    rows = len(inked) * BODY.line_px // made.height()
    for line in range(made.height() // BODY.line_px):
        assert any(inked[line * rows : (line + 1) * rows]), f"nothing on line {line + 1}"
    assert not inked[0]
    assert not inked[-1]


def test_centred_text_stands_in_the_middle(qtbot: QtBot) -> None:
    made = label("You", LEAD_STRONG)
    made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    shown(qtbot, made, 200).setStyleSheet("QLabel { color: #000000; background: #FFFFFF; }")
    image = made.grab().toImage()
    inked = [any(image.pixelColor(x, y).lightness() < 128 for y in range(image.height())) for x in range(image.width())]
    left, right = inked.index(True), inked[::-1].index(True)
    assert abs(left - right) <= 2


def test_words_that_change_ask_for_their_own_room(qtbot: QtBot) -> None:
    made = shown(qtbot, label("Short."), 260)
    say(made, SENTENCE)
    assert made.heightForWidth(260) > BODY.line_px
    say(made, "One line.\nAnd another.")
    assert made.heightForWidth(260) == 2 * BODY.line_px
