"""What the rep does on the overlay reaches the call that is going on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.overlay.window import Overlay

if TYPE_CHECKING:
    from app.running_call import RunningCall


def connect(overlay: Overlay, call_of: Callable[[], RunningCall | None]) -> None:
    """Once for an overlay; `call_of` says which call goes on when the rep acts, if one does."""

    def to_call(act: Callable[[RunningCall], None]) -> None:
        call = call_of()
        if call is not None:
            act(call)

    overlay.pause_toggled.connect(lambda: to_call(lambda call: call.toggle_pause()))
    overlay.bookmark.connect(lambda: to_call(lambda call: call.bookmark()))
    overlay.not_now.connect(lambda nudge_id: to_call(lambda call: call.not_now(nudge_id)))
    overlay.helpful.connect(lambda nudge_id: to_call(lambda call: call.feedback(nudge_id, fair=True)))
    overlay.not_helpful.connect(lambda nudge_id: to_call(lambda call: call.feedback(nudge_id, fair=False)))
