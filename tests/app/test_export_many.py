"""Many calls leave the journal together, by date."""

from __future__ import annotations

import csv
import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.export.many import between, export_many
from app.journal import Journal
from audio.errors import BadInput
from audio.frames import Speaker
from coaching.prep import PrepCard
from coaching.session_log import CallInfo
from coaching.transcript import Utterance
from coaching.utterance_events import utterance_events


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    journal = Journal(tmp_path / "journal.db")
    for day in (3, 1, 2):
        call = CallInfo(datetime(2026, 6, day, 12, tzinfo=UTC), "demo", f"day {day}")
        with journal.begin(call, PrepCard(), {}) as writer:
            for event in utterance_events([Utterance(Speaker.REP, 0.0, 2.0, f"This is day {day},\nhello.")]):
                writer.append(event)
            writer.end(2.0)
    return journal


def test_sessions_are_chosen_by_day_both_ends_included(journal: Journal) -> None:
    def days(since: int | None, until: int | None) -> list[str]:
        chosen = between(journal, since and date(2026, 6, since), until and date(2026, 6, until))
        return [journal.session(id).source[-1] for id in chosen]

    assert days(None, None) == ["1", "2", "3"]
    assert days(2, None) == ["2", "3"]
    assert days(1, 2) == ["1", "2"]
    assert days(4, None) == []


def test_a_file_each_named_for_its_session(journal: Journal, tmp_path: Path) -> None:
    ids = between(journal)
    paths = list(export_many(journal, ids, "json", tmp_path / "out"))
    assert [path.name for path in paths] == [f"{id}.json" for id in ids]
    assert [json.loads(path.read_text())["call"]["id"] for path in paths] == ids


def test_one_table_of_all_calls(journal: Journal, tmp_path: Path) -> None:
    (path,) = export_many(journal, between(journal), "csv", tmp_path)
    with path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    turns = [row for row in rows if row["row"] == "turn"]
    assert [row["text"] for row in turns] == [f"This is day {day}, hello." for day in (1, 2, 3)]
    assert len({row["session"] for row in rows}) == 3
    assert {row["row"] for row in rows} == {"turn", "metric"}


def test_parquet_has_the_rows_of_the_csv_table_with_their_types(journal: Journal, tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow.parquet import read_table

    (path,) = export_many(journal, between(journal), "parquet", tmp_path)
    found = read_table(path)
    with next(iter(export_many(journal, between(journal), "csv", tmp_path))).open(newline="") as file:
        expected = list(csv.DictReader(file))
    assert path.name == "sessions.parquet"
    assert found.column("text").to_pylist() == [row["text"] or None for row in expected]
    assert found.schema.field("at_s").type == pyarrow.float64()
    assert found.schema.field("shown").type == pyarrow.bool_()
    assert found.column("started")[0].as_py() == datetime(2026, 6, 1, 12, tzinfo=UTC)
    values = {row["name"]: row["value"] for row in found.to_pylist() if row["row"] == "metric"}
    assert values["rep_speech_s"] == 2.0
    assert values["patience_s"] is None, "what cannot be known is null"


def test_without_pyarrow_it_says_what_to_do(journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(BadInput, match=r"pip install 'courtside\[parquet\]'.*--format csv"):
        list(export_many(journal, between(journal), "parquet", tmp_path / "out"))
    assert list((tmp_path / "out").iterdir()) == []


def test_no_call_is_an_empty_table(journal: Journal, tmp_path: Path) -> None:
    (path,) = export_many(journal, [], "csv", tmp_path)
    assert path.read_text().startswith("session,started,row,")
