"""`courtside`: the app. Overlay and tray; a call starts with one click."""

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

    return Desktop().run()
