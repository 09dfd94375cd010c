"""What can be wrong with what the user gave us."""

from __future__ import annotations


class BadInput(Exception):
    """Sound that cannot be coached. The message is one line: file, place in it, what to do about it."""
