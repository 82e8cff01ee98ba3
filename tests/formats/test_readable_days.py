"""The days that a cell may mean."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.domain.dates import PartialDate
from keepwarm.formats.readable_days import readable_days


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("2000-03-12", {"2000-03-12"}),
        (" --03-12 ", {"--03-12"}),
        ("4/5/1990", {"1990-05-04", "1990-04-05"}),
        ("28. 12. 1969", {"1969-12-28"}),
        ("12/28/1969 0:00", {"1969-12-28"}),
        ("2001-02-03T00:00:00Z", {"2001-02-03"}),
        ("12/28/1604", {"--12-28"}),
        ("08 Feb 2026", {"2026-02-08"}),
        ("1577836800", {"2019-12-31", "2020-01-01"}),
        ("1577836800000", {"2019-12-31", "2020-01-01"}),
        ("12/28/69", set()),
        ("12/28/1969 14:30", set()),
        ("2001-02-03T04:05:06Z", set()),
        ("2000-03-12 or so", set()),
        ("30 Feb 2026", set()),
        ("0/0/00", set()),
        ("spring", set()),
        ("", set()),
    ],
)
def test_a_cell_means_a_day_where_that_is_all_that_it_says(cell: str, days: set[str]) -> None:
    assert readable_days(cell) == days


@settings(max_examples=150)
@given(st.text(alphabet="0123456789/-.:T Zfeb", max_size=20) | st.text(max_size=45))
def test_whatever_it_says_a_day_is_a_day(cell: str) -> None:
    days = readable_days(cell)

    assert {str(PartialDate.parse(day)) for day in days} == days


@settings(max_examples=60)
@given(st.dates())
def test_a_day_written_out_in_full_is_read_as_itself(day: PartialDate) -> None:
    assert str(day) in readable_days(str(day)) or str(day).startswith(("1604", "0001-01-01", "4501"))
