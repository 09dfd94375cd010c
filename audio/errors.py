"""What can be wrong with what the user gave us."""

from __future__ import annotations


class BadInput(Exception):  # noqa: N818  (it is the user's input that is bad, not the program)
    """Sound that cannot be coached. The message is one line: file, place in it, what to do about it."""
