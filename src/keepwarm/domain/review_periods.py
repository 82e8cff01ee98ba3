"""The periods that are looked back at: a week, a month or a year of the owner's days."""

from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from enum import StrEnum

from keepwarm.domain.dates import day_number
from keepwarm.domain.errors import Invalid
from keepwarm.domain.one_to_one_weeks import monday_of

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_MONTHS = 12


class Span(StrEnum):
    """How much is looked back at; a week begins on a Monday."""

    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Some days in a row, from the `first` until the day before `until`."""

    span: Span
    first: date
    until: date

    @property
    def last(self) -> date:
        """Its last day."""
        return self.until - _DAY

    @property
    def numbers(self) -> tuple[int, int]:
        """The same as day numbers: the first day, and the day after the last."""
        return day_number(self.first), day_number(self.until)

    @property
    def days(self) -> tuple[date, ...]:
        """Every day of it."""
        return tuple(self.first + _DAY * ago for ago in range((self.until - self.first).days))

    @property
    def weeks(self) -> tuple[date, ...]:
        """The Mondays of the weeks of which a day or more is in it."""
        return tuple(dict.fromkeys(map(monday_of, self.days)))

    @property
    def parts(self) -> tuple["Period", ...]:
        """What its picture is made of: the months of a year, the days of anything shorter."""
        if self.span is Span.YEAR:
            return tuple(period_of(Span.MONTH, date(self.first.year, 1 + ago, 1)) for ago in range(_MONTHS))
        return tuple(Period(span=self.span, first=day, until=day + _DAY) for day in self.days)


def period_of(span: Span, day: date) -> Period:
    """The week, month or year in which a day is. Raises Invalid at the ends of the calendar."""
    if not MINYEAR + 1 < day.year < MAXYEAR - 1:
        raise Invalid(f"The year {day.year} is too far away; name another day.")
    if span is Span.WEEK:
        monday = monday_of(day)
        return Period(span=span, first=monday, until=monday + _WEEK)
    if span is Span.MONTH:
        first = day.replace(day=1)
        return Period(span=span, first=first, until=(first + timedelta(days=32)).replace(day=1))
    return Period(span=span, first=date(day.year, 1, 1), until=date(day.year + 1, 1, 1))


def before(period: Period) -> Period:
    """The one that ends as this one begins."""
    return period_of(period.span, period.first - _DAY)


def after(period: Period) -> Period:
    """The one that begins as this one ends."""
    return period_of(period.span, period.until)


def last_whole(span: Span, today: date) -> Period:
    """The latest one that is over."""
    return before(period_of(span, today))
