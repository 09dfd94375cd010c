"""Where the ball lies: whose turn it is, as the court shows it."""

from __future__ import annotations

from app.view import Ball
from audio.frames import Speaker
from coaching.call import Call
from coaching.conversation import Conversation

REST_S = 0.6
"""Silence after which the ball rests (the design study)."""
NET_S = 0.5
"""Both sides speaking for this long are both at the net."""
CUSTOMER_MARK_S = 15.0
"""A mark of praise for every 15 s that the customer keeps the ball."""
MARKS = 4

_SPEAKS = {Speaker.REP: Ball.REP_SPEAKS, Speaker.CUSTOMER: Ball.CUSTOMER_SPEAKS}
_RESTS = {Speaker.REP: Ball.REP_RESTS, Speaker.CUSTOMER: Ball.CUSTOMER_RESTS}


def ball(call: Call) -> Ball:
    """Where the ball lies now. It crosses when a turn is taken; a backchannel never moves it."""
    talk = call.conversation
    if _at_net(talk):
        return Ball.NET
    if talk.floor is None:
        return Ball.NONE
    silent_since_s = talk.silent_since_s()
    if silent_since_s is None or talk.now_s - silent_since_s < REST_S:
        return _SPEAKS[talk.floor.speaker]
    return _RESTS[_asked(call) or talk.floor.speaker]


def marks(call: Call, limit_s: float) -> int:
    """0 to 4: how long this side has kept the ball. The rep's fourth arrives with the monologue nudge, at limit_s."""
    floor = call.conversation.floor
    if floor is None:
        return 0
    step_s = limit_s / MARKS if floor.speaker is Speaker.REP else CUSTOMER_MARK_S
    return min(MARKS, int(call.conversation.floor_held_s() / step_s))


def _at_net(talk: Conversation) -> bool:
    """Both have been speaking for a moment, and neither is only acknowledging."""
    both = [one for speaker in Speaker if (one := talk.stretch(speaker)) is not None and one.end_s is None]
    if len(both) < len(Speaker) or not all(talk.takes_floor(one) for one in both):
        return False
    return talk.now_s - max(one.start_s for one in both) >= NET_S


def _asked(call: Call) -> Speaker | None:
    """After a question the ball lies with the one who was asked."""
    asked = call.questions.asked[-1] if call.questions.asked else None
    turn = call.conversation.turn()
    if asked is None or turn is None or not turn.sentences or asked.sentence is not turn.sentences[-1]:
        return None
    return asked.question.speaker.other
