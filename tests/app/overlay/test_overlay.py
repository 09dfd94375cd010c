"""The overlay as a widget: what it says, what it passes on, and that it is still when nothing changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.overlay import buttons, panel, paragraph, standing
from app.overlay.open_form import Questions
from app.overlay.place import Area
from app.overlay.window import Overlay
from app.view import CallView
from coaching.heard import PlannedQuestion, QuestionStatus
from tests.app.overlay.conftest import Clock, button, click, keyboard
from tests.app.overlay_states import FULL, LIVE, NUDGED, PAUSE, STATES

CONTROLS = ["Why?", "Helpful", "Not now", "Bookmark this moment", "Pause listening", "Show more"]


def accessible(overlay: Overlay) -> str:
    """All that a screen reader finds."""
    widgets = [overlay, *overlay.findChildren(QWidget)]
    return " | ".join(f"{one.accessibleName()} {one.accessibleDescription()}" for one in widgets if one.isVisible())


@pytest.mark.parametrize("state", STATES)
def test_every_state_can_be_read_out(overlay: Overlay, state: str) -> None:
    from app import wording

    view = STATES[state]
    overlay.show_view(view)

    read = accessible(overlay)

    head = wording.head(view)
    for words in (head.title, head.quote, head.detail, head.action, wording.clock(view)):
        assert words in read
    assert (wording.visible(view) or wording.hearing(view)) in read


def test_the_talk_share_is_read_out_with_what_it_is_a_share_of(overlay: Overlay) -> None:
    overlay.show_view(LIVE)

    assert "Your ball. You have 41 % of speech, silence left out" in accessible(overlay)


def test_every_control_has_a_name_and_a_place_in_the_tab_order(overlay: Overlay) -> None:
    overlay.show_view(NUDGED)
    keyboard(overlay)
    seen = []
    for _ in range(len(CONTROLS)):
        overlay.focusNextChild()
        focused = overlay.focusWidget()
        assert focused is not None
        seen.append(focused.accessibleName())

    assert seen == CONTROLS


@pytest.mark.parametrize("how", ["keyboard", "pointer"])
@pytest.mark.parametrize(
    ("name", "signal", "says"),
    [
        ("Why?", "why_opened", [1]),
        ("Helpful", "helpful", [1]),
        ("Not now", "not_now", [1]),
        ("Bookmark this moment", "bookmark", []),
        ("Pause listening", "pause_toggled", []),
        ("Show more", "form_toggled", [True]),
    ],
)
def test_every_control_works_by_keyboard_and_by_pointer(
    overlay: Overlay, qtbot: QtBot, name: str, signal: str, says: list[object], how: str
) -> None:
    overlay.show_view(NUDGED)
    keyboard(overlay)

    with qtbot.waitSignal(getattr(overlay, signal)) as heard:
        if how == "keyboard":
            QTest.keyClick(button(overlay, name), Qt.Key.Key_Space)
        else:
            click(overlay, name)

    assert heard.args == says


@pytest.mark.parametrize(
    ("state", "name", "signal"),
    [
        ("ready", "Start", "start_requested"),
        ("paused", "Resume", "pause_toggled"),
        ("ended", "Review", "review_requested"),
        ("call-lost", "Fix", "notice_action"),
        ("microphone-lost", "Choose", "notice_action"),
        ("model-missing", "Get it", "notice_action"),
        ("disk-full", "Free space", "notice_action"),
        ("too-slow", "Use the smaller model", "notice_action"),
    ],
)
def test_each_state_offers_its_one_way_out(overlay: Overlay, qtbot: QtBot, state: str, name: str, signal: str) -> None:
    overlay.show_view(STATES[state])

    with qtbot.waitSignal(getattr(overlay, signal)):
        click(overlay, name)


def test_why_shows_the_rule_its_reason_and_both_sides_words(overlay: Overlay, qtbot: QtBot) -> None:
    overlay.show_view(NUDGED)
    keyboard(overlay)
    closed = overlay.height()

    click(overlay, "Why?")

    assert overlay.height() > closed
    read = accessible(overlay)
    assert "missed-signal. Ines named a problem and your next turn went to the budget." in read
    assert "13:11 It isn’t the software." in read
    assert "13:17 Got it." in read
    with qtbot.waitSignal(overlay.not_helpful) as heard:
        click(overlay, "Not helpful")
    assert heard.args == [1]

    click(overlay, "Why?")
    assert overlay.height() == closed


def test_the_reason_goes_with_its_nudge(overlay: Overlay, clock: Clock) -> None:
    overlay.show_view(NUDGED)
    keyboard(overlay)
    closed = overlay.height()
    click(overlay, "Why?")

    overlay.show_view(replace(NUDGED, nudge=PAUSE))

    assert overlay.height() == closed


def test_an_answer_to_a_nudge_is_given_once(overlay: Overlay) -> None:
    heard: list[int] = []
    overlay.helpful.connect(heard.append)
    overlay.show_view(NUDGED)
    keyboard(overlay)

    click(overlay, "Helpful")
    click(overlay, "Helpful")

    assert heard == [1]


def test_the_open_form_shows_purposes_questions_and_words(overlay: Overlay) -> None:
    overlay.show_view(FULL)
    overlay.set_form_open(True)

    read = accessible(overlay)

    assert "problem: trucks wait ninety minutes." in read
    assert "Not yet: opportunity, change, risk" in read
    assert "How long does a truck wait at the gate? Answered without being asked: ninety minutes." in read
    assert "Who else decides? Asked, not answered." in read
    assert "something like this, is that" in read


def test_between_calls_the_open_form_waits_and_comes_back_with_the_next(overlay: Overlay) -> None:
    overlay.set_form_open(True)
    overlay.show_view(STATES["ready"])
    closed_px = overlay.height()
    overlay.show_view(FULL)
    assert overlay.height() > closed_px + 100
    overlay.show_view(STATES["ready"])
    assert overlay.height() == closed_px


def test_many_questions_and_long_answers_leave_room_for_the_call(overlay: Overlay) -> None:
    """What was answered first makes room; the whole stays read out."""
    long = "and that is where it goes wrong, because nobody has told the gate, so they wait until someone asks"
    answered = [PlannedQuestion(f"{long} {n}?", QuestionStatus.ANSWERED, True, 60.0 * n, long) for n in range(20)]
    open_ones = [PlannedQuestion(f"Open question {n}?") for n in range(4)]
    overlay.show_view(replace(FULL, questions=(*answered, *open_ones)))
    overlay.set_form_open(True)

    [section] = overlay.findChildren(Questions)
    assert section.height() < 400
    assert overlay.height() < 760
    listed = [item._layout.text() for item, _, _ in section._paragraphs]
    assert listed[-5:] == [*(f"Open question {n}?" for n in range(4)), "and 18 more"]
    assert "Open question 3? Open." in section.accessibleDescription()


def test_the_open_form_does_not_jump_with_the_words(overlay: Overlay) -> None:
    overlay.show_view(FULL)
    overlay.set_form_open(True)
    heights = set()
    for words in range(0, 40, 3):
        line = replace(FULL.last_words[1], tentative=" ".join(["and"] * words))
        overlay.show_view(replace(FULL, last_words=(FULL.last_words[0], line)))
        heights.add(overlay.height())

    assert len(heights) == 1


@pytest.mark.parametrize("state", [*STATES, "full"])
@pytest.mark.parametrize("language", ["english", "long"])
def test_no_text_is_cut_in_long_languages(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, state: str, language: str
) -> None:
    if language == "long":
        lengthen(monkeypatch)
    overlay = Overlay(now=Clock())
    qtbot.addWidget(overlay)
    overlay.show_view(STATES.get(state, FULL))
    overlay.set_form_open(True)
    overlay.show()
    for revealed in (False, True):
        overlay.findChild(panel.Panel).set_keyboard(revealed)
        if revealed and state in ("nudge", "full"):
            overlay.findChild(panel.Panel).toggle_why()
        assert_nothing_is_cut(overlay)


def lengthen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pseudo-translation: every text gets letters that reach high and low, and grows as translators say it does,
    a short one to twice its length, a sentence by 40 %."""

    def longer(text: str) -> str:
        if not text.strip():
            return text
        words = text.replace("a", "å").replace("e", "ê").replace("u", "ü").replace("A", "Å")
        growth = 1.0 if len(text) <= 10 else 0.8 if len(text) <= 20 else 0.6 if len(text) <= 30 else 0.4
        return words + "".join(" Ñ" if i % 6 == 0 else "g" for i in range(round(len(text) * growth)))

    layout: Callable[..., object] = paragraph._layout
    monkeypatch.setattr(
        paragraph, "_layout", lambda spans: layout([replace(span, text=longer(span.text)) for span in spans])
    )
    set_label = buttons.Button.set_label
    monkeypatch.setattr(buttons.Button, "set_label", lambda self, label: set_label(self, longer(label)))


