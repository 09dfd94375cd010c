"""The log as one CSV table: a row a turn, a nudge, a metric. Calls may be put under one another."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

COLUMNS = ("session", "started", "row", "at_s", "end_s", "speaker", "name", "text", "detail", "shown", "value")
_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t")


def tables(log: dict[str, Any]) -> str:
    """CSV with a header. `row` says which columns count: turn (speaker, text), signal and question (name, text,
    detail), nudge (rule as name, text, why as detail, shown), bookmark (text), metric (name, value; empty when not
    known)."""
    return table([log])


def table(logs: Iterable[dict[str, Any]]) -> str:
    """The same for many calls, one under the other; `session` and `started` tell them apart."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="")
    writer.writeheader()
    for log in logs:
        for row in rows(log):
            writer.writerow({column: _safe(value) for column, value in row.items()})
    return out.getvalue()


def rows(log: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A row a turn, signal, question, nudge, bookmark and metric, by COLUMNS; what a row has not is left out."""
    call = {"session": log["call"].get("id", ""), "started": log["call"]["started"]}
    for row in (*_turns(log), *_signals(log), *_questions(log), *_nudges(log), *_bookmarks(log), *_metrics(log)):
        yield call | row


def _turns(log: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"row": "turn", "at_s": turn["start"], "end_s": turn["end"], "speaker": turn["speaker"], "text": turn["text"]}
        for turn in log["turns"]
    ]


def _signals(log: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "row": "signal",
            "at_s": signal["at"],
            "speaker": "customer",
            "name": signal["kind"],
            "text": signal["text"],
            "detail": signal["detail"],
        }
        for signal in log["signals"]
    ]


def _questions(log: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "row": "question",
            "at_s": question["at"],
            "name": question["status"],
            "text": question["text"],
            "detail": question["evidence"],
        }
        for question in log["questions"]
    ]


def _nudges(log: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "row": "nudge",
            "at_s": nudge["at"],
            "end_s": nudge.get("ended"),
            "name": nudge["rule"],
            "text": nudge["text"],
            "detail": nudge["why"],
            "shown": nudge["shown"],
        }
        for nudge in log["nudges"]
    ]


def _bookmarks(log: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"row": "bookmark", "at_s": mark["at"], "text": mark["note"]} for mark in log.get("bookmarks", ())]


def _metrics(log: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"row": "metric", "name": name, "value": value} for name, value in log["metrics"].items()]


def _safe(value: Any) -> Any:
    """Speech that a spreadsheet would run as a formula is told to be text; true and false as other tools have them."""
    if isinstance(value, bool):
        return str(value).lower()
    return f"'{value}" if isinstance(value, str) and value.startswith(_RUN_BY_SPREADSHEETS) else value
