"""Nothing that the review says is cut: in the smallest window, in long languages, at twice the size."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from app import review
from app.journal import Journal
from app.review.barriers_page import HeldAndHindered
from app.review.header import CALLS, PILLARS, REPORT, REVIEW, TRENDS
from app.review.linked import Linked
from app.review.trends_page import TrendsPage
from app.review.window import LEAST_PX, ReviewWindow
from tests.app.long_words import assert_nothing_is_cut, assert_passes_at_200_percent, lengthen, longer
from tests.app.review.conftest import write_call

MODULES = [f"app.review.{path.stem}" for path in Path(review.__path__[0]).glob("*.py") if path.stem != "__init__"]


@pytest.mark.parametrize("language", ["English", "long"])
@pytest.mark.parametrize("name", [REVIEW, PILLARS, REPORT, CALLS, TRENDS])
def test_no_text_is_cut(
    open_review: Callable[..., ReviewWindow],
    journal: Journal,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
    name: str,
    language: str,
) -> None:
    if language == "long":
        lengthen(monkeypatch, MODULES)
        plain = Linked.__init__
        monkeypatch.setattr(Linked, "__init__", lambda self, said, *a, **k: plain(self, longer(said), *a, **k))
    for number in range(1, 6):
        write_call(journal, number)
    window = open_review(size=LEAST_PX)
    window.show_page(name)
    if name == TRENDS:
        qtbot.waitUntil(lambda: isinstance(window.page, TrendsPage))
    page: Any = window.page
    if isinstance(page, HeldAndHindered):
        for one in page.findChildren(QAbstractButton):
            if one.isCheckable() and one.isVisible():
                one.setChecked(True)
    QTest.qWait(200)
    assert_nothing_is_cut(window)
    window.header.say("Needs, questions and numbers follow your correction. Nudges stay as they were.")
    QTest.qWait(50)
    assert_nothing_is_cut(window.header)


def test_at_200_percent_no_text_is_cut_either() -> None:
    assert_passes_at_200_percent(__file__, "test_no_text_is_cut")
