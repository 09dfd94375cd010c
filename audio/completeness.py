"""Files that were cut off say so in their first or last bytes: found before a call is half coached.

Only where FFmpeg itself does not notice; `audio/decoding.py` asks it about the other formats.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import BinaryIO

from audio.errors import BadInput

SHORTFALL = 0.02
"""Bytes that may be missing, as a part of what was promised: tags and padding are trimmed by honest tools."""
OGG_PAGE_BYTES = 65_307
"""The largest an Ogg page can be (RFC 3533)."""
KEPT_AS_HEARD = {"COURTSIDE": "kept as it was heard"}
"""The tag of sound that was written while a call went on: where it ends, the call ended or the computer stopped."""


def check_complete(path: Path) -> bool:
    """Raises BadInput when a WAV, MP3 or Ogg file at `path` ends before the end that it promises.

    False for sound that Courtside kept and could not finish: all there is of it is there.
    """
    with path.open("rb") as file:
        size_bytes = path.stat().st_size
        start = file.read(12)
        if start[:4] in (b"RIFF", b"RF64") and start[8:] == b"WAVE":
            promised_bytes = _wav_bytes(file)
        elif start[:4] == b"OggS":
            return _check_ogg(path, file, size_bytes)
        else:
            promised_bytes = _mp3_bytes(file)
    if size_bytes < promised_bytes * (1 - SHORTFALL):
        raise BadInput(f"{path}: cut off after {size_bytes:,} of {promised_bytes:,} bytes; copy the whole file again")
    return True


def _wav_bytes(file: BinaryIO) -> int:
    """Where a WAV file's sound should end; 0 where the writer left that open, as when it wrote to a pipe."""
    file.seek(12)
    while len(header := file.read(8)) == 8:
        name, length = struct.unpack("<4sI", header)
        if name == b"data":
            return 0 if length >= 0xFFFF_F000 else file.tell() + length
        file.seek(length + length % 2, 1)
    return 0


def _mp3_bytes(file: BinaryIO) -> int:
    """What the Xing header of an MP3 file says about its size; 0 where there is none."""
    file.seek(0)
    tag = file.read(10)
    begins_at = 0
    if tag[:3] == b"ID3" and len(tag) == 10:
        begins_at = 10 + (tag[6] << 21 | tag[7] << 14 | tag[8] << 7 | tag[9])
    file.seek(begins_at)
    first_frame = file.read(200)
    at = max(first_frame.find(b"Xing"), first_frame.find(b"Info"))
    if first_frame[:1] != b"\xff" or at < 0 or len(first_frame) < at + 16:
        return 0
    flags, _, promised_bytes = struct.unpack_from(">III", first_frame, at + 4)
    return begins_at + promised_bytes if flags & 3 == 3 else 0


def _check_ogg(path: Path, file: BinaryIO, size_bytes: int) -> bool:
    """The last page of a complete Ogg file says that it is the last, and is all there."""
    file.seek(max(0, size_bytes - OGG_PAGE_BYTES))
    tail = file.read()
    at = tail.rfind(b"OggS")
    page = tail[at:]
    if at >= 0 and len(page) >= 27:
        segments = page[27 : 27 + page[26]]
        if len(segments) == page[26] and len(page) >= 27 + len(segments) + sum(segments) and page[5] & 4:
            return True
    if _kept_as_heard(file):
        return False
    raise BadInput(f"{path}: cut off after {size_bytes:,} bytes, its last page is missing; copy the whole file again")


def _kept_as_heard(file: BinaryIO) -> bool:
    """The tags of an Ogg stream stand in its second page (RFC 7845)."""
    file.seek(0)
    [(key, value)] = KEPT_AS_HEARD.items()
    return f"{key}={value}".encode() in file.read(4096)
