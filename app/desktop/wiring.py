"""What the rep does on the overlay reaches the call, and what the call has to show reaches the overlay."""

from __future__ import annotations

from dataclasses import replace

from app.desktop.bridge import Bridge
from app.overlay.window import Overlay
from app.running_call import RunningCall
from app.view import CallView


def connect(overlay: Overlay, bridge: Bridge, call: RunningCall) -> None:
    """For one call; a new call gets a bridge of its own."""

    def show(view: CallView) -> None:
        overlay.show_view(replace(view, seen_by_others=not overlay.hidden_from_sharing()))

    bridge.view_came.connect(show)
    overlay.pause_toggled.connect(call.toggle_pause)
    overlay.bookmark.connect(call.bookmark)
    overlay.not_now.connect(call.not_now)
    overlay.helpful.connect(lambda nudge_id: call.feedback(nudge_id, fair=True))
    overlay.not_helpful.connect(lambda nudge_id: call.feedback(nudge_id, fair=False))
