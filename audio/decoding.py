"""A sound file as blocks at 16 kHz, whatever it was, without ever holding all of it in memory."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from audio.completeness import check_complete
from audio.errors import BadInput
from audio.frames import SAMPLE_RATE_HZ

Block = NDArray[np.float32]
"""Shape (samples, channels), at SAMPLE_RATE_HZ."""

SHORTFALL_S = 0.5
"""A file may end this much before its header says: codecs pad, muxers round."""
SHORTEST_GAP_S = 0.1
"""Less is rounding in time stamps; more was left out by the recorder, or lost."""
SEEK_BACK_S = 3.0
"""How much of the end is looked at to see that it is there."""


class SoundFile:
    """An open sound or video file whose first sound stream can be read once, as blocks.

    broken_off: it is a call's kept sound that ends where the computer stopped.
    Raises BadInput on opening when the file is missing, unreadable, empty, cut off or holds no sound.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        _check_readable(path)
        self.broken_off = not check_complete(path)
        _check_reaches_end(path)
        self._container = _open(path)
        stream = self._container.streams.best("audio")
        if stream is None:
            self.close()
            raise BadInput(f"{path}: there is no sound in it; give a recording of the call")
        self._stream = stream
        self.channels: int = stream.codec_context.channels
        self.duration_s = _promised_s(self._container, stream)

    def close(self) -> None:
        self._container.close()

    def blocks(self) -> Iterator[Block]:
        """All of the sound. Raises BadInput, with the time, where it turns out broken or cut off."""
        import soxr

        resampler: Any = None
        heard_s = 0.0
        for rate_hz, samples in self._decoded():
            heard_s += len(samples) / rate_hz
            if rate_hz != SAMPLE_RATE_HZ:
                resampler = resampler or soxr.ResampleStream(rate_hz, SAMPLE_RATE_HZ, self.channels)
                samples = resampler.resample_chunk(samples)
            yield samples
        if resampler is not None:
            yield resampler.resample_chunk(np.zeros((0, self.channels), np.float32), last=True)
        if heard_s == 0.0:
            raise BadInput(f"{self.path}: there is no sound in it; give a recording of the call")

    def _decoded(self) -> Iterator[tuple[int, Block]]:
        """(rate in Hz, block at that rate). Junk after the last sound (tags, padding) is passed over."""
        from av import AudioFrame, AudioResampler
        from av.error import FFmpegError

        rate_hz: int = self._stream.codec_context.sample_rate
        to_float = AudioResampler(format="flt", layout=self._stream.codec_context.layout, rate=rate_hz)
        heard_s = 0.0
        starts_s: float | None = None
        broken: FFmpegError | None = None
        packets = self._container.demux(self._stream)
        while True:
            try:
                packet = next(packets, None)
                frames = [] if packet is None else packet.decode()
            except FFmpegError as error:
                broken = broken or error
                continue
            if broken is not None and frames:
                raise BadInput(
                    f"{self.path}: broken at {heard_s:.1f} s ({broken.strerror}); copy the file again"
                ) from broken
            for frame in frames:
                assert isinstance(frame, AudioFrame)
                starts_s = frame.time if starts_s is None else starts_s
                for gap in self._gap((frame.time or 0.0) - (starts_s or 0.0) - heard_s, rate_hz):
                    heard_s += len(gap) / rate_hz
                    yield rate_hz, gap
                for part in to_float.resample(frame):
                    block: Block = part.to_ndarray().reshape(-1, self.channels).astype(np.float32, copy=False)
                    heard_s += len(block) / rate_hz
                    yield rate_hz, block
            if packet is None:
                return

    def _gap(self, gap_s: float, rate_hz: int) -> Iterator[Block]:
        """Silence where the time stamps leave some, so that later words keep their times.

        Only as much as the file is long: time stamps can be wrong.
        """
        if gap_s < SHORTEST_GAP_S or gap_s > (self.duration_s or 0.0):
            return
        for _ in range(int(gap_s)):
            yield np.zeros((rate_hz, self.channels), np.float32)
        yield np.zeros((int(gap_s % 1.0 * rate_hz), self.channels), np.float32)


def _check_readable(path: Path) -> None:
    if not path.exists():
        raise BadInput(f"{path}: there is no such file; check the path")
    if path.is_dir():
        raise BadInput(f"{path}: this is a folder; give the recording in it")
    if not path.is_file():
        raise BadInput(f"{path}: this is not a file; give a recording")
    if not os.access(path, os.R_OK):
        raise BadInput(f"{path}: you may not read it; change its permissions or copy it to your own folder")
    if path.stat().st_size == 0:
        raise BadInput(f"{path}: the file is empty; record or copy it again")


def _open(path: Path) -> Any:
    import av
    from av.error import FFmpegError

    try:
        return av.open(str(path.absolute()))
    except (FFmpegError, OSError, ValueError) as error:
        with path.open("rb") as file:
            is_mp4 = file.read(8)[4:] == b"ftyp"
        raise BadInput(
            f"{path}: cut off, its index (moov) is missing; copy the whole file again"
            if is_mp4
            else f"{path}: not a sound or video file (wav, flac, mp3, m4a, opus, mp4 and most others are)"
        ) from error


def _promised_s(container: Any, stream: Any) -> float | None:
    if stream.duration is not None:
        return float(stream.duration * stream.time_base)
    return container.duration / 1e6 if container.duration is not None else None


def _check_reaches_end(path: Path) -> None:
    """Raises BadInput when the last seconds that the header promises are not there. Reads only those."""
    from av.error import FFmpegError

    with _open(path) as container:
        stream = container.streams.best("audio")
        promised_s = _promised_s(container, stream) if stream is not None else None
        if promised_s is None or not _duration_is_exact(container):
            return
        ends_s = 0.0
        try:
            container.seek(int(max(0.0, promised_s - SEEK_BACK_S) * 1e6))
            for packet in container.demux(stream):
                if packet.pts is not None:
                    ends_s = float((packet.pts + (packet.duration or 0)) * packet.time_base)
        except FFmpegError:
            ends_s = 0.0
        if ends_s < promised_s - SHORTFALL_S:
            raise BadInput(
                f"{path}: cut off{f' at {ends_s:.1f} s' if ends_s else ''} although its header promises "
                f"{promised_s:.1f} s; copy the whole file again"
            )


def _duration_is_exact(container: Any) -> bool:
    """False where it is a guess from the bit rate, or may be that of the video beside a shorter sound."""
    name = container.format.name.split(",")[0]
    return name in {"flac", "aiff", "mov"} or (name == "matroska" and not container.streams.video)
