"""Days in the short form of a country, and the order of their parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwarm.formats.written_days import DayOrder, find_order, find_written_day

DAYS = st.dates()


@pytest.mark.parametrize(
    ("written", "order"),
    [
        (["4/5/1990", "12/28/1969"], DayOrder.MONTH_FIRST),
        (["4/5/1990", "28/12/1969"], DayOrder.DAY_FIRST),
        (["4.5.1990"], DayOrder.DAY_FIRST),
        (["4-5-1990", "28-12-1969 00:00"], DayOrder.DAY_FIRST),
        (["4/5/1990", "0/0/00", "", "99/99/1990", "1990-12-28"], None),
        (["12/28/1969", "28/12/1969"], None),
    ],
)
def test_the_order_is_that_of_the_days_that_can_be_read_in_one_way(
    written: list[str], order: DayOrder | None
) -> None:
    assert find_order(written) is order


@given(DAYS)
def test_a_day_is_read_in_the_order_in_which_it_was_written(day: object) -> None:
    year, month, date = str(day).split("-")
    month_first, day_first = f"{month}/{date}/{year}", f"{date}/{month}/{year}"

    found = [
        str(find_written_day(month_first, DayOrder.MONTH_FIRST if int(date) <= 12 else None)),
        str(find_written_day(day_first, DayOrder.DAY_FIRST if int(date) <= 12 else None)),
    ]

    no_year = year in ("0000", "1604")
    meant = (
        "None" if str(day) == "0001-01-01" or year == "4501" else f"--{month}-{date}" if no_year else str(day)
    )
    assert found == [meant, meant]


@given(st.text(alphabet="0123456789/.- T:", max_size=12))
def test_no_text_makes_it_raise(written: str) -> None:
    find_order([written])
    assert all(
        find_written_day(written, order) is None or any(c.isdigit() for c in written)
        for order in (None, *DayOrder)
    )
