"""What can be ordered of a running Courtside from outside: by a command, or by keys. No Qt here."""

from __future__ import annotations

ORDERS = {
    "show": "bring the overlay on screen",
    "toggle": "show or hide the overlay",
    "start": "start listening to a call (starts Courtside if need be)",
    "pause": "pause or resume listening",
    "hear-me": "hear your microphone no more, or again",
    "hear-call": "hear the call's sound no more, or again",
    "end": "end the call and save it",
    "bookmark": "mark this moment of the call",
    "helpful": "say that the nudge on screen helped",
    "not-now": "no more of this nudge in this call",
    "keyboard": "bring the keyboard to the overlay",
    "prep": "open the prep card",
    "review": "open the review of the last call",
    "settings": "open the settings",
    "quit": "save and quit",
}
"""Order → what it does, as the command line's help says it."""

KEYS = {
    "toggle_keys": "toggle",
    "pause_keys": "pause",
    "bookmark_keys": "bookmark",
    "helpful_keys": "helpful",
    "not_now_keys": "not-now",
}
"""Setting → the order its keys give."""
