"""What the court shows of a call, decided before anything is painted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from app.view import Ball, CallView, Phase


class Play(Enum):
    """How the whole court stands."""

    ON = auto()
    PAUSED = auto()
    OFF = auto()


@dataclass(frozen=True, slots=True)
class Scene:
    """The court without its level lines, which live by the clock.

    near_heard, far_heard: a half that is not heard is dotted and empty. marks lie on the ball's side.
    share: rep's part of speech, 0 to 1, or None where it would not be true (a side is not heard).
    """

    play: Play = Play.OFF
    ball: Ball = Ball.NONE
    marks: int = 0
    near_heard: bool = False
    far_heard: bool = False
    share: float | None = None
    ceiling: float = 0.6

    @property
    def ball_side(self) -> int:
        """1 near, -1 far, 0 at the net or nowhere."""
        return side_of(self.ball)


def scene(view: CallView) -> Scene:
    """The scene of this view."""
    if view.phase is not Phase.LIVE:
        return Scene(Play.PAUSED if view.phase is Phase.PAUSED else Play.OFF)
    both = view.rep.heard and view.call.heard
    return Scene(
        play=Play.ON,
        ball=view.ball,
        marks=min(4, max(0, view.marks)),
        near_heard=view.rep.heard,
        far_heard=view.call.heard,
        share=view.talk_share if both else None,
        ceiling=view.share_ceiling,
    )


def side_of(ball: Ball) -> int:
    """1 near, -1 far, 0 at the net or nowhere."""
    if ball in (Ball.REP_SPEAKS, Ball.REP_RESTS):
        return 1
    return -1 if ball in (Ball.CUSTOMER_SPEAKS, Ball.CUSTOMER_RESTS) else 0
