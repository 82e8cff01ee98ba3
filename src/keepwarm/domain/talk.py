"""What a talk came to, as somebody told it in their own words; of no language.

Each piece carries the span of the words that it was read from, so that a door can show where it came from.
"""

from dataclasses import dataclass
from datetime import date, time
from typing import Any, Generic, NamedTuple, TypeVar

from keepwarm.domain.channels import Channel
from keepwarm.domain.details import Favour, FoundPromise, FoundStep
from keepwarm.domain.interactions import Direction
from keepwarm.domain.people import FactKind, Preference

T = TypeVar("T")


class Span(NamedTuple):
    """A stretch of the words: from a character up to another."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Told(Generic[T]):
    """One piece of what was understood, and where it stands."""

    value: T
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldFact:
    """Something learned. `sensitive` says that it touches what is private, and is not kept unasked."""

    kind: FactKind
    text: str
    sensitive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """All that was understood of `words`; a piece that nothing was said of is None, or empty.

    `who` is how the other was called, `others` are who else was there; `on` and `at` are the owner's day and
    hour; `my_share` is how much of the talking was the owner's, 0 to 100. `rest` is what belongs to no piece,
    word for word; where `on` is None, `unread_day` are words in it that would have said the day.
    """

    words: str
    who: Told[str] | None = None
    others: tuple[Told[str], ...] = ()
    channel: Told[Channel] | None = None
    direction: Told[Direction] | None = None
    minutes: Told[int] | None = None
    on: Told[date] | None = None
    at: Told[time] | None = None
    my_share: Told[int] | None = None
    facts: tuple[Told[ToldFact], ...] = ()
    promises: tuple[Told[FoundPromise], ...] = ()
    next_step: Told[FoundStep] | None = None
    favours: tuple[Told[Favour], ...] = ()
    preferences: tuple[Told[Preference], ...] = ()
    rest: str = ""
    unread_day: str = ""

    @property
    def is_only_planned(self) -> bool:
        """Whether the words tell of nothing but a next contact: "lunch with Ada on friday"."""
        passed = (self.channel, self.direction, self.minutes, self.on, self.at, self.my_share)
        learned = (*self.facts, *self.promises, *self.favours, *self.preferences)
        return self.next_step is not None and not any((*passed, *learned, self.rest))

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where the pieces stand, in the order of the words."""
        once: tuple[Told[Any] | None, ...] = (
            self.who, self.channel, self.direction, self.minutes, self.on, self.at, self.my_share,
            self.next_step,
        )  # fmt: skip
        pieces = (*once, *self.others, *self.facts, *self.promises, *self.favours, *self.preferences)
        return tuple(sorted(piece.span for piece in pieces if piece is not None))
