"""A recording is read to its end when what reads its words is killed on the way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.attempts import MOST_ATTEMPTS
from app.cli.replay import coach_events
from app.desktop.words import NoWords
from app.hearing import events_of
from app.journal.events import TranscriberRestarted
from audio.frames import Frame
from audio.recording import open_recording
from coaching.prep import PrepCard
from models.hearing import RecogniserDied
from models.store import ModelStore
from models.transcriber import Transcriber
from models.words import SettledWords
from models.worker import Worker

CALL = Path(__file__).parents[2] / "app" / "demo" / "call.opus"
HEARD_S = 14.5


class Beginning:
    """The first seconds of the sample call."""

    name, duration_s = "call.opus", HEARD_S

    def __enter__(self) -> Beginning:
        return self

    def __exit__(self, *_: object) -> None: ...

    def stop(self) -> None: ...

    def events(self) -> Iterator[Frame]:
        with open_recording(CALL) as recording:
            for item in recording.events():
                assert isinstance(item, Frame)
                if item.end_s > HEARD_S:
                    return
                yield item


class Dying:
    """A recogniser that dies when it is first asked, and `deaths` times in all; it understands nobody."""

    def __init__(self, deaths: int) -> None:
        self.deaths = deaths

    def get_ready(self) -> None: ...

    def listen(self, samples: object, *, padding_s: float, shortest_s: float) -> NoWords:
        if self.deaths:
            self.deaths -= 1
            raise RecogniserDied("no memory")
        return NoWords()


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.attempts.TRY_AGAIN_S", 0.01)


def test_a_recording_goes_on_and_the_log_tells_each_death() -> None:
    log = coach_events(events_of(Beginning(), Transcriber(Dying(MOST_ATTEMPTS - 1))), PrepCard(), "call.opus")
    assert [event["reason"] for event in log["transcriber"]] == ["no memory"] * (MOST_ATTEMPTS - 1)
    assert log["call"]["duration_s"] == pytest.approx(HEARD_S, abs=0.1)


def test_a_recogniser_that_dies_again_and_again_ends_the_reading_and_says_why() -> None:
    with pytest.raises(RecogniserDied, match="no memory"):
        list(events_of(Beginning(), Transcriber(Dying(MOST_ATTEMPTS))))


@pytest.mark.model
def test_no_word_is_lost_when_the_worker_of_a_recording_is_killed() -> None:
    model_dir = ModelStore().find("tiny.en")
    assert model_dir is not None
    read = {}
    for killed in (False, True):
        worker, settled, restarts = Worker(model_dir), [], 0
        for event in events_of(Beginning(), Transcriber(worker)):
            restarts += isinstance(event, TranscriberRestarted)
            if isinstance(event, SettledWords):
                settled += event.words
                if killed and worker.process is not None and not restarts:
                    worker.process.kill()
                    worker.process.join()
        worker.close()
        read[killed] = settled
        assert bool(restarts) is killed
    assert read[True] == read[False]
    assert len(read[True]) > 10
