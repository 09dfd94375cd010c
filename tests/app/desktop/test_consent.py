"""They are told first: nothing is heard, and nothing recorded, before they agreed."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from app.desktop.consent import RECORDED, SENTENCE
from app.desktop.desktop import Desktop
from app.journal import Journal, log_of
from app.places import journal_path
from app.view import Phase
from audio.kept_sound import PLAYED_HZ, mixed
from tests.app.desktop.conftest import Sounds
from tests.app.desktop.rep import click, end, sheet, start

Until = Callable[[Callable[[], object]], None]


def test_nothing_is_heard_before_it_is_said_that_they_agreed(desktop: Desktop, sounds: Sounds) -> None:
    desktop.overlay.start_requested.emit()

    shown = sheet()
    assert shown is not None
    assert sounds.made == []
    click(shown, "Not now")
    assert sounds.made == []
    assert not desktop.calls.going_on


def test_it_is_asked_again_before_every_call(desktop: Desktop, sounds: Sounds, until: Until) -> None:
    start(desktop, until)
    end(desktop, until)
    desktop.orders.give("start")
    assert sheet() is not None
    assert len(sounds.made) == 1
    click(sheet(), "Not now")  # type: ignore[arg-type]


def test_the_answer_and_its_time_are_the_first_entry_of_the_log(desktop: Desktop, until: Until) -> None:
    start(desktop, until)
    end(desktop, until)

    journal = Journal(journal_path())
    [consent] = log_of(journal, journal.find("latest"))["consent"]
    assert consent["at"] == 0.0
    assert consent["agreed"] is True
    assert "confirmed at" in consent["note"]
    assert type(journal.events(journal.find("latest"))[0]).__name__ == "Consent"


def test_the_sentence_to_say_is_copied(desktop: Desktop) -> None:
    desktop.ask()
    shown = sheet()
    assert shown is not None
    click(shown, "Copy the sentence")
    assert QApplication.clipboard().text() == SENTENCE
    click(shown, "Not now")


def test_a_call_is_kept_as_sound_only_if_the_rep_asked_and_they_are_told(desktop: Desktop, until: Until) -> None:
    journal = Journal(journal_path())
    start(desktop, until)
    end(desktop, until)
    assert not journal.sound_path(journal.find("latest")).exists()

    desktop.settings.change("keep_sound", True)
    desktop.ask()
    shown = sheet()
    assert shown is not None
    click(shown, "Copy the sentence")
    assert QApplication.clipboard().text() == RECORDED
    click(shown, "Not now")
    start(desktop, until)
    until(lambda: desktop.view.at_s > 2.0)
    end(desktop, until)
    id = journal.find("latest")
    log = log_of(journal, id)
    assert "agreed, to the recording too" in log["consent"][0]["note"]
    kept_s = sum(len(samples) for _, samples in mixed(journal.sound_path(id), 0.0)) / PLAYED_HZ
    assert kept_s == pytest.approx(log["call"]["duration_s"], abs=0.1)


def test_nothing_said_while_paused_is_kept_as_sound(desktop: Desktop, sounds: Sounds, until: Until) -> None:
    desktop.settings.change("keep_sound", True)
    start(desktop, until)
    until(lambda: desktop.view.at_s > 1.0)
    desktop.calls.current.toggle_pause()  # type: ignore[union-attr]
    until(lambda: desktop.view.phase is Phase.PAUSED)
    paused_s = desktop.view.at_s
    sounds.made[-1].noise = 0.3
    until(lambda: desktop.view.at_s > paused_s + 2.0)
    end(desktop, until)
    journal = Journal(journal_path())
    heard = np.concatenate([samples for _, samples in mixed(journal.sound_path(journal.find("latest")), 0.0)])
    assert len(heard) / PLAYED_HZ > paused_s + 2.0
    assert np.abs(heard).max() < 0.01
