"""Time zones of a calendar: by the names that the world knows, by Windows' names, by their own rules.

A name that the world knows counts before the rules beside it, which programs cut to the years at hand. One
that knows no daylight saving counts after them: who writes EST often means the summer too.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from itertools import islice
from zoneinfo import ZoneInfo

from babel.core import get_global

from keepwarm.formats.ics_components import Component
from keepwarm.formats.ics_rules import Budget, occurrences, read_rule
from keepwarm.formats.ics_times import Clock, When, find_time, in_utc, times_of

ZONE_PROPERTIES = frozenset(
    {"TZID", "X-LIC-LOCATION", "DTSTART", "RRULE", "RDATE", "TZOFFSETFROM", "TZOFFSETTO"}
)

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_+-]{0,40}(?:/[A-Za-z0-9_+-]{1,40}){0,2}")
_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)(?::?(\d\d))?", re.ASCII)
_FIXED = re.compile(r"(?:UTC|GMT)([+-])(\d{1,2})(?::?(\d\d))?", re.ASCII)
_WITHOUT_SUMMER = frozenset({"EST", "MST", "HST", "GMT", "UTC", "UCT", "ZULU"})
_EXCHANGE_UTC = "tzone://microsoft/utc"
_FIRST_YEAR = 1972
"""A leap year, so that each day of any year is in it."""

_LAST_DAY = date(2100, 12, 31)
_MOST_ZONES = 100
_LONGEST_NAME = 200
_MOST_PARTS = 200
_MOST_CHANGES = 2_000
_MOST_DAYS = 400_000
"""Days that are gone through for the rules of all zones of a file; a yearly rule takes some 4,000."""

_A_CHANGE = 5
"""Days of the budget that one change counts as."""

_MOST_OFFSET = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """From this local time on, which is that of the offset before, another offset holds."""

    local: datetime
    before: timedelta
    after: timedelta


class Zones:
    """The clocks of a calendar: what it says of time zones is noted as it comes."""

    def __init__(self, owner: ZoneInfo) -> None:
        self._owner = clock_of(owner)
        self._said: dict[str, Clock] = {}
        self._budget = Budget(_MOST_DAYS)

    def note(self, zone: Component) -> None:
        """Take in a VTIMEZONE."""
        tzid = zone.said("TZID").strip()
        if len(self._said) >= _MOST_ZONES or tzid in self._said:
            return
        if find_zone(tzid) is not None and not _is_without_summer(tzid):
            return
        known = find_zone(zone.said("X-LIC-LOCATION").strip())
        clock = clock_of(known) if known is not None else _by_rules(zone, self._budget)
        if clock is not None:
            self._said[tzid] = clock

    def clock(self, tzid: str) -> Clock:
        """The clock of a TZID."""
        if not tzid:
            return self._owner
        if (said := self._said.get(tzid.strip())) is not None:
            return said
        known = find_zone(tzid)
        return self._owner if known is None else clock_of(known)


def clock_of(zone: tzinfo) -> Clock:
    """The clock of a zone that the world knows."""

    def clock(local: datetime) -> datetime:
        return local.replace(tzinfo=zone).astimezone(UTC)

    return clock


def find_zone(tzid: str) -> tzinfo | None:
    """The zone of a name of the tz database, also at the end of a path, of Windows, or of an offset."""
    return _named(tzid) if len(tzid) <= _LONGEST_NAME else None


def _is_without_summer(tzid: str) -> bool:
    """Whether a name says an hour and no place, so that it knows nothing of daylight saving."""
    name = tzid.strip().strip('"').upper()
    return name in _WITHOUT_SUMMER or _FIXED.fullmatch(name.replace(" ", "")) is not None


@lru_cache(maxsize=1024)
def _named(tzid: str) -> tzinfo | None:
    name = tzid.strip().strip('"')
    if name.lower() == _EXCHANGE_UTC:
        return UTC
    if name.startswith("/"):  # "/freeassociation.sourceforge.net/Europe/Berlin"
        name = "/".join(name.split("/")[-3:])
    parts = name.split("/")
    for start in range(min(len(parts), 3)):
        if (found := _in_the_database("/".join(parts[start:]))) is not None:
            return found
    if (windows := get_global("windows_zone_mapping").get(name)) is not None:
        return _in_the_database(windows)
    if fixed := _FIXED.fullmatch(name.upper().replace(" ", "")):
        length = timedelta(hours=int(fixed[2]), minutes=int(fixed[3] or 0))
        if length < _MOST_OFFSET:
            return timezone(-length if fixed[1] == "-" else length)
    return None


def _in_the_database(name: str) -> tzinfo | None:
    if not _NAME.fullmatch(name):
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def _by_rules(zone: Component, budget: Budget) -> Clock | None:
    """The clock of a VTIMEZONE (RFC 5545, 3.6.5), None where it says no offset."""
    changes = sorted(
        (change for part in zone.parts[:_MOST_PARTS] for change in _changes(part, budget)),
        key=lambda change: change.local,
    )
    if not changes:
        return None
    begins = [change.local for change in changes]

    def clock(local: datetime) -> datetime:
        place = bisect_right(begins, local)
        if place == 0:
            offset = changes[0].before
        else:
            change = changes[place - 1]
            is_skipped = local - change.local < change.after - change.before
            offset = change.before if is_skipped else change.after
        return in_utc(local - offset)

    return clock


def _changes(part: Component, budget: Budget) -> Iterator[_Change]:
    before, after = _offset(part.said("TZOFFSETFROM")), _offset(part.said("TZOFFSETTO"))
    begins = find_time(part.said("DTSTART"), "", lambda _: in_utc)
    if before is None or after is None or begins is None:
        return
    times = [begins.local]
    if (line := part.first("RRULE")) is not None:
        times += islice(_repeated(line.value, begins, budget), _MOST_CHANGES)
    times += [one.local for line in part.all("RDATE") for one in times_of(line, lambda _: in_utc)]
    for local in times[:_MOST_CHANGES]:
        yield _Change(local=local, before=before, after=after)


def _repeated(written: str, begins: When, budget: Budget) -> Iterator[datetime]:
    """The later changes of a rule; those of Windows begin in 1601, long before any meeting."""
    first = begins.local
    if first.year < _FIRST_YEAR and "COUNT" not in written.upper():
        first = first.replace(year=_FIRST_YEAR)
    rule = read_rule(written, first)
    if rule is None or len(rule.times) > 1:  # clocks change once a day
        return
    until = find_time(rule.until, "", lambda _: in_utc) if rule.until else None
    for local in islice(occurrences(rule, first, _LAST_DAY, budget), rule.count or _MOST_CHANGES):
        if until is not None and local > until.local + _MOST_OFFSET:
            return
        if not budget.spend(_A_CHANGE):
            return
        yield local


def _offset(written: str) -> timedelta | None:
    found = _OFFSET.fullmatch(written.strip())
    if found is None:
        return None
    length = timedelta(hours=int(found[2]), minutes=int(found[3]), seconds=int(found[4] or 0))
    return (-length if found[1] == "-" else length) if length < _MOST_OFFSET else None
