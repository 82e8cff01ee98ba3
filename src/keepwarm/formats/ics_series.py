"""When an event takes place: once, or again and again (RFC 5545, 3.8.5), each time with its own slot.

The slot is the time at which the series has it, by which calendars name one meeting of many, also when that
one is moved (RECURRENCE-ID).
"""

import heapq
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from keepwarm.formats.ics_components import Component
from keepwarm.formats.ics_rules import Budget, Rule, occurrences, read_rule
from keepwarm.formats.ics_times import ClockOf, When, find_duration, find_time, times_of

SERIES_PROPERTIES = frozenset({"DTSTART", "RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID"})

YEARS_OF_MEETINGS = range(1970, 2100)
"""What lies outside of them is no meeting but a program's way to say that it knows no time."""

_BEHIND = timedelta(days=3_660)
"""How long after what is asked for the next time of a series is looked for."""

_MOST_RULES = 4
"""Rules of one series; the standard advises against more than one."""

_A_REPEAT = 20
"""Days of the budget that one time of a series counts as."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slots:
    """The times of an event in order; `is_whole` says that all its rules are known."""

    times: Iterator[When]
    repeats: bool = False
    is_whole: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How far series are followed: to a moment and once after it, as long as the budget lasts."""

    until: datetime
    budget: Budget


def slots_of(event: Component, clock_of: ClockOf, reach: Reach, instead: Collection[str]) -> Slots | None:
    """When an event takes place; None where it has no start that can be one.

    `instead` are the slots of its series, as `slot_name` writes them, that have an event of their own.
    """
    start = first_time(event, "DTSTART", clock_of)
    if start is None or start.local.year not in YEARS_OF_MEETINGS:
        return None
    written, is_one_of_many = event.all("RRULE"), event.first("RECURRENCE-ID") is not None
    if is_one_of_many or not (written or event.first("RDATE")):
        return Slots(times=iter((start,)))
    rules = [
        rule
        for line in written[: _MOST_RULES + 1]
        if (rule := read_rule(line.value, start.local)) is not None
    ]
    is_whole = len(rules) == len(written) <= _MOST_RULES and event.first("EXRULE") is None
    left_out = {_name(one) for one in _times(event, "EXDATE", clock_of)} | set(instead)
    added = sorted(_times(event, "RDATE", clock_of), key=_at)
    ruled = [_ruled(rule, start, reach) for rule in rules] if is_whole else []
    series = _in_order(heapq.merge([start], added, *ruled, key=_at), reach)
    kept = (one for one in series if left_out.isdisjoint(slot_names(one))) if left_out else series
    return Slots(times=kept, repeats=True, is_whole=is_whole)


def is_called_off(event: Component) -> bool:
    """Whether it takes place at no time: it says so, or the message in which it comes does."""
    return event.method == "CANCEL" or event.said("STATUS").strip().upper() in ("CANCELLED", "CANCELED")


def first_time(event: Component, name: str, clock_of: ClockOf) -> When | None:
    """The first time that the properties of a name hold, or None."""
    return next(_times(event, name, clock_of), None)


def length_of(event: Component, clock_of: ClockOf) -> timedelta | None:
    """How long it takes: by its end, else by its DURATION; None where neither can be read."""
    begin, end = (first_time(event, name, clock_of) for name in ("DTSTART", "DTEND"))
    return find_duration(event.said("DURATION")) if begin is None or end is None else end.at - begin.at


def slot_names(when: When) -> tuple[str, str]:
    """How a slot may be named: by its moment, and by its day, which some programs write instead of it."""
    return f"{when.at:%Y%m%dT%H%M%SZ}", f"{when.local:%Y%m%d}"


def slot_name(event: Component, clock_of: ClockOf) -> str:
    """The slot that a RECURRENCE-ID names; empty where there is none."""
    line = event.first("RECURRENCE-ID")
    found = None if line is None else next(times_of(line, clock_of), None)
    return "" if found is None else _name(found)


def _name(when: When) -> str:
    return slot_names(when)[when.is_day]


def _times(event: Component, name: str, clock_of: ClockOf) -> Iterator[When]:
    return (one for line in event.all(name) for one in times_of(line, clock_of))


def _at(when: When) -> datetime:
    return when.at


def _in_order(times: Iterable[When], reach: Reach) -> Iterator[When]:
    """Each time once, and none behind the first that is out of reach."""
    seen: datetime | None = None
    for one in times:
        at = one.at
        if at != seen:
            yield one
        if at > reach.until or not reach.budget.spend(_A_REPEAT):
            return
        seen = at


def _ruled(rule: Rule, start: When, reach: Reach) -> Iterator[When]:
    """The times of one rule; the start counts as its first even where the rule has it otherwise."""
    until = find_time(rule.until, "", lambda _: start.clock) if rule.until else None
    last_day = (reach.until + _BEHIND).date()
    if until is not None:
        last_day = min(last_day, (until.local + timedelta(days=2)).date())
    times = (one for one in occurrences(rule, start.local, last_day, reach.budget) if one != start.local)
    yield start
    for local in islice(times, None if rule.count is None else rule.count - 1):
        one = start.moved_to(local)
        if until is not None and _is_over(one, until):
            return
        yield one


def _is_over(one: When, until: When) -> bool:
    if one.is_day or until.is_day:
        return one.local.date() > until.local.date()
    return one.at > until.at
