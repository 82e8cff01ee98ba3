"""Days as people write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwarm.domain.errors import Invalid
from keepwarm.translations.days import find_day, parse_day, parse_past_day, split_day

SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("2026-12-01", date(2026, 12, 1)),
        ("today", SUNDAY),
        ("tonight", SUNDAY),
        ("Tomorrow!", date(2026, 11, 23)),
        ("friday", date(2026, 11, 27)),
        ("next Friday", date(2026, 11, 27)),
        ("on fri", date(2026, 11, 27)),
        ("sunday", date(2026, 11, 29)),
        ("in 2 weeks", date(2026, 12, 6)),
        ("in a month", date(2026, 12, 22)),
        ("next week", date(2026, 11, 29)),
        ("5 march", date(2027, 3, 5)),
        ("March 5", date(2027, 3, 5)),
        ("22 nov", SUNDAY),
        ("1. dec", date(2026, 12, 1)),
        ("29 february", date(2028, 2, 29)),
        ("on 5 march", date(2027, 3, 5)),
        ("20 nov 2025", date(2025, 11, 20)),
        ("November 20, 2025", date(2025, 11, 20)),
        ("3 december 2027", date(2027, 12, 3)),
        ("20.11.2026", date(2026, 11, 20)),
        ("31.12.", date(2026, 12, 31)),
        ("11/20/2026", date(2026, 11, 20)),
        ("the 5th", date(2026, 12, 5)),
        ("on the 31st", date(2026, 12, 31)),
    ],
)
def test_words_mean_the_day_that_comes_next(words: str, meant: date) -> None:
    assert parse_day(words, SUNDAY) == meant


@pytest.mark.parametrize(
    ("today", "words", "days"),
    [
        (date(2026, 11, 23), "next tuesday", 8),
        (date(2026, 11, 23), "on next Sunday", 13),
        (date(2026, 11, 23), "next monday", 7),
        (date(2026, 11, 27), "next fri", 7),
        (date(2026, 11, 27), "next monday", 3),
        (SUNDAY, "next monday", 1),
        (SUNDAY, "next sunday", 7),
    ],
)
def test_next_before_a_weekday_means_the_one_of_the_following_week(
    today: date, words: str, days: int
) -> None:
    assert parse_day(words, today) == today + timedelta(days=days)


@pytest.mark.parametrize(
    "words",
    ["", "soon", "31 february", "in weeks", "fr", "2026-13-01", "0 may", "in 0", "05/06", "29 feb 2027"],
)
def test_words_that_name_no_day_are_refused_with_ways_to_write_one(words: str) -> None:
    assert find_day(words, SUNDAY) is None
    with pytest.raises(Invalid, match="names no day; write 2026-12-01, tomorrow, friday, or in 2 weeks"):
        parse_day(words, SUNDAY)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 6))
def test_a_weekday_is_one_of_the_next_seven_days(today: date, ahead: int) -> None:
    on = today + timedelta(days=1 + ahead)
    assert find_day(f"{on:%A}", today) == on


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 365))
def test_a_day_of_a_month_is_the_next_one_of_its_name(today: date, ahead: int) -> None:
    on = today + timedelta(days=ahead)
    if (on.month, on.day) != (2, 29):
        assert find_day(f"{on.day} {on:%B}", today) == (
            on if ahead < 365 or on.year == today.year else find_day(f"{on.day} {on:%b}", today)
        )


@pytest.mark.parametrize(
    ("words", "text", "day"),
    [
        ("the mechanic's number by friday", "the mechanic's number", date(2026, 11, 27)),
        ("stand by her by tomorrow", "stand by her", date(2026, 11, 23)),
        ("stand by her", "stand by her", None),
        ("the book by 3 december 2027", "the book", date(2027, 12, 3)),
        ("by friday", "by friday", None),
        ("İzmir's number by friday", "İzmir's number", date(2026, 11, 27)),
        ("a call BY Friday", "a call", date(2026, 11, 27)),
    ],
)
def test_words_are_parted_at_the_last_joint_before_a_day(words: str, text: str, day: date | None) -> None:
    assert split_day(words, "by", SUNDAY) == (text, day)


@given(st.text(max_size=40).map(str.strip).filter(bool))
def test_no_word_of_the_text_is_lost(text: str) -> None:
    assert split_day(f"{text} by 2026-12-01", "by", SUNDAY) == (text, date(2026, 12, 1))


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("yesterday", -1), (" Yesterday ", -1), ("today", 0), ("tomorrow", 1),
        ("saturday", -1), ("monday", -6), ("sunday", 0), ("2026-11-20", -2), ("2026-12-01", 9),
        ("on friday", -2), ("20 november", -2), ("on 22 nov", 0), ("23 november", -364), ("29 feb", -997),
        ("22 nov 2027", 365), ("31.12.", -326), ("the 5th", -17), ("on the 31st", -22), ("30/11", -357),
    ],
)  # fmt: skip
def test_a_weekday_or_a_day_of_a_month_of_something_that_was_is_the_last_one(words: str, days: int) -> None:
    assert parse_past_day(words, SUNDAY) == SUNDAY + timedelta(days=days)


def test_words_that_name_no_day_name_no_past_day_either() -> None:
    with pytest.raises(Invalid, match="names no day"):
        parse_past_day("some day", SUNDAY)
