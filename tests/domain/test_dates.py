"""Partial dates, and days as the owner counts them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwarm.domain.dates import PartialDate, day_number, from_day_number, local_days

moments = st.integers(0, 4_000_000_000).map(lambda second: datetime.fromtimestamp(second, UTC))
days = st.dates(min_value=date(1, 1, 1), max_value=date(9998, 12, 31))
zones = st.sampled_from(["UTC", "Europe/Lisbon", "Asia/Kolkata", "Pacific/Auckland", "America/St_Johns"])


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1985-04-12", PartialDate(year=1985, month=4, day=12)),
        ("19850412", PartialDate(year=1985, month=4, day=12)),
        (" 1985-04 ", PartialDate(year=1985, month=4)),
        ("1985", PartialDate(year=1985)),
        ("--04-12", PartialDate(month=4, day=12)),
        ("--0412", PartialDate(month=4, day=12)),
        ("--04", PartialDate(month=4)),
        ("---12", PartialDate(day=12)),
        ("--02-29", PartialDate(month=2, day=29)),
        ("2024-02-29", PartialDate(year=2024, month=2, day=29)),
    ],
)
def test_a_partial_date_is_read_as_it_is_written(written: str, read: PartialDate) -> None:
    assert PartialDate.parse(written) == read


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "85-04-12",
        "1985-13",
        "1985-04-31",
        "2023-02-29",
        "--02-30",
        "---32",
        "0000",
        "1985-4-1",
        "circa",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"no such|not a date"):
        PartialDate.parse(text)


def test_a_date_of_nothing_is_none() -> None:
    with pytest.raises(ValueError, match="needs a year, a month or a day"):
        PartialDate()


@given(days, st.sampled_from(["year", "month", "day", "year month", "month day", "year month day"]))
def test_a_partial_date_comes_back_from_its_text(on: date, known: str) -> None:
    partial = PartialDate(**{part: getattr(on, part) for part in known.split()})
    assert PartialDate.parse(str(partial)) == partial


@given(days, days)
def test_a_birthday_comes_round_once_within_a_year_on_its_day(born: date, today: date) -> None:
    found = PartialDate(month=born.month, day=born.day).next_on(today)
    assert found is not None
    assert today <= found < today + timedelta(days=366)
    assert (found.month, found.day) in {(born.month, born.day), (2, 28)}
    assert (found.month, found.day) == (born.month, born.day) or (born.month, born.day) == (2, 29)


@pytest.mark.parametrize(
    ("today", "kept"),
    [
        (date(2027, 2, 1), date(2027, 2, 28)),
        (date(2028, 2, 28), date(2028, 2, 29)),
        (date(2027, 3, 1), date(2028, 2, 29)),
    ],
)
def test_the_29th_of_february_is_kept_on_the_28th_in_a_common_year(today: date, kept: date) -> None:
    assert PartialDate(year=1996, month=2, day=29).next_on(today) == kept


@pytest.mark.parametrize("partial", [PartialDate(year=1985, month=4), PartialDate(day=3)])
def test_a_date_without_a_month_or_a_day_does_not_come_round(partial: PartialDate) -> None:
    assert partial.next_on(date(2026, 1, 1)) is None


@given(moments, zones)
def test_the_whole_part_of_a_time_is_the_owners_calendar_day(at: datetime, zone: str) -> None:
    number = local_days(at, ZoneInfo(zone))
    assert from_day_number(int(number // 1)) == at.astimezone(ZoneInfo(zone)).date()


@given(days)
def test_a_day_comes_back_from_its_number(on: date) -> None:
    assert from_day_number(day_number(on)) == on
