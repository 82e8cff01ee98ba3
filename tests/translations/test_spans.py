"""Lengths of time and days of a life, as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwarm.domain.errors import Invalid
from keepwarm.translations.known import every_in_words
from keepwarm.translations.partial_days import parse_partial_day
from keepwarm.translations.spans import parse_span


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("5 weeks", 35), ("a week", 7), ("week", 7), ("every 10 days", 10), ("2 months", 60), ("1 year", 365),
        ("Every  Month.", 30), ("an hour", None), ("soon", None), ("", None), ("-3 days", None), ("5", None),
        ("12345 days", None), ("٣ days", 3), ("every five weeks", 35), ("five weeks", 35), ("monthly", 30),
        ("once a year", 365), ("every other week", 14), ("a couple of months", 60), ("Weekly.", 7),
        ("once every two weeks", 14), ("twice", None), ("every twenty-one days", 21),
    ],
)  # fmt: skip
def test_a_length_of_time_is_read_or_refused(written: str, days: int | None) -> None:
    if days is None:
        with pytest.raises(Invalid, match="names no length of time"):
            parse_span(written)
    else:
        assert parse_span(written) == days


@given(st.integers(1, 3_650))
def test_a_rhythm_that_is_said_is_read_as_the_same(days: int) -> None:
    assert parse_span(every_in_words(days)) == days


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("14 may", "--05-14"), ("May 14", "--05-14"), ("14. May 1990", "1990-05-14"),
        ("may 14, 1990", "1990-05-14"), ("1990-05-14", "1990-05-14"),
        ("--05-14", "--05-14"), ("1990", "1990"), ("may 1990", "1990-05"),
        ("29 feb", "--02-29"), ("29 february 2023", None), ("32 may", None), ("ma 3", None), ("soon", None),
        ("", None), ("14 blue", None), ("19900514x", None),
    ],
)  # fmt: skip
def test_a_day_of_a_life_is_read_as_far_as_it_is_said_or_refused(written: str, day: str | None) -> None:
    if day is None:
        with pytest.raises(Invalid, match="is no such day"):
            parse_partial_day(written)
    else:
        assert str(parse_partial_day(written)) == day