def assert_nothing_is_cut(overlay: Overlay) -> None:
    for widget in overlay.findChildren(QWidget):
        if not widget.isVisible():
            continue
        parent = widget.parentWidget()
        assert parent.rect().contains(widget.geometry()), f"{widget} reaches out of {parent}"
        texts = getattr(widget, "_paragraphs", ())
        boxes = [QRectF(x, y, text.width, text.height) for text, x, y in texts]
        assert not any(one.intersects(other) for one, other in combinations(boxes, 2)), f"{widget}: texts overlap"
        for text, x, y in texts:
            assert x >= -0.5
            assert x + text.width <= widget.width() + 0.5, f"{widget}: a line is too wide"
            assert y + text.height <= widget.height() + 0.5, f"{widget}: a line is too low"
    shown = [one for one in overlay.findChildren(buttons.Button) if one.isVisible()]
    for one, other in combinations(shown, 2):
        if one.parentWidget() is other.parentWidget():
            assert not one.geometry().intersects(other.geometry())


def test_no_seven_words_are_too_long_for_a_nudge(overlay: Overlay) -> None:
    words = "Acknowledge procurement’s responsibilities notwithstanding contractual considerations, straightforwardly."
    overlay.show_view(replace(NUDGED, nudge=replace(PAUSE, text=words)))

    assert_nothing_is_cut(overlay)
    assert words in accessible(overlay)


def test_when_its_monitor_goes_it_comes_back_on_screen(
    qtbot: QtBot, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    screens = {"laptop": Area(0, 0, 1440, 900), "desk": Area(1440, 0, 2560, 1440)}
    monkeypatch.setattr(standing, "_areas", lambda: screens)
    overlay = Overlay({"desk": (600, 300), "laptop": (40, 50)}, "desk", clock)
    qtbot.addWidget(overlay)
    overlay.show()
    corner = overlay.findChild(panel.Panel).pos()
    app = QGuiApplication.instance()
    assert isinstance(app, QGuiApplication)
    assert overlay.pos() + corner == QPoint(2040, 300)

    gone = screens.pop("desk")
    monkeypatch.setattr(standing, "_primary", lambda: "laptop")
    app.screenRemoved.emit(QGuiApplication.primaryScreen())
    assert overlay.pos() + corner == QPoint(40, 50)

    screens["desk"] = gone
    app.screenAdded.emit(QGuiApplication.primaryScreen())
    assert overlay.pos() + corner == QPoint(2040, 300)


def test_an_overlay_before_any_view_is_ready(overlay: Overlay) -> None:
    overlay.show_view(CallView())

    assert "Ready when you are" in accessible(overlay)
