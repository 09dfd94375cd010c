"""`courtside models`: which models are here; `install` and `remove`."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from typing import Any

from models.catalog import CATALOG
from models.speed import Speeds, share
from models.store import ModelStore


def run(arguments: Namespace) -> int:
    store = ModelStore()
    if arguments.action == "install":
        return _install(store, arguments.name)
    if arguments.action == "remove":
        removed = store.remove(arguments.name)
        print(f"{arguments.name}: {'removed' if removed else 'was not installed'}")
        return 0
    return _list(store, as_json=arguments.json)


def _install(store: ModelStore, name: str) -> int:
    if found := store.find(name):
        print(f"{name}: already here, {found}")
        return 0
    from app.cli.progress import bytes_bar

    with bytes_bar(f"Fetching {name}") as told:
        place = store.get(name, told)
    print(f"{name}: installed, {place}", file=sys.stderr)
    return 0


def _list(store: ModelStore, *, as_json: bool) -> int:
    speeds = Speeds(store).measure()
    rows: list[dict[str, Any]] = [
        {
            "name": model.name,
            "kind": str(model.kind),
            "installed": store.find(model.name) is not None,
            "size_mb": round(model.size_bytes / 1e6),
            "licence": model.licence,
            "purpose": model.purpose,
            "share_of_machine": round(share(speeds[model.name]), 3) if model.name in speeds else None,
        }
        for model in CATALOG
    ]
    if as_json:
        print(json.dumps(rows, indent=2))
        return 0
    for row in rows:
        mark = "here" if row["installed"] else ""
        print(f"{row['name']:<22}{mark:<6}{row['size_mb']:>6} MB  {row['purpose']} ({row['licence']})")
        if row["share_of_machine"] is not None:
            print(f"{'':<37}A call takes {row['share_of_machine']:.0%} of this machine.")
    if best := Speeds(store).best():
        print(f"\nOn this machine, auto is {best}.")
    print("\nInstall one with: courtside models install NAME")
    return 0
