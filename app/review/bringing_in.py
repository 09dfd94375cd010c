"""Files brought in from the list of calls: asked whose they are, then coached one after the other beside the window."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QInputDialog, QWidget

from app.bring_in import SESSION_LOG, TRANSCRIPTS, BroughtIn, Events, Outcome, bring_in
from app.coaching_setup import make_coach, make_ear, make_transcriber, own_coach
from app.desktop.background import Errands
from app.journal import Journal, JournalError
from app.recordings import recording_events
from app.settings.store import SettingsStore
from audio.frames import Speaker
from coaching.prep import PrepCard
from coaching.transcript import BadTranscript, speaker_names
from models.store import ModelStore

MOST_REASONS = 4
"""Of the files that were refused so many say why."""
_TYPES = " ".join(f"*{suffix}" for suffix in (*TRANSCRIPTS, SESSION_LOG))
_SOUNDS = "*.mp4 *.m4a *.mov *.mkv *.webm *.wav *.mp3 *.ogg *.opus *.flac *.aac *.avi"
_KINDS = f"Recordings, transcripts, session logs ({_SOUNDS} {_TYPES});;All files (*)"


class _Stopped(Exception):
    """The rep wants no more of it."""


class BringingIn(QObject):
    """told: one line of how far it is, or what came of it. came: another call is in the journal. went: it has begun, or
    is over. What was stopped, or broken off, goes on when the same files are brought in again."""

    told = Signal(str)
    came = Signal()
    went = Signal()

    def __init__(self, journal: Journal) -> None:
        super().__init__()
        self._journal = journal
        self._errands = Errands()
        self._stop = Event()
        self.going = False

    def ask(self, parent: QWidget) -> None:
        """Asks which files, then brings them in."""
        plainly = QFileDialog.Option.HideNameFilterDetails
        chosen, _ = QFileDialog.getOpenFileNames(parent, "Bring in earlier calls", "", _KINDS, options=plainly)
        self.bring([Path(path) for path in chosen], parent)

    def bring(self, paths: Sequence[Path], parent: QWidget) -> None:
        """Asks who of those in the transcripts the rep is, then brings the files in, unless a call is running."""
        if not paths or self.going:
            return
        if problem := self._in_the_way():
            self.told.emit(problem)
            return
        speakers = {path: _named(path) for path in paths}
        counted = Counter(name for names in speakers.values() for name in names)
        rep = ""
        if counted:
            names = [name for name, _ in counted.most_common()]
            rep, sure = QInputDialog.getItem(parent, "Who are you?", "In these calls you are:", names, 0, False)
            if not sure:
                return
        self._stop.clear()
        self._set_going(True)
        work = [(path, rep if speakers[path] else None) for path in paths]
        self._errands.run("bring-in", lambda: self._bring(work), self._on_over, self._on_failed)

    def _in_the_way(self) -> str:
        """A call that goes on needs this machine; "" when nothing is in the way."""
        try:
            running = any(session.live for session in self._journal.sessions())
        except JournalError as error:
            return str(error)
        return "A call is running. Bring these in when it is over." if running else ""

    def stop(self) -> None:
        """What is being read is left, and read anew another time."""
        self._stop.set()

    def join(self) -> None:
        """Stops, and waits for it."""
        self.stop()
        self._errands.join()

    # On a thread of its own

    def _bring(self, work: Sequence[tuple[Path, str | None]]) -> list[BroughtIn]:
        own, store = own_coach(), ModelStore()
        ear, done = make_ear(store, own), []
        with suppress(_Stopped):
            for number, (path, rep) in enumerate(work, start=1):
                self._go_on()
                place = f"{number} of {len(work)}: {path.name}"
                self.told.emit(place)
                hear = self._hearing(store, place)
                for one in bring_in([path], self._journal, lambda card: make_coach(card, ear, own), hear, None, rep):
                    done.append(one)
                    if one.outcome is Outcome.NEW:
                        self.came.emit()
        return done

    def _hearing(self, store: ModelStore, place: str) -> Callable[[Path, PrepCard, Path], Events]:
        settings = SettingsStore().settings

        @contextmanager
        def progress(duration_s: float | None, _: str) -> Iterator[Callable[[float], None]]:
            yield lambda heard_s: self._heard(place, heard_s, duration_s)

        def hear(path: Path, card: PrepCard, sound_path: Path) -> Events:
            transcriber = make_transcriber(store, settings.model, card, settings.language)
            return recording_events(path, transcriber, sound_path if settings.keep_sound else None, progress)

        return hear

    def _heard(self, place: str, heard_s: float, duration_s: float | None) -> None:
        self._go_on()
        done = f"{heard_s / duration_s:.0%}".replace("%", " %") if duration_s else f"{heard_s / 60:.0f} min"
        self.told.emit(f"{place}, {done}")

    def _go_on(self) -> None:
        if self._stop.is_set():
            raise _Stopped

    # On the window's

    def _set_going(self, going: bool) -> None:
        self.going = going
        self.went.emit()

    def _on_over(self, done: list[BroughtIn]) -> None:
        self._set_going(False)
        self.told.emit(what_came(done, stopped=self._stop.is_set()))

    def _on_failed(self, problem: str) -> None:
        self._set_going(False)
        self.told.emit(problem)


def what_came(done: Sequence[BroughtIn], *, stopped: bool = False) -> str:
    """What became of the files: how many of each, and for those refused a line why."""
    counts = Counter(one.outcome for one in done)
    said = [f"{_calls(counts[Outcome.NEW])} brought in"]
    if there := counts[Outcome.ALREADY_THERE]:
        said.append(f"{there} {'was' if there == 1 else 'were'} here already")
    if refused := counts[Outcome.REFUSED]:
        said.append(f"{refused} refused")
    ending = ". Bring the same files in again, and it goes on." if stopped else "."
    reasons = [one.reason for one in done if one.outcome is Outcome.REFUSED]
    return "\n".join([", ".join(said) + ending, *reasons[:MOST_REASONS]])


def _calls(count: int) -> str:
    return "No call" if not count else "1 call" if count == 1 else f"{count} calls"


def _named(path: Path) -> list[str]:
    """Who speaks in a transcript; nobody where it already says which side is the rep, or cannot be read."""
    if path.suffix.lower() not in TRANSCRIPTS:
        return []
    try:
        names = speaker_names(path)
    except BadTranscript:
        return []  # told when it is brought in
    return [] if {name.casefold() for name in names} <= set(Speaker) else list(names)
