"""Recurrence rules (RFC 5545, 3.3.10): on which days something repeats, in the local time of its first.

Days are gone through period by period and kept where every BY part allows them, so a rule that never fits
ends as surely as one that always does: behind the day until which is asked, or when the budget is spent.
"""

import re
from calendar import isleap, monthrange
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import product

MOST_DAYS = 5_000_000
"""Days that are gone through for one file, where each time of a series counts as some days more."""

_FREQUENCIES = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY")
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_ON = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d{1,6}", re.ASCII)
_MOST_TIMES = 24
_ONE_DAY = timedelta(days=1)

Numbers = frozenset[int]


@dataclass(slots=True)
class Budget:
    """How many days may still be gone through."""

    left: int = MOST_DAYS

    def spend(self, days: int) -> bool:
        """Take so many days from it; whether something is left."""
        self.left -= days
        return self.left > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule. An empty part allows all; `until` is as written, and for the caller to compare with.

    `on` are the BYDAY: which one (0 for every one), and the weekday from Monday, 0.
    """

    frequency: str
    interval: int = 1
    count: int | None = None
    until: str = ""
    months: Numbers = frozenset()
    month_days: Numbers = frozenset()
    year_days: Numbers = frozenset()
    weeks: Numbers = frozenset()
    on: tuple[tuple[int, int], ...] = ()
    places: Numbers = frozenset()
    times: tuple[time, ...] = ()
    week_begins: int = 0


def read_rule(text: str, begins: datetime) -> Rule | None:
    """The rule in an RRULE of something that begins then; None where it is none that is known here.

    What repeats by the hour or faster is no meeting, and such rules are among the unknown.
    """
    parts = {}
    for part in text.strip().strip(";").upper().split(";"):
        name, _, value = part.partition("=")
        parts[name.strip()] = value.strip()
    try:
        return _rule(parts, begins)
    except ValueError:
        return None


def occurrences(rule: Rule, begins: datetime, until: date, budget: Budget) -> Iterator[datetime]:
    """The local times of the rule in order, none before the first and none on a day after `until`.

    `begins` is not among them where the rule does not allow it. COUNT is for the caller to keep.
    """
    for period in _periods(rule, begins.date(), until):
        if not budget.spend(len(period)):
            return
        days = (day for day in period if _allows(rule, day))
        found = [datetime.combine(day, at) for day in days for at in rule.times]
        if rule.places:
            size = len(found)
            found = [one for place, one in enumerate(found) if {place + 1, place - size} & rule.places]
        yield from (one for one in found if one >= begins and one.date() <= until)


def _rule(parts: dict[str, str], begins: datetime) -> Rule:
    """Raises ValueError for what is none."""
    frequency = parts.pop("FREQ", "")
    if frequency not in _FREQUENCIES or parts.keys() - _KNOWN:
        raise ValueError
    rule = Rule(
        frequency=frequency,
        interval=_one(parts, "INTERVAL", 1),
        count=_one(parts, "COUNT", 0) or None,
        until=parts.get("UNTIL", ""),
        months=_numbers(parts, "BYMONTH", 1, 12),
        month_days=_numbers(parts, "BYMONTHDAY", -31, 31),
        year_days=_numbers(parts, "BYYEARDAY", -366, 366),
        weeks=_numbers(parts, "BYWEEKNO", -53, 53),
        on=_weekdays(parts.get("BYDAY", ""), frequency),
        places=_numbers(parts, "BYSETPOS", -366, 366),
        times=_times(parts, begins),
        week_begins=_WEEKDAYS.index(parts.get("WKST") or "MO"),
    )
    return _completed(rule, begins.date())


_KNOWN = frozenset({
    "INTERVAL", "COUNT", "UNTIL", "BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYDAY", "BYSETPOS",
    "BYHOUR", "BYMINUTE", "BYSECOND", "WKST", "",
})  # fmt: skip


def _completed(rule: Rule, first: date) -> Rule:
    """The rule with what it leaves to its first day said."""
    weekday = ((0, first.weekday()),)
    if rule.on or rule.month_days or rule.year_days:
        return rule
    if rule.weeks:
        return replace(rule, on=weekday)
    match rule.frequency:
        case "YEARLY":
            months = rule.months or frozenset({first.month})
            return replace(rule, months=months, month_days=frozenset({first.day}))
        case "MONTHLY":
            return replace(rule, month_days=frozenset({first.day}))
        case "WEEKLY":
            return replace(rule, on=weekday)
        case _:
            return rule


def _one(parts: dict[str, str], name: str, least: int) -> int:
    written = parts.get(name, "")
    if not written:
        return least
    if not _NUMBER.fullmatch(written) or int(written) < 1:
        raise ValueError(written)
    return int(written)


def _numbers(parts: dict[str, str], name: str, least: int, most: int) -> Numbers:
    """The numbers of a part; 0 is none unless it is the least."""
    found = set()
    for written in filter(None, map(str.strip, parts.get(name, "").split(","))):
        if not _NUMBER.fullmatch(written) or not least <= (number := int(written)) <= most:
            raise ValueError(written)
        if number == 0 and least != 0:
            raise ValueError(written)
        found.add(number)
    return frozenset(found)


def _weekdays(written: str, frequency: str) -> tuple[tuple[int, int], ...]:
    """The weekdays; of those of a week or a day, a number says nothing."""
    found = []
    for one in filter(None, map(str.strip, written.split(","))):
        match = _ON.fullmatch(one)
        if match is None:
            raise ValueError(one)
        number = int(match[1] or 0) if frequency in ("YEARLY", "MONTHLY") else 0
        found.append((number, _WEEKDAYS.index(match[2])))
    return tuple(found)


def _times(parts: dict[str, str], begins: datetime) -> tuple[time, ...]:
    hours = _numbers(parts, "BYHOUR", 0, 23) or {begins.hour}
    minutes = _numbers(parts, "BYMINUTE", 0, 59) or {begins.minute}
    seconds = {min(one, 59) for one in _numbers(parts, "BYSECOND", 0, 60)} or {begins.second}
    found = tuple(sorted(time(*one) for one in product(hours, minutes, seconds)))
    if len(found) > _MOST_TIMES:
        raise ValueError(found)
    return found


def _periods(rule: Rule, first: date, until: date) -> Iterator[Collection[date]]:
    """The days of each period from that of the first day on, as far as they are needed."""
    match rule.frequency:
        case "YEARLY":
            yield from (
                _days_of_year(year, rule) for year in range(first.year, until.year + 1, rule.interval)
            )
        case "MONTHLY":
            begin, end = (day.year * 12 + day.month - 1 for day in (first, until))
            for month in range(begin, end + 1, rule.interval):
                yield _days_of_month(month // 12, month % 12 + 1)
        case _:
            length = 7 if rule.frequency == "WEEKLY" else 1
            day = first - timedelta(days=(first.weekday() - rule.week_begins) % 7 if length == 7 else 0)
            step = timedelta(days=length * rule.interval)
            while day <= until:
                yield [day + timedelta(days=number) for number in range(length)]
                if date.max - day <= step:
                    return
                day += step


def _days_of_year(year: int, rule: Rule) -> list[date]:
    months = sorted(rule.months) or range(1, 13)
    return [day for month in months for day in _days_of_month(year, month)]


def _days_of_month(year: int, month: int) -> list[date]:
    return [date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1)]


def _allows(rule: Rule, day: date) -> bool:
    return (
        (not rule.months or day.month in rule.months)
        and (not rule.month_days or _is_month_day(rule.month_days, day))
        and (not rule.on or any(_is_weekday(rule, number, weekday, day) for number, weekday in rule.on))
        and (not rule.year_days or _is_year_day(rule.year_days, day))
        and (not rule.weeks or _is_in_week(rule, day))
    )


def _is_month_day(numbers: Numbers, day: date) -> bool:
    return day.day in numbers or day.day - monthrange(day.year, day.month)[1] - 1 in numbers


def _is_year_day(numbers: Numbers, day: date) -> bool:
    number = day.timetuple().tm_yday
    return number in numbers or number - _days_in(day.year) - 1 in numbers


def _is_weekday(rule: Rule, number: int, weekday: int, day: date) -> bool:
    """Whether it is this weekday, and the one of that number within its month, or its year."""
    if day.weekday() != weekday:
        return False
    if number == 0:
        return True
    if rule.frequency == "MONTHLY" or rule.months:
        place, size = day.day, monthrange(day.year, day.month)[1]
    else:
        place, size = day.timetuple().tm_yday, _days_in(day.year)
    return number in ((place - 1) // 7 + 1, -((size - place) // 7 + 1))


def _is_in_week(rule: Rule, day: date) -> bool:
    """Whether the week of the day has such a number in the year to which most of its days belong."""
    begins = day - (day.weekday() - rule.week_begins) % 7 * _ONE_DAY
    year = (begins + 3 * _ONE_DAY).year
    number = (begins - _first_week(year, rule.week_begins)).days // 7 + 1
    weeks = (_first_week(year + 1, rule.week_begins) - _first_week(year, rule.week_begins)).days // 7
    return number in rule.weeks or number - weeks - 1 in rule.weeks


def _first_week(year: int, week_begins: int) -> date:
    """The first day of the first week of which four days lie in the year."""
    fourth = date(year, 1, 4)
    return fourth - (fourth.weekday() - week_begins) % 7 * _ONE_DAY


def _days_in(year: int) -> int:
    return 366 if isleap(year) else 365
