"""Encrypted calls cannot be read without the key, and nothing is lost on the way there and back."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.journal import Journal, JournalError, Trouble, encryption, log_of
from app.journal.events import Corrected
from audio.frames import Speaker
from coaching.prep import PrepCard
from coaching.session_log import CallInfo
from coaching.transcript import Utterance
from coaching.utterance_events import utterance_events

CALL = CallInfo(datetime(2026, 11, 24, 8, 48, tzinfo=UTC), "discovery", "test")
SAID = [
    Utterance(Speaker.REP, 0.0, 2.0, "Umbrella weather."),
    Utterance(Speaker.CUSTOMER, 3.0, 6.0, "Zeppelin lessons."),
]


class Keys:
    """A keyring that lives as long as the test. works: False for a system that has none."""

    def __init__(self, error: type[Exception]) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.works = True
        self._error = error

    def get_password(self, service: str, name: str) -> str | None:
        self._need(self.works)
        return self.kept.get((service, name))

    def set_password(self, service: str, name: str, password: str) -> None:
        self._need(self.works)
        self.kept[service, name] = password

    def delete_password(self, service: str, name: str) -> None:
        self._need(self.kept.pop((service, name), None))

    def _need(self, there: object) -> None:
        if not there:
            raise self._error


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> Keys:
    pytest.importorskip("sqlcipher3")
    keyring = pytest.importorskip("keyring")
    made = Keys(keyring.errors.KeyringError)
    for action in ("get_password", "set_password", "delete_password"):
        monkeypatch.setattr(keyring, action, getattr(made, action))
    return made


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "own" / "journal.db"


def write(journal: Journal) -> str:
    with journal.begin(CALL, PrepCard(customer="Dana"), {}) as writer:
        for event in utterance_events(SAID):
            writer.append(event)
        writer.end(7.0)
    return writer.id


def on_disk(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.rglob("*") if file.is_file())


def state(journal: Journal) -> list[Any]:
    ids = [row.id for row in journal.sessions()]
    return [ids, [log_of(journal, id) for id in ids], [found.text for found in journal.search("zeppelin")]]


def test_there_and_back_nothing_is_lost_and_no_word_can_be_read_meanwhile(path: Path, keys: Keys) -> None:
    journal = Journal(path)
    for _ in range(3):
        write(journal)
    before = state(journal)
    assert b"eppelin" in on_disk(path)
    journal.set_encrypted(True)
    assert journal.encrypted
    assert state(journal) == before
    assert state(Journal(path)) == before, "another process finds the key too"
    for word in (b"eppelin", b"mbrella", b"Dana", b"SQLite format 3", *(k.encode() for k in keys.kept.values())):
        assert word not in on_disk(path)
    journal.set_encrypted(False)
    assert not journal.encrypted
    assert state(Journal(path)) == before
    assert keys.kept == {}


def test_an_encrypted_journal_is_written_corrected_searched_and_deleted_from(path: Path, keys: Keys) -> None:
    journal = Journal(path)
    journal.set_encrypted(True)
    id, other = write(journal), write(journal)
    journal.add(id, Corrected(3.0, Speaker.CUSTOMER, 3.0, 6.0, "Xylophone lessons."))
    assert [found.id for found in journal.search("xylophone")] == [id]
    journal.delete(other)
    assert [row.id for row in journal.sessions()] == [id]
    assert b"ylophone" not in on_disk(path)


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_everything_stays_private(path: Path, keys: Keys) -> None:
    journal = Journal(path)
    write(journal)
    journal.set_encrypted(True)
    assert {file.stat().st_mode & 0o777 for file in path.parent.rglob("*") if file.is_file()} == {0o600}


def test_without_the_key_it_says_so_and_the_call_goes_on(path: Path, keys: Keys) -> None:
    journal = Journal(path)
    write(journal)
    journal.set_encrypted(True)
    kept, keys.kept = keys.kept, {}
    with pytest.raises(JournalError, match="its key is not in this system's keyring"):
        Journal(path).sessions()
    with Journal(path).begin(CALL, PrepCard(), {}) as writer:
        assert writer.trouble is Trouble.LOCKED
    keys.kept = kept
    assert len(Journal(path).sessions()) == 1


def test_a_system_without_a_keyring_changes_nothing(path: Path, keys: Keys) -> None:
    keys.works = False
    journal = Journal(path)
    write(journal)
    before = state(journal)
    with pytest.raises(JournalError, match="This system has no keyring that could be used"):
        journal.set_encrypted(True)
    assert not journal.encrypted
    assert state(Journal(path)) == before


def test_without_sqlcipher_it_says_what_to_install(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    journal = Journal(path)
    write(journal)
    with pytest.raises(JournalError, match=r"pip install 'courtside\[encryption\]'"):
        journal.set_encrypted(True)
    assert not journal.encrypted


def test_it_waits_until_no_call_runs(path: Path, keys: Keys) -> None:
    journal = Journal(path)
    with (
        journal.begin(CALL, PrepCard(), {}),
        pytest.raises(JournalError, match=r"A call is running\. End it first; nothing was changed\."),
    ):
        journal.set_encrypted(True)
    assert keys.kept == {}


@pytest.mark.parametrize("encrypted", [True, False])
def test_broken_off_at_the_last_moment_it_is_as_it_was(
    path: Path, keys: Keys, monkeypatch: pytest.MonkeyPatch, encrypted: bool
) -> None:
    journal = Journal(path)
    write(journal)
    if not encrypted:
        journal.set_encrypted(True)
    before, kept = state(journal), dict(keys.kept)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(encryption.os, "replace", full)
        with pytest.raises(JournalError, match="it stays as it was: the disk is full"):
            journal.set_encrypted(encrypted)
    assert Journal(path).encrypted is not encrypted
    assert state(Journal(path)) == before
    assert keys.kept == kept
    assert not path.with_name("journal.db.copying").exists()


def test_a_copy_in_the_clear_that_a_killed_process_left_is_removed(path: Path, keys: Keys) -> None:
    journal = Journal(path)
    write(journal)
    journal.set_encrypted(True)
    left = [path.with_name(f"journal.db.copying{ending}") for ending in ("", "-journal")]
    for file in left:
        file.write_bytes(b"Zeppelin lessons.")
    assert len(Journal(path).sessions()) == 1
    assert not any(file.exists() for file in left)


def test_what_is_not_a_journal_is_still_called_damaged(path: Path, keys: Keys) -> None:
    path.parent.mkdir()
    path.write_bytes(b"not a database, however it may look" * 200)
    with pytest.raises(JournalError, match="damaged or not a Courtside journal"):
        Journal(path).sessions()
