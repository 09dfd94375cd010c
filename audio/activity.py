"""Who speaks when: speech told from silence, noise and music, one side at a time."""

from __future__ import annotations

from collections import deque
from typing import Any

import numpy as np

from audio.frames import FRAME_S, Frame, Samples, Speaker
from audio.level import level_db
from audio.silero import Silero
from audio.speech import SpeechStarted, SpeechStopped

START_PROBABILITY = 0.45
"""Speech begins with START_FRAMES of the last START_WINDOW frames at least this likely to be speech."""
START_FRAMES = 4
START_WINDOW = 6
"""0.13 s of 0.19 s: a "yeah" of 0.2 s passes, a click or a key does not."""
KEEP_PROBABILITY = 0.12
"""Once begun, speech goes on while frames are at least this likely: quiet endings, far voices."""
END_PROBABILITY = 0.3
"""The last frame this likely is where the last word ends; the model's own echo of it lasts longer."""
END_LATE_S = 0.03
"""That frame ends so much after the voice does (the median over clips whose true end is known)."""
HANG_OVER_FRAMES = 12
"""0.38 s below KEEP_PROBABILITY end speech, 0.45 s after its last sound. Shorter pauses do not split it."""
GATE_HOLD_FRAMES = 8
"""Frames for which the judge goes on listening after the gate last heard anything; also its run-up."""
GATE_FLOOR_DB = -75.0
"""Below this not even the gate is asked: digital silence, a muted microphone."""
GATE_MODE = 2
"""webrtcvad's aggressiveness: on labelled meetings it passes 97 to 100 % of the judge's speech frames."""

# Chosen on half of the labelled meeting pieces, reported on the rest: tests/benchmarks/voice_activity.py.


class VoiceActivity:
    """Tells when `speaker` speaks: hand it every frame of that side, in order.

    Times are good to about 50 ms: a start is dated back to the first sound, an end is the last sound and
    not the moment it was known, about 0.45 s later. webrtcvad listens while nobody speaks and costs nothing
    much; Silero, which knows speech from noise, only while that or speech itself gives reason to, and then to
    as many frames at a time as must pass before there can be anything to tell.
    """

    def __init__(self, speaker: Speaker) -> None:
        self._speaker = speaker
        self._gate = _Gate()
        self._judge = Silero()
        self._run_up: deque[Frame] = deque(maxlen=GATE_HOLD_FRAMES)
        self._unjudged: list[Frame] = []
        self._held_frames = 0
        self._likely: deque[tuple[float, float]] = deque(maxlen=START_WINDOW)
        self._start_s: float | None = None
        self._last_end_s = 0.0
        self._quiet_frames = 0

    @property
    def speaking(self) -> bool:
        return self._start_s is not None

    def hear(self, frame: Frame) -> list[SpeechStarted | SpeechStopped]:
        """What became known with this frame: nothing, mostly."""
        if self.speaking or self._gate.opens(frame.voice):
            self._held_frames = GATE_HOLD_FRAMES
        if not self._held_frames and not self.speaking:
            self._run_up.append(frame)
            return []
        self._held_frames = max(0, self._held_frames - 1)
        if self._run_up:
            self._judge.forget()
            self._likely.clear()
            self._unjudged = list(self._run_up)
            self._run_up.clear()
        self._unjudged.append(frame)
        events: list[SpeechStarted | SpeechStopped] = []
        while len(self._unjudged) >= (due := self._frames_to_news):
            events += self._judged(due, frame.end_s)
        return events

    def flush(self, at_s: float) -> list[SpeechStarted | SpeechStopped]:
        """The call is over at `at_s`: speech that was going on ends with its last sound."""
        self._judged(len(self._unjudged), at_s)
        return [self._stopped(at_s)] if self.speaking else []

    @property
    def _frames_to_news(self) -> int:
        """How many frames have to be judged before speech can begin, or end: 1 or more."""
        if self.speaking:
            return HANG_OVER_FRAMES - self._quiet_frames
        return START_FRAMES - self._likely_frames

    @property
    def _likely_frames(self) -> int:
        return sum(likely >= START_PROBABILITY for _, likely in self._likely)

    def _judged(self, count: int, at_s: float) -> list[SpeechStarted | SpeechStopped]:
        """What the oldest `count` frames bring: with the last of them, if at all."""
        frames, self._unjudged = self._unjudged[:count], self._unjudged[count:]
        if not frames:
            return []
        found: list[SpeechStarted | SpeechStopped] = []
        probabilities = self._judge.probabilities(np.concatenate([frame.voice for frame in frames]))
        for frame, probability in zip(frames, probabilities, strict=True):
            found += self._weighed(frame, probability, at_s)
        return found

    def _weighed(self, frame: Frame, probability: float, at_s: float) -> list[SpeechStarted | SpeechStopped]:
        self._likely.append((frame.start_s, probability))
        if self._start_s is None:
            if self._likely_frames < START_FRAMES:
                return []
            self._start_s = next(start_s for start_s, likely in self._likely if likely >= KEEP_PROBABILITY)
            self._last_end_s, self._quiet_frames = frame.end_s, 0
            return [SpeechStarted(at_s, self._speaker, self._start_s)]
        if probability >= END_PROBABILITY:
            self._last_end_s = frame.end_s
        self._quiet_frames = 0 if probability >= KEEP_PROBABILITY else self._quiet_frames + 1
        return [self._stopped(at_s)] if self._quiet_frames >= HANG_OVER_FRAMES else []

    def _stopped(self, at_s: float) -> SpeechStopped:
        assert self._start_s is not None
        start_s, self._start_s = self._start_s, None
        self._likely.clear()
        end_s = max(start_s + FRAME_S, self._last_end_s - END_LATE_S)
        return SpeechStopped(at_s, self._speaker, start_s, end_s)


class _Gate:
    """The cheap first look: could this frame be speech at all?"""

    def __init__(self) -> None:
        import webrtcvad

        self._vad: Any = webrtcvad.Vad(GATE_MODE)

    def opens(self, samples: Samples) -> bool:
        if level_db(samples) < GATE_FLOOR_DB:
            return False
        # webrtcvad takes 10, 20 or 30 ms: the last 2 ms of a frame go unheard here.
        pcm = (np.clip(samples[:480], -1.0, 1.0) * 32_767).astype("<i2").tobytes()
        return bool(self._vad.is_speech(pcm, 16_000))
