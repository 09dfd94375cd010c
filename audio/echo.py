"""The customer's voice taken out of the microphone, so that a loudspeaker never speaks for the rep."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, TypeAlias

import numpy as np

from audio.double_talk import DoubleTalk
from audio.echo_detector import EchoDetector
from audio.frames import FRAME_SAMPLES, SAMPLE_RATE_HZ, Frame, Samples, Speaker
from audio.health import SourceLost, SourceRestored
from audio.level import level_db

HELD_STEPS = 2
"""Both sides come out this much later: the canceller must hear what was played before its echo."""
BLOCK_SAMPLES = SAMPLE_RATE_HZ // 100
"""The canceller takes 10 ms at a time."""
CANCELLER_DELAY_SAMPLES = 128
"""What goes into the canceller comes out so much later (measured)."""
BLOCK_DELAY_SAMPLES = 128
"""The most a frame can be short of whole blocks: 512 n modulo 160."""
LEAD_SAMPLES = HELD_STEPS * FRAME_SAMPLES - CANCELLER_DELAY_SAMPLES - BLOCK_DELAY_SAMPLES
"""48 ms: how long the microphone is held back. The system's sound may arrive that much late."""
PLAYED_DB = -60.0
"""The system's sound above this may echo."""
ECHO_STEPS = 16
"""An echo is gone half a second after its sound: the canceller's own reach."""
DOUBT_STEPS = 64
"""The customer's first two seconds are held back until it is known whether they echo."""
RECENT_STEPS = 48
"""1.5 s: more than the detector needs to find an echo."""
FADE_SAMPLES = 160
Event = Frame | SourceLost | SourceRestored
Heard: TypeAlias = "tuple[Samples, Samples | None]"
"""A frame's `samples` and `cleaned`."""


def without_echo(events: Iterable[Event], detector: EchoDetector | None = None) -> Iterator[Event]:
    """The same events two steps later, with the customer's echo taken out of the rep's frames.

    The customer's first words of all come up to two seconds later, when it is known whether they echo.
    While the customer is silent, while the rep talks over the customer, and on a headset always, the rep's
    frames are the microphone's own samples: a canceller takes some of the voice with the echo.
    detector: what is known beforehand; by default nothing is.
    """
    detector = detector or EchoDetector()
    removal = EchoRemoval(detector)
    held: deque[Event] = deque()
    waiting: list[tuple[Samples, Samples]] = []
    near = silence = np.zeros(FRAME_SAMPLES, np.float32)
    steps = 0
    for event in events:
        held.append(event)
        if not isinstance(event, Frame):
            continue
        if event.speaker is Speaker.REP:
            near = event.samples
            continue
        detector.hear(near, event.samples)
        waiting.append((near, event.samples))
        is_news = any(not isinstance(held_back, Frame) for held_back in held)
        if detector.is_in_doubt and len(waiting) < DOUBT_STEPS and not is_news:
            continue
        for step in waiting:
            heard = removal.hear(*step)
            steps += 1
            if steps > HELD_STEPS:
                yield from _released(held, heard, detector)
        waiting.clear()
    for step in (*waiting, *[(silence, silence)] * HELD_STEPS):
        heard = removal.hear(*step)
        steps += 1
        if steps > HELD_STEPS:
            yield from _released(held, heard, detector)


def _released(held: deque[Event], heard: Heard, detector: EchoDetector) -> Iterator[Event]:
    """The oldest step in `held`, and what was told before it, with the rep's samples replaced."""
    while held:
        event = held.popleft()
        if not isinstance(event, Frame):
            if isinstance(event, SourceRestored):
                detector.forget()
            yield event
        elif event.speaker is Speaker.REP:
            yield replace(event, samples=heard[0], cleaned=heard[1])
        else:
            yield event
            return


class EchoRemoval:
    """WebRTC's AEC3 on frames. What comes out belongs to the frame given HELD_STEPS calls before."""

    def __init__(self, detector: EchoDetector) -> None:
        self._detector = detector
        self._canceller: Any = None
        self._recent: deque[tuple[Samples, Samples]] = deque(maxlen=RECENT_STEPS)
        self._raw: deque[Samples] = deque([np.zeros(FRAME_SAMPLES, np.float32)] * HELD_STEPS)
        self._near = np.zeros(0, np.float32)
        self._far = np.zeros(0, np.float32)
        self._cleaned = np.zeros(0, np.float32)
        self._steps_since_sound = ECHO_STEPS + HELD_STEPS
        self._rests = True
        self._was_cleaned = False
        self._double_talk = DoubleTalk()

    def hear(self, near: Samples, far: Samples) -> Heard:
        """The microphone's samples of two steps before, cleaned where there may be an echo in them."""
        self._raw.append(near)
        raw = self._raw.popleft()
        if level_db(far) > PLAYED_DB:
            self._steps_since_sound = 0
        else:
            self._steps_since_sound += 1
        is_present = self._detector.is_present
        if not is_present:
            self._canceller = None
        steps_left = ECHO_STEPS + HELD_STEPS - self._steps_since_sound
        if not is_present or steps_left < -1:
            self._rests, self._was_cleaned = True, False
            self._recent.append((near, far))
            return raw, None
        if self._rests:
            self._go_on()
        cleaned = self._cancelled(near, far)
        may_echo = steps_left >= 0 and bool(raw.any())
        if may_echo:
            self._double_talk.hear(cleaned)
        is_cleaned = may_echo and not self._double_talk.is_going_on
        samples = cleaned if is_cleaned else raw
        if is_cleaned != self._was_cleaned:
            samples = _faded(raw if is_cleaned else cleaned, samples)
        self._was_cleaned = is_cleaned
        # The rep's own voice is plainer in the microphone; while it pauses, only the echo would be heard there.
        return samples, cleaned if may_echo and not (is_cleaned or self._double_talk.is_voice) else None

    def _cancelled(self, near: Samples, far: Samples) -> Samples:
        self._near = np.concatenate([self._near, near])
        self._far = np.concatenate([self._far, far])
        whole = len(self._far) - len(self._far) % BLOCK_SAMPLES
        joined = np.concatenate([self._cleaned, self._canceller.process(self._near[:whole], self._far[:whole])])
        self._near, self._far = self._near[whole:], self._far[whole:]
        self._cleaned = joined[FRAME_SAMPLES:]
        return joined[:FRAME_SAMPLES]

    def _go_on(self) -> None:
        """After a rest, with what is still on its way through the canceller; a new one learns from more."""
        steps = list(self._recent)[-HELD_STEPS:]
        if self._canceller is None:
            from pywebrtc_audio import EchoCanceller

            self._canceller = EchoCanceller(SAMPLE_RATE_HZ)
            self._near = np.zeros(LEAD_SAMPLES, np.float32)
            self._far = np.zeros(0, np.float32)
            self._cleaned = np.zeros(BLOCK_DELAY_SAMPLES, np.float32)
            steps = list(self._recent)
        for near, far in steps:
            self._cancelled(near, far)
        self._recent.clear()
        self._rests = False


def _faded(before: Samples, after: Samples) -> Samples:
    """`after`, faded into from `before` over its first 10 ms."""
    weight = np.linspace(0.0, 1.0, FADE_SAMPLES, dtype=np.float32)
    faded = after.copy()
    faded[:FADE_SAMPLES] = weight * after[:FADE_SAMPLES] + (1 - weight) * before[:FADE_SAMPLES]
    return faded
