"""Saved prep cards: files the rep could edit by hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.desktop.cards import Cards
from app.desktop.prep_editor import NotMinutes, minutes_of
from coaching.prep import BadPrepCard, CallKind, PrepCard

DANA = PrepCard(
    "Dana Ruiz, CFO", "Northwind", CallKind.DEMO, 30.0, ("Courier",), ("40 trucks",), ("March",), ("How many?",)
)


@pytest.fixture
def cards(tmp_path: Path) -> Cards:
    return Cards(tmp_path / "prep")


def test_a_saved_card_comes_back_whole(cards: Cards) -> None:
    assert cards.save(DANA) == "dana-ruiz-northwind"
    found = cards.find("dana-ruiz-northwind")
    assert found is not None
    assert found.card == DANA


def test_two_of_the_same_people_are_two_cards(cards: Cards) -> None:
    assert [cards.save(DANA), cards.save(DANA)] == ["dana-ruiz-northwind", "dana-ruiz-northwind-2"]


def test_the_card_changed_last_stands_first(cards: Cards) -> None:
    for number, name in enumerate(("old", "new")):
        cards.save(PrepCard(customer=name), name)
        os.utime(cards.folder / f"{name}.toml", (number, number))
    assert [one.title for one in cards.all()] == ["new", "old"]


def test_a_broken_card_is_listed_with_what_is_wrong(cards: Cards) -> None:
    cards.save(DANA)
    (cards.folder / "bad.toml").write_text("customer = 3")
    problem = {one.name: one.problem for one in cards.all()}
    assert problem["dana-ruiz-northwind"] == ""
    assert "expected a text in quotes" in problem["bad"]


@pytest.mark.parametrize("name", ["", "../other", "/etc/passwd", "no-such", ".."])
def test_a_name_reaches_no_file_outside_the_folder(cards: Cards, tmp_path: Path, name: str) -> None:
    cards.save(DANA)
    (tmp_path / "other.toml").write_text("")
    assert cards.find(name) is None


@pytest.mark.parametrize("who", ["", "李雷", "///", "x" * 400])
def test_any_name_makes_a_file(cards: Cards, who: str) -> None:
    name = cards.save(PrepCard(customer=who, kind=CallKind.DEMO))
    assert cards.find(name) is not None


def test_importing_keeps_a_copy_and_refuses_what_is_no_card(cards: Cards, tmp_path: Path) -> None:
    (tmp_path / "good.toml").write_text(DANA.to_toml())
    (tmp_path / "bad.toml").write_text("custommer = 'x'")
    assert cards.find(cards.bring_in(tmp_path / "good.toml")).card == DANA  # type: ignore[union-attr]
    with pytest.raises(BadPrepCard, match="did you mean customer"):
        cards.bring_in(tmp_path / "bad.toml")
    assert len(cards.all()) == 1


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("", None), ("30", 30.0), (" 45 min ", 45.0), ("1 h", 60.0), ("1.5 hours", 90.0), ("7,5", 7.5), ("1440", 1440.0)],
)
def test_planned_time_is_read_as_people_write_it(text: str, minutes: float | None) -> None:
    assert minutes_of(text) == minutes


@pytest.mark.parametrize("text", ["half an hour", "0", "-5", "1441", "30 parsecs", "1e3", "٣٠ x"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(NotMinutes):
        minutes_of(text)
