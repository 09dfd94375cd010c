"""A call goes on when what reads its words is killed."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.attempts import MOST_ATTEMPTS
from app.desktop.words import NoWords
from app.journal import Journal
from app.paced import Paced
from app.places import journal_path
from app.running_call import RunningCall
from audio.frames import Frame
from audio.recording import open_recording
from coaching.listeners.ear import Ear
from coaching.prep import PrepCard
from models.doubt import plain
from models.hearing import RecogniserDied
from models.store import ModelStore
from models.transcriber import Transcriber
from models.worker import Worker

DEMO = Path(__file__).parents[2] / "app" / "demo"
HEARD_S = 14.5
KILLED_AT_S = 6.0


class Beginning(Paced):
    """The first seconds of a recording; after KILLED_AT_S it waits until `goes_on` is set."""

    def __init__(self, path: Path) -> None:
        super().__init__(open_recording(path), speed=3.0)
        self.waits, self.goes_on = threading.Event(), threading.Event()

    def events(self) -> Iterator[Frame]:
        for item in super().events():
            assert isinstance(item, Frame)
            if item.end_s > HEARD_S:
                return
            yield item
            if item.end_s > KILLED_AT_S and not self.waits.is_set():
                self.waits.set()
                self.goes_on.wait(30.0)


@pytest.mark.model
def test_a_killed_worker_is_started_anew_and_no_settled_word_is_lost() -> None:
    model_dir = ModelStore().find("tiny.en")
    assert model_dir is not None
    worker = Worker(model_dir)
    sound = Beginning(DEMO / "call.opus")
    call = RunningCall(
        sound, PrepCard(), Ear(), Transcriber(worker), Journal(journal_path()), lambda view, events: None
    )
    call.start()
    assert sound.waits.wait(60.0)
    while (killed := worker.process) is None:
        time.sleep(0.01)
    killed.kill()
    killed_s = time.monotonic()
    while worker.process is killed and time.monotonic() < killed_s + 10.0:
        time.sleep(0.01)
    assert time.monotonic() - killed_s < 2.0
    sound.goes_on.set()
    assert call.join(60.0)
    assert call.failure is None
    log = call.log()
    assert [event["event"] for event in log["transcriber"]] == ["TranscriberRestarted"]
    said = [row for row in script() if row["end"] < HEARD_S - 0.5]
    told = set(plain(" ".join(row["text"] for row in said)).split())
    heard = set(plain(" ".join(turn["text"] for turn in log["turns"])).split())
    assert len(told - heard) <= 0.25 * len(told)


class Lame:
    """A recogniser that has died as often as it is asked, `deaths` times."""

    def __init__(self, deaths: int) -> None:
        self.deaths = deaths

    def get_ready(self) -> None:
        if self.deaths:
            self.deaths -= 1
            raise RecogniserDied("no memory")

    def listen(self, samples: object, *, padding_s: float, shortest_s: float) -> NoWords:
        return NoWords()


@pytest.mark.parametrize(("deaths", "goes_on"), [(MOST_ATTEMPTS - 1, True), (MOST_ATTEMPTS, False)])
def test_a_recogniser_that_dies_again_and_again_is_given_up_in_the_end(
    deaths: int, goes_on: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.attempts.TRY_AGAIN_S", 0.01)
    sound = Beginning(DEMO / "call.opus")
    sound.goes_on.set()
    call = RunningCall(
        sound, PrepCard(), Ear(), Transcriber(Lame(deaths)), Journal(journal_path()), lambda view, events: None
    )
    call.start()
    assert call.join(60.0)
    assert (call.failure is None) == goes_on
    assert len(call.log()["transcriber"]) == deaths


def script() -> list[dict[str, object]]:
    return [json.loads(line) for line in (DEMO / "script.jsonl").read_text(encoding="utf-8").splitlines() if line]
