"""Who has the floor, and since when, as it is known from moment to moment.

Turns are made of finished sentences; the floor is known earlier, from voice activity and the first words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from audio.frames import Speaker
from coaching.turns import Stretch


@dataclass(frozen=True, slots=True)
class Floor:
    """One speaker's time on the floor. It is the same object for as long as they hold it."""

    speaker: Speaker
    since_s: float


class FloorWatch:
    """Follows the floor. A backchannel never takes it; a cough that seemed to gives it back."""

    def __init__(self) -> None:
        self._held: list[tuple[Floor, Stretch]] = []

    @property
    def floor(self) -> Floor | None:
        return self._held[-1][0] if self._held else None

    def look(self, stretches: list[Stretch], takes_floor: Callable[[Stretch], bool]) -> None:
        """Takes in the latest stretches of both speakers, in order of time."""
        if self._held and not takes_floor(self._held[-1][1]):
            self._held.pop()
        for stretch in stretches:
            self._consider(stretch, takes_floor)
        self._give_back(stretches)
        del self._held[:-4]

    def _consider(self, stretch: Stretch, takes_floor: Callable[[Stretch], bool]) -> None:
        floor = self.floor
        if floor is not None and (stretch.speaker is floor.speaker or stretch.start_s < floor.since_s):
            return
        if takes_floor(stretch):
            self._held.append((Floor(stretch.speaker, stretch.start_s), stretch))

    def _give_back(self, stretches: list[Stretch]) -> None:
        """Whoever was talked over and has gone on speaking has the floor again once the other has stopped."""
        if not self._held:
            return
        floor, taken_with = self._held[-1]
        if taken_with.end_s is None:
            return
        going_on = [one for one in stretches if one.speaker is not floor.speaker and one.end_s is None]
        if going_on and going_on[-1].start_s < floor.since_s:
            self._held.append((Floor(going_on[-1].speaker, taken_with.end_s), going_on[-1]))
