"""A recording coached as it plays: with the overlay, or in the terminal."""

from __future__ import annotations

import sys
from typing import Any

from app.coaching_setup import make_ear, own_coach
from app.journal import Journal
from app.paced import Paced
from app.places import journal_path
from app.running_call import RunningCall
from audio.call import CallSound
from coaching.prep import PrepCard
from models.store import ModelStore
from models.transcriber import Transcriber


def coach_as_live(
    sound: CallSound, prep: PrepCard, transcriber: Transcriber, *, speed: float, headless: bool
) -> dict[str, Any]:
    """Runs the call to its end; returns the session log. Raises what stopped it early."""
    journal, own = Journal(journal_path()), own_coach()
    ear = make_ear(ModelStore(), own)
    paced = Paced(sound, speed)
    if headless:
        from app.terminal import TerminalView

        with TerminalView(sys.stderr) as terminal:
            call = RunningCall(paced, prep, ear, transcriber, journal, terminal.watch, own=own)
            terminal.keys(call)
            call.start()
            try:
                call.join()
            except KeyboardInterrupt:
                call.stop()
    else:
        from app.desktop.playing import play

        call = play(lambda bridge: RunningCall(paced, prep, ear, transcriber, journal, bridge.watch, bridge.end, own))
    if call.failure is not None:
        raise call.failure
    return call.log()
