"""Every time zone there is, at every change of its clocks from 2024 to 2033: days stay days."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from math import floor
from zoneinfo import ZoneInfo, available_timezones

import pytest

from keepwarm.domain.dates import (
    PartialDate,
    day_begins,
    day_for_today,
    day_number,
    from_day_number,
    local_days,
)

BEGIN, END = datetime(2023, 12, 31, tzinfo=UTC), datetime(2034, 1, 2, tzinfo=UTC)
DAY, HOUR, SECOND, INSTANT = (
    timedelta(days=1),
    timedelta(hours=1),
    timedelta(seconds=1),
    timedelta(microseconds=1),
)
AROUND = [
    *(hours * HOUR / 2 for hours in range(-52, 53)),
    *(share for hours in (-2, -1, 0, 1, 2) for share in (hours * HOUR - INSTANT, hours * HOUR + SECOND)),
]
"""From a day before a change to a day after it, each half hour, and closely about the hours next to it."""


@cache
def changes(name: str) -> tuple[datetime, ...]:
    """The first seconds after each change of a zone's clocks."""
    zone = ZoneInfo(name)
    found = []
    for start, end in pairwise(BEGIN + days * DAY for days in range(0, (END - BEGIN).days + 10, 10)):
        if start.astimezone(zone).utcoffset() != end.astimezone(zone).utcoffset():
            found.append(_first_second(zone, start, end))
    return tuple(found)


def _first_second(zone: ZoneInfo, start: datetime, end: datetime) -> datetime:
    before = start.astimezone(zone).utcoffset()
    while end - start > SECOND:
        middle = start + ((end - start) // 2 // SECOND or 1) * SECOND
        if middle.astimezone(zone).utcoffset() == before:
            start = middle
        else:
            end = middle
    return end


def zones() -> Iterator[tuple[ZoneInfo, list[datetime]]]:
    """Each zone with the moments at which something could go wrong: changes, and the 29th of February."""
    for name in sorted(available_timezones()):
        leap_days = [datetime(year, 2, 29, tzinfo=UTC) for year in (2024, 2028, 2032)]
        yield ZoneInfo(name), [*changes(name), *leap_days]


def test_there_are_changes_to_look_at_and_midnights_that_never_strike() -> None:
    assert len(list(zones())) > 400
    assert len(changes("Europe/Lisbon")) == 20
    spring = changes("Africa/Cairo")[0]
    assert [at.astimezone(ZoneInfo("Africa/Cairo")).hour for at in (spring - SECOND, spring)] == [23, 1]


def test_time_goes_forward_and_its_whole_part_is_the_day_on_the_wall() -> None:
    for zone, moments in zones():
        for moment in moments:
            around = sorted(moment + share for share in AROUND)
            counted = [local_days(at, zone) for at in around]
            assert all(earlier < later for earlier, later in pairwise(counted)), (zone, moment)
            walls = [at.astimezone(zone).date() for at in around]
            assert [from_day_number(floor(days)) for days in counted] == walls, (zone, moment)


def test_each_day_begins_once_where_the_day_before_ends() -> None:
    for zone, moments in zones():
        for moment in moments:
            day = moment.astimezone(zone).date()
            for on in (day - DAY, day, day + DAY):
                begins = day_begins(on, zone)
                assert begins.astimezone(zone).date() == on, (zone, on)
                assert (begins - INSTANT).astimezone(zone).date() == on - DAY, (zone, on)
                assert local_days(begins, zone) == day_number(on), (zone, on)


def test_todays_day_follows_the_day_before_and_none_comes_twice() -> None:
    for zone, moments in zones():
        for moment in moments:
            seen = list(
                dict.fromkeys(day_for_today(moment + hours * HOUR / 2, zone) for hours in range(-52, 53))
            )
            assert seen == [seen[0] + days * DAY for days in range(len(seen))], (zone, moment)


@pytest.mark.parametrize(("month", "day"), [(1, 1), (2, 28), (2, 29), (3, 1), (10, 27), (12, 31)])
def test_a_birthday_and_a_due_day_come_once_a_year_whatever_the_clocks_do(month: int, day: int) -> None:
    on = PartialDate(month=month, day=day)
    first, last = date(2024, 1, 1), date(2033, 12, 31)
    days = [first + ahead * DAY for ahead in range((last - first).days + 1)]
    kept = [today for today in days if on.next_on(today) == today]
    assert [today.year for today in kept] == list(range(2024, 2034))
    assert {(today.month, today.day) for today in kept} <= {(month, day), (2, 28)}
    assert [from_day_number(day_number(today) + 50) for today in days] == [today + 50 * DAY for today in days]


def test_of_a_day_of_25_hours_the_second_two_oclock_is_later_than_the_first() -> None:
    zone = ZoneInfo("Europe/Berlin")
    first, second = (datetime(2026, 10, 25, 2, 30, fold=fold, tzinfo=zone) for fold in (0, 1))
    assert local_days(first, zone) < local_days(second, zone) < day_number(date(2026, 10, 26))


def test_the_last_day_of_all_has_no_next_year() -> None:
    assert PartialDate(month=1, day=1).next_on(date(9999, 12, 31)) is None
