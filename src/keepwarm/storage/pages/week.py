"""The week: whom to talk to on each of seven days, and why."""

from dataclasses import dataclass
from datetime import date, timedelta

from keepwarm.domain.week import WEEK_DAYS, plan_week
from keepwarm.storage.book import Book
from keepwarm.storage.candidates import candidates_until
from keepwarm.storage.owner_settings import own_time
from keepwarm.storage.pages.today import TodayLine, line_of


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekDay:
    """One day of the plan."""

    on: date
    quiet: bool
    lines: tuple[TodayLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekPage:
    """Seven days, the book's own first."""

    today: date
    days: tuple[WeekDay, ...]


def week_page(book: Book) -> WeekPage:
    """Plan the week from the book's day on."""
    own = own_time(book)
    found = candidates_until(book, book.today + timedelta(days=WEEK_DAYS - 1), own.capacity)
    planned = plan_week((one for one, _ in found.values()), book.today, book.days, own)
    days = (
        WeekDay(on=day.on, quiet=day.quiet, lines=tuple(line_of(one, found) for one in day.proposals))
        for day in planned
    )
    return WeekPage(today=book.today, days=tuple(days))
