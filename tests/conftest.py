"""Common ground of the tests: no real folders, no network, no leaked threads."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import platformdirs
import pytest
from _pytest.runner import runtestprotocol

MODELS = Path(platformdirs.user_data_dir("courtside", appauthor=False)) / "models"
"""Where `make setup` has put the sentence model; a test's own data folder has none."""


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    session.config.stash[_STATUS] = int(exitstatus)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """Leaves at once: Qt and the sound libraries, all in one process, are taken down in an order that crashes it."""
    sys.stdout.flush()
    sys.stderr.flush()
    if "PYTEST_XDIST_WORKER" not in os.environ and (status := config.stash.get(_STATUS, None)) is not None:
        os._exit(status)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """A test with a real sound server in real time gets a second and a third try: a busy machine may lose sound."""
    if item.get_closest_marker("sound") is None:
        return None
    for attempt in range(1, TRIES + 1):
        item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
        reports = runtestprotocol(item, nextitem=nextitem, log=False)
        if attempt == TRIES or not any(report.failed for report in reports):
            for report in reports:
                item.ihook.pytest_runtest_logreport(report=report)
            item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
            return True
        item._initrequest()  # type: ignore[attr-defined]
    return True


TRIES = 3
LEAVES_S = 10.0
_STATUS = pytest.StashKey[int]()


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing a test does reaches the user's own sessions."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("COURTSIDE_MODELS", str(MODELS))


@pytest.fixture(autouse=True)
def no_leaked_threads() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    ours = [one for one in set(threading.enumerate()) - before if one.name.startswith("courtside")]
    for one in ours:
        one.join(LEAVES_S)  # on its way out, on a busy machine
    leaked = [one.name for one in ours if one.is_alive()]
    assert not leaked, f"threads left running: {leaked}; whoever started them has to stop and join them"
