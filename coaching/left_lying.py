"""Signals that the rep's reply went past, once the reply is over: `missed-signal`, `steered-away`, `elephant`."""

from __future__ import annotations

from audio.frames import Speaker
from coaching.call import Call
from coaching.notes.signals import RECENT, Fate, HeardSignal

GONE_S = 12.0
"""A reply that went elsewhere and goes on for so long (about 30 words) will not come back to the signal."""
FRESH_S = 5.0
"""Said later than this after the reply, it would be no help."""


def left_lying(call: Call) -> list[HeardSignal]:
    """The latest signals that were left lying, oldest first; none while the rep may still pick them up."""
    talk = call.conversation
    own = talk.stretch(Speaker.REP)
    replying = own is not None and own.end_s is None and talk.floor is not None and talk.floor.speaker is Speaker.REP
    if replying and talk.floor_held_s() < GONE_S:
        return []
    over_s = call.now_s if own is None or own.end_s is None else own.end_s
    return [
        heard
        for heard in call.signals.heard[-RECENT:]
        if heard.fate is Fate.LEFT_LYING
        and heard.reply is not None
        and call.now_s - max(heard.reply.known_at_s, min(over_s, heard.reply.known_at_s + GONE_S)) < FRESH_S
    ]
