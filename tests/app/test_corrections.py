"""Words corrected by hand: in the log, in every export and in the search, whatever was heard."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.coached_call import CoachedCall
from app.export import export
from app.heard_anew import hear_anew
from app.history import history, sum_up
from app.journal import Journal, database, log_of
from app.journal.events import Corrected
from app.journal.schema import MIGRATIONS
from audio.frames import Speaker
from coaching.coach import Coach
from coaching.listeners.ear import Ear
from coaching.nudge import Nudge, NudgeRaised, Pillar
from coaching.prep import PrepCard
from coaching.session_log import CallInfo
from coaching.tick import with_ticks
from coaching.transcript import Utterance
from coaching.utterance_events import utterance_events

REP, CUSTOMER = Speaker.REP, Speaker.CUSTOMER
SAID = [
    Utterance(REP, 0.0, 4.0, "What is keeping you busy these days?"),
    Utterance(CUSTOMER, 5.0, 9.0, "The ducks wait at the gate all day long."),
    Utterance(REP, 10.0, 14.0, "How many ducks are there in a week?"),
]


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    journal = Journal(tmp_path / "journal.db")
    with journal.begin(CallInfo(datetime(2026, 6, 1, 12, tzinfo=UTC), "demo", "call"), PrepCard(), {}) as writer:
        for event in utterance_events(SAID):
            writer.append(event)
        writer.end(14.0)
    return journal


def words(journal: Journal) -> list[str]:
    return [turn["text"] for turn in log_of(journal, journal.find("latest"))["turns"]]


def correct(journal: Journal, text: str, start_s: float = 5.0, end_s: float = 9.0) -> None:
    journal.add(journal.find("latest"), Corrected(start_s, CUSTOMER, start_s, end_s, text))


def test_the_corrected_words_stand_where_the_heard_ones_stood(journal: Journal) -> None:
    correct(journal, "The trucks wait at the gate all day long.")
    assert words(journal) == [SAID[0].text, "The trucks wait at the gate all day long.", SAID[2].text]
    turn = log_of(journal, journal.find("latest"))["turns"][1]
    assert (turn["start"], turn["end"]) == pytest.approx((5.0, 9.0), abs=0.01)


def test_the_other_side_keeps_its_words_and_the_last_correction_counts(journal: Journal) -> None:
    correct(journal, "Nothing of the kind was ever said by anybody.", start_s=0.0, end_s=14.0)
    correct(journal, "The trucks wait.", start_s=0.0, end_s=14.0)
    assert words(journal) == [SAID[0].text, "The trucks wait.", SAID[2].text]


@pytest.mark.parametrize("form", ["json", "csv", "md", "html", "srt", "vtt"])
def test_every_export_has_the_corrected_words_and_not_the_others(journal: Journal, form: str) -> None:
    correct(journal, "The trucks wait at the gate all day long.")
    log = log_of(journal, journal.find("latest"))
    made = str(export(log, form))
    assert "trucks wait" in made
    assert "ducks wait" not in made


def test_search_finds_the_corrected_words_and_no_longer_the_others(journal: Journal) -> None:
    correct(journal, "The trucks wait at the gate all day long.")
    assert [found.speaker for found in journal.search("trucks")] == [CUSTOMER]
    assert [found.speaker for found in journal.search("ducks")] == [REP]


def test_a_correction_of_nothing_changes_nothing(journal: Journal) -> None:
    correct(journal, "Who said that?", start_s=100.0, end_s=120.0)
    assert words(journal) == [one.text for one in SAID]


PREP = PrepCard(questions=("How many trucks come in a week?",))


def test_what_was_misheard_is_understood_once_it_is_corrected(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.db")
    misheard = [
        Utterance(REP, 0.0, 4.0, "How many ducks come in?"),
        Utterance(CUSTOMER, 5.0, 9.0, "A bout for hundred."),
        Utterance(REP, 10.0, 14.0, "And what else is on your mind there?"),
        Utterance(CUSTOMER, 15.0, 22.0, "The goat is over there."),
    ]
    shown = NudgeRaised(9.0, Nudge(1, 9.0, "pace", None, Pillar.DIALOGUE, "Slow down a little.", "You ran.", ()))
    started = datetime(2026, 6, 1, 12, tzinfo=UTC)
    with journal.begin(CallInfo(started, "discovery", "call"), PREP, {}) as writer:
        call = CoachedCall(Coach(PREP, Ear(), rules=[]), writer)
        for event in with_ticks(utterance_events(misheard)):
            call.take(event)
        writer.append(shown)
        call.end(22.0)
    id = journal.find("latest")
    before = log_of(journal, id)
    for said, text in (
        (misheard[0], "How many trucks come in a week?"),
        (misheard[1], "About four hundred trucks a week."),
        (misheard[3], "We lose drivers every week because the gate is so slow, that is a real problem."),
    ):
        journal.add(id, Corrected(said.start_s, said.speaker, said.start_s, said.end_s, text))
    hear_anew(journal, id, Ear())
    log = log_of(journal, id)
    assert before["signals"] == []
    assert [(signal["kind"], signal["detail"]) for signal in log["signals"]] == [("need", "problem")]
    assert before["questions"][0]["status"] != "answered"
    assert log["questions"][0]["status"] == "answered"
    assert log["asked"][0]["text"] == "How many trucks come in a week?"
    assert any("problem" in moment["what"] for moment in log["pillars"]["common-purpose"]["moments"])
    assert log["nudges"] == before["nudges"], "what was shown was shown"
    assert log["metrics"]["rep_speech_s"] == before["metrics"]["rep_speech_s"]


def test_hearing_anew_what_was_not_corrected_changes_nothing(journal: Journal) -> None:
    id = journal.find("latest")
    hear_anew(journal, id, Ear())
    first = log_of(journal, id)
    hear_anew(journal, id, Ear())
    assert log_of(journal, id) == first
    assert words(journal) == [one.text for one in SAID]


def test_a_summed_up_call_is_summed_up_again_after_a_correction(journal: Journal) -> None:
    sum_up(journal, journal.find("latest"))
    before = history(journal)[0].metrics["words_per_minute"]
    assert journal.summaries().keys() == {journal.find("latest")}
    journal.add(journal.find("latest"), Corrected(0.0, REP, 0.0, 4.0, "Busy?"))
    assert journal.summaries() == {}
    after = history(journal)[0].metrics["words_per_minute"]
    assert before is not None
    assert after is not None
    assert after < before
    assert journal.summaries().keys() == {journal.find("latest")}


def test_a_journal_from_before_summaries_opens_with_its_calls_and_a_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.db"
    with monkeypatch.context() as patch:
        patch.setattr(database, "MIGRATIONS", MIGRATIONS[:1])
        old = Journal(path)
        with old.begin(CallInfo(datetime(2026, 6, 1, 12, tzinfo=UTC), "demo", "call"), PrepCard(), {}) as writer:
            for event in utterance_events(SAID):
                writer.append(event)
            writer.end(14.0)
    new = Journal(path)
    assert words(new) == [one.text for one in SAID]
    assert new.summaries() == {}
    assert history(new)[0].id == new.find("latest")
    assert path.with_name("old.db.before-migration").exists()


def test_a_summary_that_another_version_kept_is_made_anew(journal: Journal) -> None:
    journal.keep_summary(journal.find("latest"), '{"something": "else"}')
    assert history(journal)[0].id == journal.find("latest")
