"""A rep who has set limits of their own is held against those, in the call and afterwards."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.coached_call import CoachedCall
from app.coaching_setup import make_coach
from app.export.story import numbers
from app.journal import Journal, log_of
from app.tuning import Tuning
from app.view import CallView
from audio.frames import Speaker
from coaching.limits import Limits
from coaching.listeners.ear import Ear
from coaching.personal import read_personal
from coaching.prep import PrepCard
from coaching.session_log import CallInfo
from coaching.tick import with_ticks
from coaching.transcript import Utterance
from coaching.trends import trends
from coaching.utterance_events import utterance_events

LONG = "So every depot has kept its own list for as long as anybody can remember. Nobody knows why. " * 2
SAID = [Utterance(Speaker.REP, 0.0, 50.0, LONG), Utterance(Speaker.CUSTOMER, 51.0, 54.0, "The warehouse move.")]
MINE = """
[rules.talk-ratio]
discovery_ceiling = 0.7
[rules.monologue]
limit_s = 100
[rules.pace]
words_per_minute = 200
"""


class Coached:
    """A call of `SAID`; `saves` are written to the coach file at their second."""

    def __init__(self, folder: Path, own: str, saves: dict[float, str] | None = None) -> None:
        path = folder / "coach.toml"
        path.write_text(own)
        self.views: list[CallView] = []
        journal, personal = Journal(folder / "journal.db"), read_personal(path)
        with journal.begin(CallInfo(datetime(2026, 6, 1, tzinfo=UTC), "discovery", "call"), PrepCard(), {}) as writer:
            coach = make_coach(PrepCard(), Ear(), personal)
            call = CoachedCall(coach, writer, lambda view, _: self.views.append(view), Tuning(path, personal))
            for event in with_ticks(utterance_events(SAID)):
                for at_s in [one for one in saves or {} if one <= event.at_s]:
                    path.write_text((saves or {}).pop(at_s))
                call.take(event)
            call.end(54.0)
        self.log: dict[str, Any] = log_of(journal, writer.id)

    def source(self, metric: str) -> str:
        return next(one.source for one in numbers(self.log) if one.metric == metric)


def test_the_review_shows_the_limits_that_were_set_in_the_call_and_whose_they_are(tmp_path: Path) -> None:
    call = Coached(tmp_path, MINE)
    assert call.source("talk_share").endswith("up to 70 %, your own ceiling for discovery calls")
    assert call.source("longest_monologue_s").endswith("up to 100 s, your own limit for discovery calls")
    assert call.source("words_per_minute").endswith("up to 200 words/min, your own limit")


def test_limits_nobody_has_touched_are_the_catalogs(tmp_path: Path) -> None:
    call = Coached(tmp_path, "[rules.monologue]\non = false")
    assert call.log["limits"] == []
    assert call.source("talk_share").endswith("up to 60 %, ceiling for discovery calls")
    assert call.source("longest_monologue_s").endswith("up to 45 s, limit for discovery calls")


def test_a_limit_set_in_the_middle_of_a_call_is_noted_with_its_time(tmp_path: Path) -> None:
    call = Coached(tmp_path, "", {20.0: MINE})
    [noted] = call.log["limits"]
    assert noted["at"] == pytest.approx(20.5, abs=1.0)
    assert call.source("longest_monologue_s").endswith("up to 100 s, your own limit for discovery calls")


def test_a_limit_put_back_in_the_middle_of_a_call_is_the_catalogs_again(tmp_path: Path) -> None:
    call = Coached(tmp_path, MINE, {20.0: ""})
    assert len(call.log["limits"]) == 2
    assert call.source("talk_share").endswith("up to 60 %, ceiling for discovery calls")


def test_the_overlay_counts_to_the_reps_own_limits_too(tmp_path: Path) -> None:
    mine = Coached(tmp_path, MINE).views
    assert {view.share_ceiling for view in mine} == {0.7}
    assert max(view.marks for view in mine) == 2, "50 s of 100"


def test_trends_are_drawn_against_the_limits_that_are_set_now() -> None:
    limits = Limits.in_log({"limits": [{"limits": {"talk_ratio": {"discovery_ceiling": 0.7}, "later": {}}}]})
    [share] = [one for one in trends([], "discovery", limits) if one.measure.key == "talk_share"]
    assert (share.target, share.target_source) == (70.0, "your own ceiling for discovery calls")
