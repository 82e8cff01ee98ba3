"""Times of a calendar (RFC 5545, 3.3.4 to 3.3.6): as they are written, and which moment each is."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from keepwarm.formats.ics_lines import Line

Clock = Callable[[datetime], datetime]
"""Makes of a local time, which has no zone, the moment in UTC.

A time that the clocks skipped is read by the offset before, one that they showed twice is the first.
"""

ClockOf = Callable[[str], Clock]
"""The clock of a TZID; that of the owner where it is empty or says nothing."""

YEARS = range(1583, 9000)
"""Of the calendar as we have it, and far enough from the last year for any zone."""

_TIME = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ]?(\d\d):?(\d\d)(?::?(\d\d))?(?:[.,]\d{1,9})?(Z|[+-]00:?00)?)?", re.ASCII
)
_DURATION = re.compile(
    r"([+-]?)P(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?)?", re.ASCII
)
_LAST_SECOND = 59


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A time as it is written: `local` without its zone, which `clock` knows; a day has no hour.

    `at` is the moment in UTC; of a day its beginning.
    """

    local: datetime
    at: datetime
    clock: Clock
    is_day: bool = False

    def moved_to(self, local: datetime) -> "When":
        """The same at another local time."""
        return When(local=local, at=self.clock(local), clock=self.clock, is_day=self.is_day)


def times_of(line: Line, clock_of: ClockOf) -> Iterator[When]:
    """The times in a line, of a list each, of a period its begin; what is none is passed over."""
    for written in line.value.split(","):
        found = find_time(written.partition("/")[0], line.param("TZID"), clock_of)
        if found is not None:
            yield found


def find_time(written: str, tzid: str, clock_of: ClockOf) -> When | None:
    """The time that is written, or None."""
    found = _TIME.fullmatch(written.strip().upper())
    if found is None or int(found[1]) not in YEARS:
        return None
    year, month, day, hour, minute, second = (int(one or 0) for one in found.groups()[:6])
    try:
        local = datetime(year, month, day, hour, minute, min(second, _LAST_SECOND))  # noqa: DTZ001 (a local time; its zone is the clock's)
    except ValueError:
        return None
    clock = in_utc if found[7] else clock_of(tzid)
    return When(local=local, at=clock(local), clock=clock, is_day=found[4] is None)


def in_utc(local: datetime) -> datetime:
    """The clock of UTC."""
    return local.replace(tzinfo=UTC)


def find_duration(written: str) -> timedelta | None:
    """A DURATION, or None where it is none."""
    text = written.strip().upper()
    found = _DURATION.fullmatch(text)
    if found is None or not text[-1:].isalpha() or text[-1] in "PT":
        return None
    weeks, days, hours, minutes, seconds = (int(one or 0) for one in found.groups()[1:])
    length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return -length if found[1] == "-" else length
