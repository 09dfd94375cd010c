"""Fillers are counted; the same words with a meaning are not."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.listeners.fillers import count_fillers

CASES = tomllib.loads((Path(__file__).parent / "cases/small_words/small_words.toml").read_text("utf-8"))


@pytest.mark.parametrize(("text", "count"), CASES["fillers"])
def test_only_words_that_fill_air_count(text: str, count: int) -> None:
    assert count_fillers(text) == count


@given(st.text())
def test_no_text_holds_more_fillers_than_it_has_letters(text: str) -> None:
    assert 0 <= count_fillers(text) <= len(text)
