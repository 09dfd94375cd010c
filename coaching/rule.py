"""What every rule is: a page for users, settings, one look at an event, and "is it still true?"."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar

from coaching.nudge import Barrier, Pillar, Quote

if TYPE_CHECKING:
    from coaching.call import Call, Happening
    from coaching.metrics import Metrics


def setting(default: float, low: float, high: float, help_text: str) -> Any:
    """A number that users may change, with its range and one line of help."""
    return field(default=default, metadata={"low": low, "high": high, "help": help_text})


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule's condition holds. at_s: since when; the words as for `Nudge`.

    about: what the finding is about (a signal, a turn): the same thing is never found twice.
    """

    at_s: float
    text: str
    why: str
    evidence: tuple[Quote, ...] = ()
    quote: str | None = None
    about: object = None


class Standing(StrEnum):
    """What has become of a finding."""

    STANDS = "stands"
    PUT_RIGHT = "put-right"
    OUT_OF_DATE = "out-of-date"


@dataclass(frozen=True)
class Settings:
    """The settings of a rule that has none. Others add fields made with `setting`."""


class Rule:
    """One rule of the catalog. A fresh instance coaches each call; it may remember what it has heard of it.

    seriousness: 1 to 9; of two findings at once the more serious is shown, then the more specific. live: it may nudge
    during a call; the others are told in the review only. own: the user made it.
    """

    id: ClassVar[str]
    barrier: ClassVar[Barrier | None]
    pillar: ClassVar[Pillar]
    live: ClassVar[bool] = True
    own: ClassVar[bool] = False
    seriousness: ClassVar[int] = 5
    specificity: ClassVar[int] = 5
    settings_type: ClassVar[type[Settings]] = Settings

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings: Any = settings or self.settings_type()

    @property
    def summary(self) -> str:
        """One line for lists: the first of its page."""
        return (self.__doc__ or "").strip().splitlines()[0]

    def hear(self, happening: Happening, call: Call) -> Finding | None:
        """Looks at what has just happened; a finding if the rule's condition now holds."""
        return None

    def in_review(self, metrics: Metrics) -> str | None:
        """What the rule has to say of a whole call, in a sentence with its figures."""
        return None

    def renewed(self, fresh: Rule) -> Rule:
        """This rule as the user has just changed it: with the settings of `fresh`, and all that it has heard."""
        self.settings = fresh.settings
        return self

    def standing(self, finding: Finding, call: Call) -> Standing:
        """Whether a finding is still true; asked while its nudge is on screen or waiting."""
        return Standing.STANDS
