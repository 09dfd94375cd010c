"""A live call is summed up as it ends, so that trends and the next call's coach need not read it again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from app.desktop.desktop import Desktop
from app.journal import Journal
from app.places import journal_path

Until = Callable[[Callable[[], object]], None]


def test_a_call_is_summed_up_when_it_ends(desktop: Desktop, until: Until) -> None:
    desktop.begin(datetime.now().astimezone())
    until(lambda: desktop.calls.current and desktop.view.at_s > 0.5)
    desktop.orders.give("end")
    until(lambda: not desktop.calls.going_on)
    journal = Journal(journal_path())
    assert journal.summaries().keys() == {journal.find("latest")}
