"""Progress bars, on stderr, so that what a command prints can be piped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

_console = Console(stderr=True)


@contextmanager
def seconds_bar(what: str, total_s: float | None) -> Iterator[Callable[[float], None]]:
    """Yields a function that is told how many seconds of `total_s` are done."""
    with Progress(
        TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn(), console=_console, transient=True
    ) as bar:
        task = bar.add_task(what, total=total_s)
        yield lambda done_s: bar.update(task, completed=done_s)


@contextmanager
def bytes_bar(what: str) -> Iterator[Callable[[int, int | None], None]]:
    """Yields a function that is told how many bytes of how many are here."""
    with Progress(
        TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn(), console=_console
    ) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
