"""A call that was recorded: one stereo file, or one file for each side."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from itertools import takewhile, zip_longest
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from audio.decoding import Block, SoundFile
from audio.echo import without_echo
from audio.echo_detector import EchoDetector
from audio.errors import BadInput
from audio.frames import FRAME_SAMPLES, SAMPLE_RATE_HZ, Frame, Samples, Speaker
from audio.health import SourceLost, SourceRestored

LISTENED_AHEAD_S = 120.0
"""Of a recording, to know whether it has an echo: enough for a few sentences of the customer."""

MIXED = 1e-3
"""30 dB between two channels: an echo is never that near, what MP3 and AAC leave of one sound is further below."""

log = logging.getLogger(__name__)


def open_recording(path: Path, *, swap: bool = False) -> Recording:
    """The call in a stereo file: left the rep, right the customer, or the other way round with `swap`.

    Any format and rate that FFmpeg reads, video included. Raises BadInput when it cannot be coached.
    """
    file = SoundFile(path)
    if file.channels != 2:
        file.close()
        if file.channels == 1:
            raise BadInput(
                f"{path}: it has one channel where two are needed (left the rep, right the customer); "
                "with one file for each side use --rep FILE --customer FILE"
            )
        raise BadInput(
            f"{path}: it has {file.channels} channels where two are needed "
            "(left the rep, right the customer); export it as stereo"
        )
    if _is_mixed(path):
        file.close()
        raise BadInput(
            f"{path}: both channels hold the same sound, so you cannot be told from the customer; "
            "record each side on its own channel, or bring in the call's transcript (.vtt, .srt)"
        )
    return Recording([file], swap=swap)


def _is_mixed(path: Path) -> bool:
    """Whether what is heard at first is the same on both channels, but for what an encoder leaves between them."""
    power = between = 0.0
    file = SoundFile(path)
    try:
        for number, block in enumerate(_in_steps(file.blocks())):
            if number * FRAME_SAMPLES / SAMPLE_RATE_HZ >= LISTENED_AHEAD_S:
                break
            power += float(np.square(block).sum())
            between += float(np.square(block[:, 0] - block[:, 1]).sum())
    except BadInput:
        return False  # told when the call gets there
    finally:
        file.close()
    return between < MIXED * power


def open_pair(rep: Path, customer: Path) -> Recording:
    """The call in two files that begin together; the shorter is silent at the end.

    A file with more channels than one is mixed down. Raises BadInput when either cannot be coached.
    """
    first = SoundFile(rep)
    try:
        return Recording([first, SoundFile(customer)])
    except BaseException:
        first.close()
        raise


class Recording:
    """A recorded call as a CallSound. `events()` can be heard once, as fast as it is asked for.

    Calls recorded beside a loudspeaker have the customer's echo in the rep's side: it is taken out.

    name: the file's name, or both joined by " + ". duration_s: of the longer file, where its header says.
    """

    def __init__(self, files: list[SoundFile], *, swap: bool = False) -> None:
        self._files = files
        self._swap = swap
        self._stopped = False
        for file in files:
            if file.broken_off:
                log.warning("%s was broken off in the call; it is read up to there", file.path.name)
        self.name = " + ".join(file.path.name for file in files)
        durations_s = [file.duration_s for file in files if file.duration_s is not None]
        self.duration_s = max(durations_s) if len(durations_s) == len(files) else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for file in self._files:
            file.close()

    def stop(self) -> None:
        self._stopped = True

    def events(self) -> Iterator[Frame | SourceLost | SourceRestored]:
        return without_echo(self._recorded(self._files), EchoDetector(is_present=self._has_echo()))

    def _has_echo(self) -> bool:
        """Listens ahead: a recording, unlike a live call, can be asked before it is heard."""
        files = [SoundFile(file.path) for file in self._files]
        try:
            detector = EchoDetector()
            near: Samples | None = None
            for frame in takewhile(lambda frame: frame.start_s < LISTENED_AHEAD_S, self._recorded(files)):
                if frame.speaker is Speaker.REP:
                    near = frame.samples
                elif near is not None:
                    detector.hear(near, frame.samples)
            return detector.has_trace
        except BadInput:
            return False  # told when the call gets there
        finally:
            for file in files:
                file.close()

    def _recorded(self, files: list[SoundFile]) -> Iterator[Frame]:
        sides = self._stereo_sides(files[0]) if len(files) == 1 else self._pair_sides(files)
        for step, (rep, customer) in enumerate(sides):
            if self._stopped:
                return
            start_s = step * FRAME_SAMPLES / SAMPLE_RATE_HZ
            yield Frame(Speaker.REP, start_s, rep)
            yield Frame(Speaker.CUSTOMER, start_s, customer)

    def _stereo_sides(self, file: SoundFile) -> Iterator[tuple[Samples, Samples]]:
        rep, customer = (1, 0) if self._swap else (0, 1)
        for block in _in_steps(file.blocks()):
            yield np.ascontiguousarray(block[:, rep]), np.ascontiguousarray(block[:, customer])

    def _pair_sides(self, files: list[SoundFile]) -> Iterator[tuple[Samples, Samples]]:
        rep, customer = (map(_mono, _in_steps(file.blocks())) for file in files)
        yield from zip_longest(rep, customer, fillvalue=np.zeros(FRAME_SAMPLES, np.float32))


def _mono(block: Block) -> Samples:
    return np.ascontiguousarray(block.mean(axis=1, dtype=np.float32))


def _in_steps(blocks: Iterator[Block]) -> Iterator[Block]:
    """The same sound in blocks of FRAME_SAMPLES; the last one is filled up with zeros."""
    rest: Block | None = None
    for block in blocks:
        joined = block if rest is None else np.concatenate([rest, block])
        whole = len(joined) - len(joined) % FRAME_SAMPLES
        yield from joined[:whole].reshape(-1, FRAME_SAMPLES, joined.shape[1])
        rest = joined[whole:]
    if rest is not None and len(rest):
        yield np.pad(rest, ((0, FRAME_SAMPLES - len(rest)), (0, 0)))
