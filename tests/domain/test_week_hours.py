"""Days and hours of a week, as somebody says them."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwarm.domain.own_time import Mood, OwnTime, is_day, is_day_hours, is_week_days
from keepwarm.domain.week_hours import WeekHours

MONDAY = datetime(2026, 11, 23)  # noqa: DTZ001 - a wall clock


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return MONDAY.replace(day=23 + day, hour=hour, minute=minute)


@pytest.mark.parametrize(
    ("written", "inside", "outside"),
    [
        ("mon-fri 18:00-20:00", [at(0, 18), at(4, 19, 59)], [at(0, 20), at(5, 18), at(0, 17, 59)]),
        ("sat,sun", [at(5, 0), at(6, 23, 59)], [at(4, 12)]),
        ("09:00-17:00", [at(6, 9)], [at(6, 17), at(2, 8, 59)]),
        ("fri 22:00-02:00", [at(4, 23), at(5, 1, 59)], [at(5, 22), at(4, 1), at(5, 2)]),
        ("sat-mon", [at(5, 1), at(0, 1)], [at(1, 1)]),
    ],
)
def test_hours_hold_where_they_say(written: str, inside: list[datetime], outside: list[datetime]) -> None:
    hours = WeekHours.parse(written)
    assert [moment for moment in inside if not hours.holds_at(moment)] == []
    assert [moment for moment in outside if hours.holds_at(moment)] == []


@pytest.mark.parametrize(
    "written", ["", "someday", "mon 25:00-26:00", "18:00", "mon-", "18:61-19:00", "mon  "]
)
def test_what_is_no_hours_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"is|in"):
        WeekHours.parse(written)


@given(
    st.frozensets(st.integers(0, 6), min_size=1),
    st.integers(0, 1_439),
    st.integers(0, 1_440),
)
def test_what_is_written_is_read_again(days: frozenset[int], begin: int, end: int) -> None:
    hours = WeekHours(days=days, from_minute=begin, until_minute=end)
    assert WeekHours.parse(str(hours)) == hours


def test_the_owners_own_days_and_hours_are_known_for_what_they_are() -> None:
    assert [is_week_days(value) for value in ("sat,sun", "sun", "sun,sat", "", "sat,sat")] == [
        True, True, False, False, False,
    ]  # fmt: skip
    assert [is_day_hours(value) for value in ("21:00-08:00", "sat 21:00-08:00", "late")] == [
        True,
        False,
        False,
    ]
    assert [is_day(value) for value in ("2026-11-23", "20261123", "today")] == [True, False, False]


def test_a_day_is_quiet_or_finished_as_the_owner_said() -> None:
    own = OwnTime(quiet_days="sat,sun", quiet_hours="21:00-08:00", finished_on="2026-11-24")
    moods = {(0, 12): Mood.OPEN, (0, 7): Mood.QUIET_HOURS, (5, 12): Mood.QUIET_DAY, (1, 12): Mood.FINISHED}
    assert {(day, hour): own.mood_at(at(day, hour), at(day, hour).date()) for day, hour in moods} == moods


def test_who_said_nothing_has_no_quiet_day() -> None:
    assert {
        OwnTime().mood_at(at(day, hour), at(day, hour).date()) for day in range(7) for hour in range(24)
    } == {Mood.OPEN}
