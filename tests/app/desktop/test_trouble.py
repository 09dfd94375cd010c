"""What goes wrong in a call, the words the rep reads then, and the one way out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.desktop import call_maker
from app.desktop.desktop import Desktop
from app.desktop.long_silence import ANSWER_S, SILENT_S
from app.desktop.notices import SLOW_BEHIND_S, SLOW_FOR_S
from app.desktop.tray import TrayState
from app.journal import Journal, Trouble
from app.places import journal_path
from app.running_call import RunningCall
from app.view import Ball
from audio.frames import Speaker
from audio.health import SourceLost, SourceRestored
from models.speed import Speeds
from tests.app.desktop.conftest import NoModels, Sounds
from tests.app.desktop.rep import Deaf, end, start, words

Until = Callable[[Callable[[], object]], None]


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


def test_a_full_disk_is_told_while_coaching_goes_on(
    desktop: Desktop, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    start(desktop, until)
    desktop.calls._model = None  # none is missing
    monkeypatch.setattr(RunningCall, "saving_trouble", Trouble.DISK_FULL)  # the writer's own ends with its next row
    until(lambda: words(desktop) == ["Disk full.", "Coaching goes on; saving has stopped.", "Free space"])
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
    monkeypatch.setattr(call_maker, "Worker", lambda folder, language: Deaf())
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
    monkeypatch.setattr(call_maker, "Worker", lambda folder, language: Deaf())
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
