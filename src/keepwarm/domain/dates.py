"""Partial dates, and days as the owner counts them."""

import calendar
import re
from dataclasses import dataclass
from datetime import MAXYEAR, UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Self
from zoneinfo import ZoneInfo

EPOCH = date(1970, 1, 1)
"""Day 0 of the model's count of days."""

_SECONDS_IN_A_DAY = 86_400
_A_DAY = timedelta(days=1)
_TODAY_STARTS_AFTER = timedelta(hours=4)

_FORMS = (
    re.compile(r"(?P<y>\d{4})-?(?P<m>\d{2})-?(?P<d>\d{2})"),
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{2})"),
    re.compile(r"(?P<y>\d{4})"),
    re.compile(r"--(?P<m>\d{2})-?(?P<d>\d{2})"),
    re.compile(r"--(?P<m>\d{2})"),
    re.compile(r"---(?P<d>\d{2})"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartialDate:
    """A date of which the year, the month or the day may be unknown (RFC 6350, 4.3.1)."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.year is None and self.month is None and self.day is None:
            raise ValueError("a date needs a year, a month or a day")
        if self.year is not None and not 1 <= self.year <= 9999:
            raise ValueError(f"no such year: {self.year}")
        if self.month is not None and not 1 <= self.month <= 12:
            raise ValueError(f"no such month: {self.month}")
        if self.day is not None and not 1 <= self.day <= self._longest():
            raise ValueError(f"no such day: {self.day}")

    def _longest(self) -> int:
        """How many days the month can have, as far as it is known."""
        if self.month is None:
            return 31
        return calendar.monthrange(2000 if self.year is None else self.year, self.month)[1]

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `1985-04-12`, `19850412`, `1985-04`, `1985`, `--04-12`, `--0412`, `--04` or `---12`.

        Raises ValueError for anything else.
        """
        for form in _FORMS:
            if found := form.fullmatch(text.strip()):
                parts = {name: int(value) for name, value in found.groupdict().items()}
                return cls(year=parts.get("y"), month=parts.get("m"), day=parts.get("d"))
        raise ValueError(f"not a date: {text!r}")

    def __str__(self) -> str:
        year = "-" if self.year is None else f"{self.year:04d}"
        if self.month is None:
            return f"---{self.day:02d}" if self.day is not None else year
        month = f"-{self.month:02d}"
        return f"{year}{month}" if self.day is None else f"{year}{month}-{self.day:02d}"

    def next_on(self, today: date) -> date | None:
        """The next day on which it comes round, `today` included; None without a month and a day.

        29 February is kept on 28 February in a common year (TRUST.md, design 5).
        """
        if self.month is None or self.day is None:
            return None
        for year in range(today.year, min(today.year + 1, MAXYEAR) + 1):
            day = min(self.day, calendar.monthrange(year, self.month)[1])
            if (found := date(year, self.month, day)) >= today:
                return found
        return None  # no calendar goes on


def local_days(at: datetime, zone: ZoneInfo) -> float:
    """Days since the epoch in the owner's zone: the whole part is their calendar day, the rest its share.

    Of most days that is what the clock on the wall shows. A day of 23 or 25 hours, when clocks are put
    forward or back, is a day as well: time runs through it evenly, so that what came later is later here.
    """
    wall = at.astimezone(zone)
    begins_at, seconds = _extent(wall.date(), zone)
    if seconds == _SECONDS_IN_A_DAY:
        return wall.replace(tzinfo=UTC).timestamp() / _SECONDS_IN_A_DAY
    return day_number(wall.date()) + (at - begins_at).total_seconds() / seconds


@lru_cache(maxsize=8_192)
def _extent(on: date, zone: ZoneInfo) -> tuple[datetime, float]:
    """When a local day begins, and how many seconds it has."""
    begins_at = day_begins(on, zone)
    return begins_at, (day_begins(on + _A_DAY, zone) - begins_at).total_seconds()


def day_begins(on: date, zone: ZoneInfo) -> datetime:
    """The first moment of a local day, in UTC.

    That is midnight; the first of two; and where clocks are put forward at midnight, the moment that is one
    o'clock.
    """
    return datetime.combine(on, time(0), zone).astimezone(UTC)


def day_for_today(at: datetime, zone: ZoneInfo) -> date:
    """The owner's day for Today, which starts at four in the morning: past midnight it is last evening."""
    return (at.astimezone(zone).replace(tzinfo=None) - _TODAY_STARTS_AFTER).date()


def day_number(on: date) -> int:
    """The whole number of days from the epoch to a local date."""
    return (on - EPOCH).days


def from_day_number(day: int) -> date:
    """The local date a whole number of days after the epoch."""
    return EPOCH + timedelta(days=day)
