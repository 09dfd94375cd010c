"""Where the ball lies: whose turn it is, as the court shows it."""

from __future__ import annotations

from app.view import Ball
from audio.frames import Speaker
from coaching.call import Call
from coaching.conversation import Conversation
from coaching.rules.monologue import floor_limit_s
from coaching.turns import Stretch

REST_S = 0.6
"""Silence after which the ball rests (the design study)."""
NET_S = 0.5
"""Both sides speaking for this long are both at the net."""
CUSTOMER_MARK_S = 15.0
"""A mark of praise for every 15 s that the customer keeps the ball."""
MARKS = 4

_SPEAKS = {Speaker.REP: Ball.REP_SPEAKS, Speaker.CUSTOMER: Ball.CUSTOMER_SPEAKS}
_RESTS = {Speaker.REP: Ball.REP_RESTS, Speaker.CUSTOMER: Ball.CUSTOMER_RESTS}


class BallWatch:
    """Follows the ball. It crosses when a turn is taken; a backchannel never moves it."""

    def __init__(self) -> None:
        self._side: Speaker | None = None
        self._since_s = 0.0

    def look(self, call: Call) -> Ball:
        """Where the ball lies now."""
        talk = call.conversation
        taking = [speaker for speaker in Speaker if (one := _open(talk, speaker)) and talk.takes_floor(one)]
        if len(taking) == len(Speaker):
            began_s = max(one.start_s for speaker in Speaker if (one := _open(talk, speaker)))
            if talk.now_s - began_s >= NET_S:
                return Ball.NET
        elif taking:
            self._give(taking[0], talk)
        if self._side is None:
            return Ball.NONE
        silent_since_s = talk.silent_since_s()
        if silent_since_s is None or talk.now_s - silent_since_s < REST_S:
            return _SPEAKS[self._side]
        return _RESTS[self._asked(call) or self._side]

    def marks(self, call: Call) -> int:
        """0 to 4: how long this side has kept the ball. The rep's fourth arrives with the monologue nudge."""
        if self._side is None:
            return 0
        step_s = floor_limit_s(call.prep.kind) / MARKS if self._side is Speaker.REP else CUSTOMER_MARK_S
        return min(MARKS, int((call.now_s - self._since_s) / step_s))

    def _give(self, speaker: Speaker, talk: Conversation) -> None:
        if speaker is not self._side:
            stretch = talk.stretch(speaker)
            self._side, self._since_s = speaker, stretch.start_s if stretch else talk.now_s

    @staticmethod
    def _asked(call: Call) -> Speaker | None:
        """After a question the ball lies with the one who was asked."""
        asked = call.questions.asked[-1] if call.questions.asked else None
        turn = call.conversation.turn()
        if asked is None or turn is None or not turn.sentences or asked.sentence is not turn.sentences[-1]:
            return None
        return asked.question.speaker.other


def _open(talk: Conversation, speaker: Speaker) -> Stretch | None:
    stretch = talk.stretch(speaker)
    return stretch if stretch is not None and stretch.end_s is None else None
