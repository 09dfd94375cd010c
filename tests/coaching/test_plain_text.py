"""Text from outside keeps its words and loses what cannot be shown."""

from __future__ import annotations

import pytest

from coaching.plain_text import plain


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("two\r\nlines\tand a tab", "two lines and a tab"),
        ("bell\a and \x1b[31mcolour", "bell and [31mcolour"),
        ("no such letter \u07b2\ue000 here", "no such letter here"),
        ("break\u2028here", "break here"),
        ("naïve café, שלום, नमस्ते", "naïve café, שלום, नमस्ते"),
    ],
)
def test_only_what_can_be_shown_is_kept(text: str, kept: str) -> None:
    assert plain(text) == kept
