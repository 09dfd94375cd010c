"""Courtside as a rep uses it: start, consent, a call, pause, what goes wrong, and quitting in the middle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app import wording
from app.desktop import calls
from app.desktop.consent import RECORDED, SENTENCE, ConsentSheet
from app.desktop.desktop import Desktop
from app.desktop.long_silence import ANSWER_S, SILENT_S
from app.desktop.notices import SLOW_BEHIND_S, SLOW_FOR_S
from app.desktop.tray import TrayState
from app.desktop.words import NoWords
from app.journal import Journal, Trouble, log_of
from app.orders import ORDERS
from app.places import journal_path
from app.view import Ball, Phase
from audio.frames import Speaker
from audio.health import SourceLost, SourceRestored
from audio.kept_sound import PLAYED_HZ, mixed
from coaching.prep import CallKind, PrepCard
from models.speed import Speeds
from tests.app.desktop.conftest import NoModels, Sounds

Until = Callable[[Callable[[], object]], None]


def click(window: QWidget, name: str) -> None:
    found = [one for one in window.findChildren(QPushButton) if one.accessibleName() == name and one.isVisible()]
    assert found, f"no button is called {name!r}"
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)


def sheet() -> ConsentSheet | None:
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, ConsentSheet) and one.isVisible()]
    return found[0] if found else None


class Deaf(NoWords):
    """A recogniser that needs no model and hears nothing."""

    def get_ready(self) -> None: ...

    def listen(self, samples: object, *, padding_s: float, shortest_s: float) -> NoWords:
        return self


def start(desktop: Desktop, until: Until) -> None:
    """Start, they agreed, and the call goes on."""
    desktop.orders.give("start")
    shown = sheet()
    assert shown is not None
    click(shown, "They agreed: start")
    until(lambda: desktop.calls.current and desktop.view.phase is Phase.LIVE)


def end(desktop: Desktop, until: Until) -> None:
    desktop.orders.give("end")
    until(lambda: not desktop.calls.going_on)


def words(desktop: Desktop) -> list[str]:
    head = wording.head(desktop.view)
    return [part for part in (head.title, head.detail, head.action) if part]


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


def test_the_chosen_card_drives_the_call_and_is_used_once(desktop: Desktop, until: Until) -> None:
    card = PrepCard("Ines Okafor, COO", "Larkfield Dairy", CallKind.DEMO, 45)
    desktop.choose_card(desktop.cards.save(card))
    assert words(desktop) == ["Ready when you are", "Ines Okafor, Larkfield Dairy", "Start"]

    start(desktop, until)
    assert (desktop.view.customer, desktop.view.kind, desktop.view.planned_s) == ("Ines Okafor, COO", "demo", 2700)
    end(desktop, until)

    journal = Journal(journal_path())
    assert journal.prep(journal.find("latest")) == card
    assert desktop.card == PrepCard()


def test_quitting_in_the_middle_of_a_call_saves_it(desktop: Desktop, until: Until) -> None:
    start(desktop, until)
    until(lambda: desktop.view.at_s > 1.0)

    assert desktop.orders.give("quit") == "Saving and quitting."
    until(lambda: desktop.app.quitted)

    [session] = Journal(journal_path()).sessions()
    assert not session.ended_early
    assert not session.live
    assert session.duration_s > 1.0


def test_a_call_cut_off_by_the_system_is_saved_too(desktop: Desktop, sounds: Sounds, until: Until) -> None:
    start(desktop, until)
    desktop.close()
    [session] = Journal(journal_path()).sessions()
    assert not session.ended_early
    assert not sounds.made[0].is_open


def test_pause_and_its_tray_are_told(desktop: Desktop, until: Until) -> None:
    start(desktop, until)
    until(lambda: desktop.tray.state is TrayState.LISTENING)
    assert desktop.orders.give("pause").startswith("Paused.")
    until(lambda: desktop.tray.state is TrayState.PAUSED)
    desktop.orders.give("pause")
    until(lambda: desktop.tray.state is TrayState.LISTENING)
    end(desktop, until)
    assert desktop.tray.state is TrayState.NOT_LISTENING


def test_an_acts_of_the_rep_reach_the_call_that_goes_on_not_the_one_before(desktop: Desktop, until: Until) -> None:
    for _ in range(2):
        start(desktop, until)
        desktop.orders.give("bookmark")
        end(desktop, until)
    journal = Journal(journal_path())
    logs = [log_of(journal, session.id) for session in journal.sessions()]
    assert [len(log["bookmarks"]) for log in logs] == [1, 1]


@pytest.mark.parametrize("order", [one for one in ORDERS if one not in ("start", "prep", "review", "settings", "quit")])
def test_every_order_answers_in_a_sentence_when_no_call_goes_on(desktop: Desktop, order: str) -> None:
    assert desktop.orders.give(order).endswith(".")


def test_an_unknown_order_says_so(desktop: Desktop) -> None:
    assert desktop.orders.give("dance") == "There is no order called 'dance'."


def test_without_a_model_the_call_goes_on_and_says_what_to_do(
    desktop: Desktop, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted: list[str] = []

    def get(store: NoModels, name: str, progress: Callable[[int, int | None], None]) -> None:
        wanted.append(name)
        progress(50, 100)

    monkeypatch.setattr(NoModels, "get", get)
    start(desktop, until)
    until(lambda: words(desktop) == ["No words yet.", "The model is missing.", "Get it"])

    desktop.overlay.notice_action.emit()

    until(lambda: wanted == ["tiny.en"])
    end(desktop, until)


@pytest.mark.parametrize(
    ("speaker", "reason", "said"),
    [
        (Speaker.REP, "No microphone is connected.", ["Can’t hear you.", "No microphone is connected.", "Choose"]),
        (
            Speaker.CUSTOMER,
            "The call’s sound has stopped.",
            ["Can’t hear them.", "The call’s sound has stopped.", "Fix"],
        ),
    ],
)
def test_a_side_that_is_lost_is_told_and_its_button_opens_the_sound_settings(
    desktop: Desktop, sounds: Sounds, until: Until, speaker: Speaker, reason: str, said: list[str]
) -> None:
    start(desktop, until)
    sounds.made[0].news.append(SourceLost(0.1, speaker, reason))
    until(lambda: words(desktop) == said)
    assert desktop.tray.state is TrayState.SIDE_LOST

    desktop.overlay.notice_action.emit()

    assert desktop.windows.settings is not None
    assert desktop.windows.settings.stack.currentWidget() is desktop.windows.settings.sound
    sounds.made[0].news.append(SourceRestored(0.2, speaker, "Headset"))
    until(lambda: words(desktop) != said)
    end(desktop, until)


def test_a_full_disk_is_told_while_coaching_goes_on(desktop: Desktop, until: Until) -> None:
    start(desktop, until)
    assert desktop.calls.current is not None
    desktop.calls._model = None  # none is missing
    writer: Any = desktop.calls.current._writer
    writer.trouble = Trouble.DISK_FULL
    until(lambda: words(desktop) == ["Disk full.", "Coaching goes on; saving has stopped.", "Free space"])
    writer.trouble = None
    end(desktop, until)


def test_the_coach_file_may_be_changed_during_a_call_and_a_mistake_in_it_is_told(
    desktop: Desktop, until: Until
) -> None:
    start(desktop, until)
    assert desktop.calls.current is not None
    desktop.calls._model = None  # none is missing
    coach = desktop.calls.current._call.coach
    path = desktop.settings.path.with_name("coach.toml")

    path.write_text("[rules.monologue]\nlimit_s = 30\n")
    until(lambda: 30.0 in [rule.settings.limit_s for rule in coach._rules if rule.id == "monologue"])
    path.write_text("[rules.monologue]\nlimit_s = false\n")
    until(lambda: words(desktop)[:1] == ["Coaching goes on as before."])
    assert "coach.toml, line 2: rules.monologue.limit_s expected a number" in words(desktop)[1]
    assert [rule.settings.limit_s for rule in coach._rules if rule.id == "monologue"] == [30.0]

    path.write_text("[rules.monologue]\non = false\n")
    until(lambda: words(desktop)[:1] != ["Coaching goes on as before."])
    assert [rule for rule in coach._rules if rule.id == "monologue"] == []
    end(desktop, until)


def test_a_settings_file_with_a_mistake_is_told_and_the_app_starts(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    desktop.settings.path.parent.mkdir(parents=True, exist_ok=True)
    desktop.settings.path.write_text('[look]\nappearence = "dark"\n')
    desktop.settings.__init__()  # type: ignore[misc]
    desktop.open()
    assert words(desktop) == ["Your settings have a mistake.", "Defaults are used.", "Settings"]

    desktop.overlay.notice_action.emit()

    assert desktop.windows.settings is not None
    assert "did you mean appearance?" in desktop.windows.settings._problems.text()
    assert words(desktop)[0] == "Ready when you are"


def test_a_machine_that_is_too_slow_goes_on_with_the_smaller_model(
    desktop: Desktop, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = {"base.en", "tiny.en"}
    monkeypatch.setattr(desktop.models, "find", lambda name: name if name in here else None)
    monkeypatch.setattr(calls, "Worker", lambda folder, language: Deaf())
    desktop.settings.change("model", "base.en")
    start(desktop, until)
    model = desktop.calls._model
    assert model is not None
    late = replace(desktop.view, at_s=100.0, behind_s=SLOW_BEHIND_S)
    desktop.calls._on_view(late)
    desktop.calls._on_view(replace(late, at_s=100.0 + SLOW_FOR_S))
    assert words(desktop) == ["This machine can’t keep up.", "Use the smaller model"]

    desktop.overlay.notice_action.emit()

    assert model.name == "tiny.en"
    assert desktop.settings.settings.model == "tiny.en"
    end(desktop, until)


def test_with_the_best_model_chosen_by_itself_the_smaller_one_takes_over_unasked(
    desktop: Desktop, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = {"base.en", "tiny.en"}
    monkeypatch.setattr(desktop.models, "find", lambda name: name if name in here else None)
    monkeypatch.setattr(Speeds, "known", lambda self: {"tiny.en": 0.1, "base.en": 0.2})
    monkeypatch.setattr(calls, "Worker", lambda folder, language: Deaf())
    start(desktop, until)
    model = desktop.calls._model
    assert model is not None
    assert model.name == "base.en"
    late = replace(desktop.view, at_s=100.0, behind_s=SLOW_BEHIND_S)
    desktop.calls._on_view(late)
    desktop.calls._on_view(replace(late, at_s=100.0 + SLOW_FOR_S))

    assert model.name == "tiny.en"
    assert desktop.view.notice is None
    assert desktop.settings.settings.model == "auto"
    desktop.settings.change("appearance", "light")
    assert model.name == "tiny.en"
    end(desktop, until)


def test_a_silent_call_asks_first_and_ends_by_itself_when_nobody_answers(desktop: Desktop, until: Until) -> None:
    start(desktop, until)
    silent = replace(desktop.view, ball=Ball.REP_RESTS, at_s=SILENT_S)
    desktop.calls._on_view(silent)
    assert words(desktop) == ["Is the call over?", "Silent for 15 min. It ends in 60 s.", "Go on"]

    desktop.overlay.notice_action.emit()

    desktop.calls._on_view(replace(silent, at_s=SILENT_S + 100.0))
    assert words(desktop)[0] != "Is the call over?"
    desktop.calls._on_view(replace(silent, at_s=2 * SILENT_S + ANSWER_S))
    until(lambda: not desktop.calls.going_on)
    assert words(desktop)[0] == "Saved"
    [session] = Journal(journal_path()).sessions()
    assert not session.ended_early


def test_after_the_call_its_review_is_one_press_away(desktop: Desktop, until: Until) -> None:
    start(desktop, until)
    end(desktop, until)
    assert words(desktop)[0] == "Saved"
    assert words(desktop)[-1] == "Review"

    desktop.overlay.review_requested.emit()

    assert desktop.windows.review is not None
    assert desktop.windows.review.isVisible()
    assert words(desktop)[0] == "Ready when you are"


def test_when_it_has_quit_after_a_call_it_does_not_come_back(
    desktop: Desktop, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    start(desktop, until)
    end(desktop, until)
    desktop._ready_again.setInterval(20)  # starts it again, at this pace
    desktop.close()

    QTest.qWait(60)

    assert desktop.view.phase is Phase.ENDED


def test_the_place_and_the_open_form_are_remembered(desktop: Desktop) -> None:
    from app.settings import Remembering

    desktop.overlay.placed.emit("HDMI-1", 30, 40)
    desktop.overlay.set_form_open(True)
    assert Remembering().now.places == {"HDMI-1": (30, 40)}
    assert Remembering().now.last_screen == "HDMI-1"
    assert Remembering().now.form_open


def test_starting_and_ending_a_call_does_not_hold_up_the_windows(desktop: Desktop, until: Until) -> None:
    import time

    desktop.ask()
    shown = sheet()
    assert shown is not None
    before_s = time.thread_time()
    click(shown, "They agreed: start")
    assert time.thread_time() - before_s < 0.05
    until(lambda: desktop.calls.current and desktop.view.phase is Phase.LIVE)
    before_s = time.thread_time()
    desktop.orders.give("end")
    assert time.thread_time() - before_s < 0.05
    until(lambda: not desktop.calls.going_on)
