"""A year of events: what each kind led to, how varied they were, and whether it was too many."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from keepwarm.domain.meeting import EventKind
from keepwarm.domain.reasons import Reason

T = TypeVar("T")

LATELY = timedelta(days=30)
_MONTHS_OF_HABIT = 6
_MORE_THAN_USUAL = 1.5
_WEEKS = 4
_FEWEST = 4
"""Fewer events than this in a month are never called too many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attended:
    """An event that the owner went to, on a day: with whom they spoke there, and what became of it.

    `connected` are those of the `people` who are a connection now, `followed` those with whom a next contact
    was placed or took place; `organizations` is where they are from.
    """

    kind: EventKind
    on: date
    people: frozenset[int] = frozenset()
    followed: frozenset[int] = frozenset()
    connected: frozenset[int] = frozenset()
    organizations: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class KindLine:
    """All events of one kind within the time that is looked at; whom one met twice is one of the `people`."""

    kind: EventKind
    events: int
    conversations: int
    people: int
    followed: int
    connections: int


def by_kind(attended: Iterable[Attended]) -> tuple[KindLine, ...]:
    """What each kind led to, that with the most connections first."""
    found: dict[EventKind, list[Attended]] = {}
    for one in attended:
        found.setdefault(one.kind, []).append(one)
    lines = [
        KindLine(
            kind=kind,
            events=len(those),
            conversations=sum(len(one.people) for one in those),
            people=len(_all(one.people for one in those)),
            followed=len(_all(one.followed for one in those)),
            connections=len(_all(one.connected for one in those)),
        )
        for kind, those in found.items()
    ]
    return tuple(sorted(lines, key=lambda one: (-one.connections, -one.followed, -one.events, one.kind)))


def _all(sets: Iterable[frozenset[T]]) -> frozenset[T]:
    return frozenset[T]().union(*sets)


def variety(attended: Sequence[Attended]) -> tuple[Reason, ...]:
    """How varied they were: kinds, and of how many organizations the people met there are."""
    if not attended:
        return ()
    kinds = {one.kind for one in attended}
    organizations = _all(one.organizations for one in attended)
    if len(kinds) == 1 and len(attended) >= _FEWEST:
        return (Reason.of("one_kind_only", kind=next(iter(kinds)).value, count=len(attended)),)
    varied = Reason.of(
        "varied_events", events=len(attended), kinds=len(kinds), organizations=len(organizations)
    )
    return (varied,)


def yes_to_everything(on: Iterable[date], today: date, *, declined: int, a_week: int | None) -> Reason | None:
    """A plain word where a month holds more events than is usual, or than fit, and none was said no to.

    `on` are the days of all events gone to or agreed, and the month is the last or the next one; `declined`
    counts those said no to around it. `a_week` is for how many one-to-ones a week has room, where the owner
    said so: an evening takes as much.
    """
    days = list(on)
    lately = sum(today - LATELY < day <= today for day in days)
    ahead = sum(today < day <= today + LATELY for day in days)
    began = today - LATELY * (_MONTHS_OF_HABIT + 1)
    usual = sum(began < day <= today - LATELY for day in days) / _MONTHS_OF_HABIT
    count = max(lately, ahead)
    too_many = count > usual * _MORE_THAN_USUAL or (a_week is not None and count > a_week * _WEEKS)
    if count < _FEWEST or declined or not too_many:
        return None
    return Reason.of("yes_to_everything", count=count, usual=round(usual))
