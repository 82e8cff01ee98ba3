"""The day on which something was, as the owner says it."""

from datetime import date

from keepwarm.domain.errors import Invalid
from keepwarm.storage.book import Book

FIRST_YEAR = 1900


def day_on_which(book: Book, on: date | None, it: str = "it was") -> date:
    """The day that was said; today where none was.

    After midnight the new day has begun though today is still the old one, so both can be said. Raises
    Invalid for a day that is not here yet ("write the day on which it was") and for one before 1900.
    """
    if on is None:
        return book.today
    if on > book.calendar_day:
        raise Invalid(f"{on} is not here yet; write the day on which {it}.")
    if on.year < FIRST_YEAR:
        raise Invalid(f"The year {on.year} is too long ago; correct the year.")
    return on
