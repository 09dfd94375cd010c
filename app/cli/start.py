"""`courtside`: the app. Where one runs already, that one comes on screen (or starts a call)."""

from __future__ import annotations

import sys
from argparse import Namespace

from app.cli.replay import has_display


def run(arguments: Namespace) -> int:
    if not has_display():
        print(
            "courtside: there is no display here. Try courtside demo, or courtside replay CALL --headless",
            file=sys.stderr,
        )
        return 1
    from app.desktop.desktop import Desktop
    from app.desktop.instance import tell

    desktop = Desktop()
    if not desktop.claim():
        answer = tell(arguments.command or "show")
        if answer is None:
            print("courtside: Courtside is running but does not answer.", file=sys.stderr)
            return 1
        print(answer)
        return 0
    return desktop.run(start=arguments.command == "start", in_tray=arguments.in_tray)
