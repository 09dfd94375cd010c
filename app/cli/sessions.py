"""`courtside sessions`: your sessions, listed, shown, searched, exported, deleted."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from dataclasses import asdict

from app.export import export, write_privately
from app.journal import Journal, log_of
from app.places import journal_path


def run(arguments: Namespace) -> int:
    journal = Journal(journal_path())
    action = {"list": _list, "show": _show, "export": _export, "delete": _delete, "search": _search}
    return action[arguments.action](journal, arguments)


def _list(journal: Journal, arguments: Namespace) -> int:
    sessions = journal.sessions()
    if arguments.json:
        print(json.dumps([asdict(session) for session in sessions], ensure_ascii=False, indent=2))
        return 0
    if not sessions:
        print("No sessions yet. Try: courtside demo")
    for session in sessions:
        minutes, seconds = divmod(round(session.duration_s), 60)
        who = session.customer or session.source
        early = "  ended early" if session.ended_early else ""
        print(f"{session.id:<24}{session.started[:16].replace('T', ' ')}  {minutes:>3}:{seconds:02}  {who}{early}")
    return 0


def _show(journal: Journal, arguments: Namespace) -> int:
    print(export(log_of(journal, journal.find(arguments.id)), "json" if arguments.json else "md"))
    return 0


def _export(journal: Journal, arguments: Namespace) -> int:
    made = export(log_of(journal, journal.find(arguments.id)), arguments.format)
    if arguments.out is None:
        sys.stdout.buffer.write(made.encode() if isinstance(made, str) else made)  # line ends as they are
    else:
        write_privately(arguments.out, made)
        print(f"Written: {arguments.out}", file=sys.stderr)
    return 0


def _delete(journal: Journal, arguments: Namespace) -> int:
    session_id = journal.find(arguments.id)
    journal.delete(session_id)
    print(f"{session_id}: deleted for good")
    return 0


def _search(journal: Journal, arguments: Namespace) -> int:
    found = journal.search(" ".join(arguments.words))
    if arguments.json:
        print(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=2))
        return 0
    for one in found:
        minutes, seconds = divmod(int(one.start_s), 60)
        print(f"{one.id:<24}{minutes:>3}:{seconds:02}  {one.speaker:<9} {one.text}")
    if not found:
        print("Nothing found.")
    return 0
