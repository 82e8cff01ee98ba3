"""The day of a next step that was tapped."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwarm.domain.captures import Soon, day_of

MONDAY = date(2026, 11, 16)


@pytest.mark.parametrize(
    ("weekday", "this_week", "next_week"),
    [
        (0, "2026-11-20", "2026-11-25"),
        (3, "2026-11-20", "2026-11-25"),
        (4, "2026-11-22", "2026-11-25"),
        (5, "2026-11-22", "2026-11-25"),
        (6, "2026-11-23", "2026-11-25"),
    ],
)
def test_this_week_ends_on_friday_and_next_week_is_its_middle(
    weekday: int, this_week: str, next_week: str
) -> None:
    today = MONDAY + timedelta(days=weekday)
    assert str(day_of(Soon.THIS_WEEK, today)) == this_week
    assert str(day_of(Soon.NEXT_WEEK, today)) == next_week
    assert day_of(Soon.TOMORROW, today) == today + timedelta(days=1)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from(Soon))
def test_a_next_step_is_never_today_and_at_most_ten_days_on(today: date, soon: Soon) -> None:
    assert 1 <= (day_of(soon, today) - today).days <= 9
