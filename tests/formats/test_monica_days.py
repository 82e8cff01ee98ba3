"""Days and times as Monica writes them."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwarm.formats.monica_days import find_day, find_partial, find_time, next_round

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("special", "expected"),
    [
        ({"date": "1979-06-30T00:00:00.000000Z"}, "1979-06-30"),
        ({"date": "1950-01-01T00:00:00.000000Z", "is_age_based": True}, "1950"),
        ({"date": "2000-02-29", "is_year_unknown": 1}, "--02-29"),
        ({"date": "never"}, "None"),
        ({}, "None"),
        ([], "None"),
        ("1979-06-30", "None"),
    ],
)
def test_a_special_date_is_known_as_far_as_it_is(special: object, expected: str) -> None:
    assert str(find_partial({"birthdate": special}, "birthdate")) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2023-01-02T00:00:00.000000Z", "2023-01-02 11:00:00+00:00"),
        ("2023-07-02", "2023-07-02 10:00:00+00:00"),
        ("2022-11-20T19:30:00.000000Z", "2022-11-20 19:30:00+00:00"),
        ("2022-11-20 19:30:00", "2022-11-20 18:30:00+00:00"),
        ("2022-11-20T19:30:00+02:00", "2022-11-20 17:30:00+00:00"),
        ("0001-01-01T00:00:00Z", "None"),
        ("9999-12-31T23:59:59-12:00", "None"),
        ("yesterday", "None"),
        (7, "None"),
    ],
)
def test_midnight_is_a_day_and_any_other_time_a_time(written: object, expected: str) -> None:
    assert str(find_time({"at": written}, "at", BERLIN)) == expected


def test_a_day_is_the_one_that_is_written_whatever_the_time() -> None:
    assert find_day({"at": "2024-03-15T23:59:59.000000Z"}, "at") == date(2024, 3, 15)


@pytest.mark.parametrize(
    ("begin", "unit", "number", "on", "expected"),
    [
        (date(2023, 10, 31), "month", 3, date(2024, 2, 10), date(2024, 4, 30)),
        (date(2024, 1, 1), "week", 2, date(2024, 1, 16), date(2024, 1, 29)),
        (date(2024, 1, 1), "week", 2, date(2024, 1, 15), date(2024, 1, 15)),
        (date(2020, 2, 29), "year", 2, date(2021, 1, 1), date(2022, 2, 28)),
        (date(2030, 1, 1), "month", 1, date(2024, 1, 1), date(2030, 1, 1)),
        (date(2024, 1, 1), "day", 1, date(2024, 1, 1), None),
        (date(9999, 12, 1), "week", 99_999, date(9999, 12, 2), None),
        (date(2024, 1, 1), "month", 0, date(2024, 1, 1), None),
    ],
)
def test_what_comes_round_does_so_next(
    begin: date, unit: str, number: int, on: date, expected: date | None
) -> None:
    assert next_round(begin, unit, number, on) == expected


@given(
    st.dates(date(1990, 1, 1), date(2050, 1, 1)),
    st.integers(1, 30),
    st.dates(date(1990, 1, 1), date(2050, 1, 1)),
)
def test_the_next_round_is_never_past_and_never_before_the_first(begin: date, number: int, on: date) -> None:
    rounds = [next_round(begin, unit, number, on) for unit in ("week", "month", "year")]

    assert all(found is not None and found >= max(begin, on) for found in rounds)
