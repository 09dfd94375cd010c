"""`courtside sessions`: your sessions, listed, shown, searched, exported, reported, followed, deleted."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.export import export, write_privately
from app.export.parquet import PARQUET, parquet
from app.history import reviewed_log
from app.journal import Journal, log_of
from app.places import journal_path
from audio.errors import BadInput

if TYPE_CHECKING:
    from coaching.trends import Trend


def run(arguments: Namespace) -> int:
    journal = Journal(journal_path())
    action = {
        "list": _list,
        "show": _show,
        "export": _export,
        "report": _report,
        "trends": _trends,
        "delete": _delete,
        "search": _search,
        "encrypt": _set_encrypted,
        "decrypt": _set_encrypted,
    }
    return action[arguments.action](journal, arguments)


def _list(journal: Journal, arguments: Namespace) -> int:
    sessions = journal.sessions()
    if arguments.json:
        print(json.dumps([asdict(session) for session in sessions], ensure_ascii=False, indent=2))
        return 0
    if not sessions:
        print("No sessions yet. Try: courtside demo")
    for session in sessions:
        minutes, seconds = divmod(int(session.duration_s), 60)  # as everywhere else
        who = session.customer or session.source
        early = "  ended early" if session.ended_early else ""
        print(f"{session.id:<24}{session.started[:16].replace('T', ' ')}  {minutes:>3}:{seconds:02}  {who}{early}")
    return 0


def _show(journal: Journal, arguments: Namespace) -> int:
    print(export(reviewed_log(journal, journal.find(arguments.id)), "json" if arguments.json else "md"))
    return 0


def _export(journal: Journal, arguments: Namespace) -> int:
    by_date = arguments.since is not None or arguments.until is not None
    if arguments.id is None:
        return _export_many(journal, arguments)
    if by_date:
        raise BadInput("sessions export: name one ID, or days with --since and --until, not both")
    log = reviewed_log(journal, journal.find(arguments.id))
    _write(parquet([log]) if arguments.format == PARQUET else export(log, arguments.format), arguments.out)
    return 0


def _export_many(journal: Journal, arguments: Namespace) -> int:
    from app.export.many import between, export_many

    if arguments.out is None:
        raise BadInput("sessions export: many sessions need a folder: --out DIR (or name one ID)")
    if arguments.out.exists() and not arguments.out.is_dir():
        raise BadInput(f"{arguments.out}: is a file; --out wants a folder for many sessions")
    ids = between(journal, arguments.since, arguments.until)
    if not ids:
        raise BadInput("sessions export: no session began on these days; courtside sessions list shows them all")
    for path in export_many(journal, ids, arguments.format, arguments.out):
        print(f"Written: {path}", file=sys.stderr)
    return 0


def _report(journal: Journal, arguments: Namespace) -> int:
    from app.export.report import report, report_html, report_markdown

    made = report(log_of(journal, journal.find(arguments.id)))
    _write(report_html(made) if arguments.format == "html" else report_markdown(made), arguments.out)
    return 0


def _write(made: str | bytes, path: Path | None) -> None:
    """To a file in a private folder, made if need be, or to stdout with line ends as they are."""
    if path is None:
        sys.stdout.buffer.write(made.encode() if isinstance(made, str) else made)
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_privately(path, made)
    print(f"Written: {path}", file=sys.stderr)


def _trends(journal: Journal, arguments: Namespace) -> int:
    from app.history import FadingChoices, history
    from app.settings.coach_file import CoachFile
    from coaching.fading import fades
    from coaching.limits import Limits
    from coaching.trends import headline, trends

    calls = [call for call in history(journal) if call.spoken]
    kind = arguments.kind or (calls[-1].kind if calls else "discovery")
    found = trends([call for call in calls if call.kind == kind], kind, Limits.of(CoachFile().personal.settings))
    lead, under = headline(found)
    fading = fades([call.slips for call in calls], FadingChoices().read())
    if arguments.json:
        document = {
            "kind": kind,
            "headline": [lead, under],
            "trends": [_as_json(trend) for trend in found],
            "fading": [asdict(fade) for fade in fading],
        }
        print(json.dumps(document, ensure_ascii=False, indent=2))
        return 0
    print("\n".join(line for line in (lead, under, "") if line or not under))
    for trend in found:
        latest = trend.measure.shown(trend.points[-1].value) if trend.points else ""
        print(f"{trend.measure.title:<28}{latest:>14}  {trend.sentence}")
    for fade in fading:
        print(f"Fading: {fade.rule}, kept for {fade.kept} calls, waits {fade.factor:g} times as long.")
    return 0


def _as_json(trend: Trend) -> dict[str, Any]:
    return {
        "key": trend.measure.key,
        "title": trend.measure.title,
        "unit": trend.measure.unit.strip(),
        "points": [asdict(point) for point in trend.points],
        "median": trend.median,
        "middle_half": trend.middle,
        "target": trend.target,
        "target_source": trend.target_source,
        "course": trend.course,
        "sentence": trend.sentence,
    }


def _delete(journal: Journal, arguments: Namespace) -> int:
    if (arguments.id is None) is (arguments.older_than is None):
        raise BadInput("sessions delete: name one ID, or --older-than DAYS")
    if arguments.id is None:
        count = journal.delete_older(arguments.older_than, datetime.now().astimezone())
        print(f"{count} {'session' if count == 1 else 'sessions'} deleted for good")
        return 0
    session_id = journal.find(arguments.id)
    journal.delete(session_id)
    print(f"{session_id}: deleted for good")
    return 0


def _set_encrypted(journal: Journal, arguments: Namespace) -> int:
    journal.set_encrypted(arguments.action == "encrypt")
    print("Your calls are encrypted." if journal.encrypted else "Your calls are not encrypted.")
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
