"""The day on which something was, as it is said."""

from datetime import UTC, date, datetime

import pytest

from keepwarm.domain.errors import Invalid
from keepwarm.storage.book import Library
from keepwarm.usecases.past_days import day_on_which

AFTER_MIDNIGHT = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)


def test_after_midnight_both_days_can_be_said_and_none_means_the_one_that_is_still_today(
    library: Library,
) -> None:
    with library.open(AFTER_MIDNIGHT) as book:
        assert day_on_which(book, date(2026, 11, 23)) == date(2026, 11, 23)
        assert day_on_which(book, date(2026, 11, 22)) == date(2026, 11, 22)
        assert day_on_which(book, None) == date(2026, 11, 22)


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2026, 11, 24), "2026-11-24 is not here yet; write the day on which they said it."),
        (date(1899, 12, 31), "The year 1899 is too long ago; correct the year."),
    ],
)
def test_what_is_still_to_come_or_long_gone_is_refused(library: Library, on: date, said: str) -> None:
    with library.open(AFTER_MIDNIGHT) as book, pytest.raises(Invalid) as refused:
        day_on_which(book, on, "they said it")
    assert str(refused.value) == said
