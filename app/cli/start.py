"""`courtside`: the app. Where one runs already, that one comes on screen (or starts a call)."""

from __future__ import annotations

import gc
import sys
from argparse import Namespace

from app.cli.display import has_display


def run(arguments: Namespace) -> int:
    if not has_display():
        print(
            "courtside: there is no display here. Try courtside demo, or courtside replay CALL --headless",
            file=sys.stderr,
        )
        return 1
    gc.disable()  # nothing of what is loaded now is garbage, and looking for it takes a seventh of the start
    from app.desktop.desktop import Desktop
    from app.desktop.instance import tell

    desktop = Desktop()
    gc.enable()
    if not desktop.claim():
        answer = tell(arguments.command or "show")
        if answer is None:
            print("courtside: Courtside is running but does not answer.", file=sys.stderr)
            return 1
        print(answer)
        return 0
    return desktop.run(start=arguments.command == "start", in_tray=arguments.in_tray)
