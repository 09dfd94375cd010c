"""`courtside toggle`, `pause`, `bookmark` and the like: told to the Courtside that runs."""

from __future__ import annotations

import sys
from argparse import Namespace


def run(arguments: Namespace) -> int:
    from app.desktop.instance import tell

    answer = tell(arguments.command)
    if answer is None:
        print("courtside: Courtside is not running. Start it with: courtside", file=sys.stderr)
        return 1
    print(answer)
    return 0
