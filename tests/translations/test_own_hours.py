"""Hours of a week, as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwarm.domain.week_hours import WeekHours
from keepwarm.translations.own_hours import parse_clock, parse_week_hours


@pytest.mark.parametrize(
    ("words", "hours"),
    [
        ("six", "18:00-24:00"), ("18", "18:00-24:00"), ("6pm", "18:00-24:00"), ("18-20", "18:00-20:00"),
        ("after six", "18:00-24:00"), ("9pm to 8am", "21:00-08:00"), ("21-8", "21:00-08:00"),
        ("weekdays 18:00-20:00", "mon-fri 18:00-20:00"), ("weekdays after six", "mon-fri 18:00-24:00"),
        ("weekends", "sat-sun"), ("saturday and sunday", "sat-sun"), ("evenings", "17:00-22:00"),
        ("mornings", "08:00-12:00"), ("weekday evenings", "mon-fri 17:00-22:00"),
        ("evenings on weekdays", "mon-fri 17:00-22:00"), ("9 to 5", "09:00-17:00"), ("6-8", "18:00-20:00"),
        ("6 to 8pm", "18:00-20:00"), ("6-8am", "06:00-08:00"), ("11-1pm", "11:00-13:00"),
        ("between six and eight", "18:00-20:00"), ("before ten", "00:00-10:00"),
        ("until noon", "00:00-12:00"),
        ("Mon, Wed and Fri", "mon,wed,fri"), ("monday to friday", "mon-fri"), ("every day", "mon-sun"),
        ("tuesdays at half past six", "tue 18:30-24:00"), ("evenings after six", "18:00-24:00"),
        ("22:00-midnight", "22:00-24:00"), ("mon-fri 18:00-20:00", "mon-fri 18:00-20:00"),
        ("fri 22:00 - 02:00", "fri 22:00-02:00"), ("from nine onwards", "09:00-24:00"),
        ("", None), ("soon", None), ("six to six", None), ("25", None), ("not after six", None),
        ("18:75", None), ("any time", None), ("evenings until nine", None), ("after midnight", None),
    ],
)  # fmt: skip
def test_hours_are_read_as_they_are_said_or_not_at_all(words: str, hours: str | None) -> None:
    found = parse_week_hours(words)
    assert (None if found is None else str(found)) == hours


@pytest.mark.parametrize(
    ("words", "minute"),
    [
        ("six", 1080),
        ("18", 1080),
        ("8:30", 510),
        ("6 pm", 1080),
        ("midnight", 1440),
        ("x", None),
        ("18-20", None),
    ],
)
def test_a_time_of_the_day_is_read_or_not_at_all(words: str, minute: int | None) -> None:
    assert parse_clock(words) == minute


@given(st.sets(st.integers(0, 6), min_size=1), st.integers(0, 1439), st.integers(1, 1440))
def test_what_is_written_down_is_read_as_the_same(days: set[int], begin: int, end: int) -> None:
    hours = WeekHours(days=frozenset(days), from_minute=begin, until_minute=end)
    assert parse_week_hours(str(hours)) == hours


@given(st.text(max_size=40))
def test_what_any_words_name_is_read_back_as_it_is_written(words: str) -> None:
    found = parse_week_hours(words)
    assert found is None or parse_week_hours(str(found)) == found
