"""Recurrence rules, beside an independent reader of them (python-dateutil)."""

from datetime import date, datetime, time
from itertools import islice

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.formats.ics_rules import Budget, occurrences, read_rule

NUMBER = st.integers(1, 5)


def days_of(rule: str, first: str, until: date = date(2100, 1, 1), most: int = 6) -> list[str]:
    begins = datetime.fromisoformat(first)
    found = read_rule(rule, begins)
    assert found is not None
    return [f"{one:%Y-%m-%d}" for one in islice(occurrences(found, begins, until, Budget()), most)]


@pytest.mark.parametrize(
    ("rule", "begins", "days"),
    [
        ("FREQ=DAILY;INTERVAL=10", "2024-02-20", ["2024-02-20", "2024-03-01", "2024-03-11"]),
        ("FREQ=WEEKLY", "2024-02-29", ["2024-02-29", "2024-03-07", "2024-03-14"]),
        ("FREQ=YEARLY", "2024-02-29", ["2024-02-29", "2028-02-29", "2032-02-29"]),
        ("FREQ=MONTHLY", "2024-01-31", ["2024-01-31", "2024-03-31", "2024-05-31"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "2023-01-31", ["2023-01-31", "2023-02-28", "2023-03-31"]),
        ("FREQ=MONTHLY;BYDAY=-1FR", "2024-01-26", ["2024-01-26", "2024-02-23", "2024-03-29"]),
        ("FREQ=MONTHLY;BYDAY=2TU", "2024-01-09", ["2024-01-09", "2024-02-13", "2024-03-12"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2024-03-29",
         ["2024-03-29", "2024-04-30", "2024-05-31"]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=MO", "1997-08-05",
         ["1997-08-05", "1997-08-10", "1997-08-19"]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU", "1997-08-05",
         ["1997-08-05", "1997-08-17", "1997-08-19"]),
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "1997-05-12", ["1997-05-12", "1998-05-11", "1999-05-17"]),
        ("FREQ=YEARLY;BYWEEKNO=20", "1997-05-12", ["1997-05-12", "1998-05-11", "1999-05-17"]),
        ("FREQ=YEARLY;BYYEARDAY=1,-1", "2023-01-01", ["2023-01-01", "2023-12-31", "2024-01-01"]),
        ("FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "2024-03-31", ["2024-03-31", "2025-03-30", "2026-03-29"]),
    ],
)  # fmt: skip
def test_a_rule_repeats_on_the_days_that_it_names(rule: str, begins: str, days: list[str]) -> None:
    assert days_of(rule, begins, most=3) == days


def test_several_times_of_a_day_are_several_meetings() -> None:
    begins = datetime.fromisoformat("2024-03-01T09:30")
    rule = read_rule("FREQ=DAILY;BYHOUR=9,14", begins)

    assert rule is not None
    found = list(occurrences(rule, begins, date(2024, 3, 2), Budget()))

    assert [f"{one:%d %H:%M}" for one in found] == ["01 09:30", "01 14:30", "02 09:30", "02 14:30"]


@pytest.mark.parametrize(
    "rule",
    ["", "x", "FREQ=HOURLY", "FREQ=SECONDLY;INTERVAL=1", "FREQ=DAILY;BYEASTER=1", "FREQ=WEEKLY;BYDAY=XX",
     "FREQ=MONTHLY;BYMONTHDAY=0", "FREQ=MONTHLY;BYMONTHDAY=32", "FREQ=DAILY;COUNT=0",
     "FREQ=DAILY;INTERVAL=-1", "FREQ=DAILY;INTERVAL=٣", "D1 #10",
     "FREQ=DAILY;BYHOUR=0,1,2,3,4;BYMINUTE=0,1,2,3,4"],
)  # fmt: skip
def test_what_is_no_rule_of_meetings_is_told(rule: str) -> None:
    assert read_rule(rule, datetime.fromisoformat("2024-03-01")) is None


def test_a_rule_that_never_fits_ends() -> None:
    assert days_of("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "2024-01-01", date(2034, 1, 1)) == []
    assert days_of("FREQ=DAILY;INTERVAL=999999", "8990-01-01", date.max) == ["8990-01-01"]


def test_no_more_days_are_gone_through_than_the_budget_holds() -> None:
    begins, budget = datetime.fromisoformat("2024-01-01"), Budget(left=100)
    rule = read_rule("FREQ=DAILY", begins)

    assert rule is not None
    assert len(list(occurrences(rule, begins, date(2100, 1, 1), budget))) == 99
    assert budget.left <= 0


numbers = st.lists(NUMBER, min_size=1, max_size=3, unique=True)
weekdays = st.lists(
    st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]), min_size=1, max_size=3, unique=True
)


@st.composite
def rules(draw: st.DrawFn) -> str:
    """A rule as calendars write it; BYWEEKNO comes with BYDAY, without which readers differ."""
    frequency = draw(st.sampled_from(["YEARLY", "MONTHLY", "WEEKLY", "DAILY"]))
    parts = [
        f"FREQ={frequency}",
        f"INTERVAL={draw(NUMBER)}",
        f"WKST={draw(st.sampled_from(['MO', 'SU', 'TH']))}",
    ]
    if draw(st.booleans()):
        parts.append("BYMONTH=" + listed(draw(st.lists(st.integers(1, 12), min_size=1, max_size=4))))
    if frequency in ("YEARLY", "MONTHLY") and draw(st.booleans()):
        parts.append(
            "BYMONTHDAY=" + listed(draw(st.lists(st.integers(-31, 31).filter(bool), min_size=1, max_size=3)))
        )
    if draw(st.booleans()):
        days = draw(weekdays)
        if frequency in ("YEARLY", "MONTHLY") and draw(st.booleans()):
            days = [f"{draw(st.sampled_from([-2, -1, 1, 2, 4]))}{day}" for day in days]
        parts.append("BYDAY=" + ",".join(days))
    if frequency == "YEARLY" and draw(st.booleans()):
        parts.append(
            "BYYEARDAY=" + listed(draw(st.lists(st.integers(-366, 366).filter(bool), min_size=1, max_size=4)))
        )
    if frequency != "DAILY" and any(part.startswith("BY") for part in parts) and draw(st.booleans()):
        parts.append(f"BYSETPOS={draw(st.sampled_from([-2, -1, 1, 2, 3]))}")
    return ";".join(parts)


def listed(found: list[int]) -> str:
    return ",".join(map(str, found))


@settings(max_examples=150, deadline=None)
@given(rules(), st.dates(date(1990, 1, 1), date(2030, 1, 1)))
def test_an_independent_reader_finds_the_same_days(rule: str, first: date) -> None:
    begins = datetime.combine(first, time(9, 30))
    until = date(first.year + 6, 1, 1)
    read = read_rule(rule, begins)
    assert read is not None

    found = list(occurrences(read, begins, until, Budget()))

    theirs = rrulestr(f"{rule};UNTIL={until:%Y%m%d}T235959", dtstart=begins)
    assert found == list(theirs)


@settings(max_examples=50, deadline=None)
@given(st.integers(-51, 53).filter(bool), st.sampled_from(["MO", "SU", "WE"]), weekdays,
       st.dates(date(1990, 1, 1), date(2030, 1, 1)))  # fmt: skip
def test_weeks_bear_the_numbers_that_an_independent_reader_gives_them(
    number: int, week_begins: str, days: list[str], first: date
) -> None:
    begins = datetime.combine(first, time(9))
    rule = f"FREQ=YEARLY;BYWEEKNO={number};WKST={week_begins};BYDAY={','.join(days)}"
    read = read_rule(rule, begins)
    assert read is not None

    found = list(occurrences(read, begins, date(begins.year + 6, 1, 1), Budget()))

    assert found == list(rrulestr(f"{rule};UNTIL={begins.year + 6}0101T235959", dtstart=begins))
