"""`courtside doctor`: what is wrong here and how to mend it."""

from __future__ import annotations

import json
from argparse import Namespace
from dataclasses import asdict

from app.doctor import checks


def run(arguments: Namespace) -> int:
    found = list(checks())
    if arguments.json:
        print(json.dumps([asdict(check) for check in found], indent=2))
    else:
        told: list[str] = []
        for check in found:
            print(f"{'ok' if check.ok else 'no':<4}{check.name:<18}{check.detail}")
            if check.remedy and not any(check.remedy.endswith(remedy) for remedy in told):
                print(f"{'':<22}{check.remedy}")
                told.append(check.remedy)
    return 0 if all(check.ok for check in found) else 1
