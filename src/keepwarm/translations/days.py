"""Days as people write them: "2026-12-01", "tomorrow", "friday", "in 2 weeks", "5 march 2027", "31.12.".

A day of a month without its year is the coming one, or the last one of something that was.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from keepwarm.domain.errors import Invalid

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_SHORTEST = 3
_IN = re.compile(r"in (?P<count>\d{1,3}|an?) (?P<unit>day|week|month|year)s?")
_DAYS_IN = {"day": 1, "week": 7, "month": 30, "year": 365}
_NAMED = {"today": 0, "tonight": 0, "tomorrow": 1, "next week": 7, "next month": 30}
_YEARS_TO_A_LEAP_DAY = 8
_DAYS_OF_WEEK = 7
_MONTHS_TO_A_31ST = 2
_MONTHS_OF_YEAR = 12
_COMING, _GONE = 1, -1
_DAY_OF_MONTH = re.compile(
    r"(?:(?P<day>\d{1,2})\.? (?P<month>[a-z]+)|(?P<month2>[a-z]+) (?P<day2>\d{1,2}))(?:,? (?P<year>\d{4}))?"
)
_IN_DIGITS = re.compile(
    r"(?P<first>\d{1,2})(?P<mark>[./])(?P<second>\d{1,2})(?:(?P=mark)(?P<year>\d{4}|\d\d))?", re.ASCII
)
_NUMBERED = re.compile(r"(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)", re.ASCII)
_CENTURY = 2000
_WHOLE_YEAR = 4


def parse_day(words: str, today: date) -> date:
    """The day that the words mean, seen from today; a weekday or a day of a month is the next one.

    "Next tuesday" is the one of the next calendar week, which begins on a Monday: said on a Monday, it is
    eight days on.

    Raises Invalid for words that name no day.
    """
    day = find_day(words, today)
    if day is None:
        raise Invalid(f"{words!r} names no day; write 2026-12-01, tomorrow, friday, or in 2 weeks.")
    return day


def parse_past_day(words: str, today: date) -> date:
    """The same for something that was: also yesterday, and a weekday or a day of a month is the last one.

    A date with its year stays itself.
    """
    day = find_past_day(words, today)
    return parse_day(words, today) if day is None else day


def find_past_day(words: str, today: date) -> date | None:
    """The same, or None."""
    plain = _plain(words)
    if plain == "yesterday":
        return today - timedelta(days=1)
    if (weekday := _weekday(plain, today)) is not None:
        return weekday - timedelta(days=_DAYS_OF_WEEK)
    return _day_of_month(plain, today, _GONE) or find_day(words, today)


def find_day(words: str, today: date) -> date | None:
    """The day that the words mean, seen from today, or None."""
    plain = _plain(words)
    try:
        return date.fromisoformat(plain)
    except ValueError:
        pass
    if plain in _NAMED:
        return today + timedelta(days=_NAMED[plain])
    if found := _IN.fullmatch(plain):
        count = int(found["count"]) if found["count"].isdigit() else 1
        return today + timedelta(days=count * _DAYS_IN[found["unit"]])
    if plain.startswith("next "):
        return _weekday(plain.removeprefix("next "), _last_of_week(today))
    return _weekday(plain, today) or _day_of_month(plain, today, _COMING)


def _plain(words: str) -> str:
    return " ".join(words.lower().strip(" .!").split()).removeprefix("on ")


def _last_of_week(today: date) -> date:
    """The Sunday of a day's calendar week."""
    return today + timedelta(days=_DAYS_OF_WEEK - 1 - today.weekday())


def _weekday(word: str, today: date) -> date | None:
    for number, name in enumerate(_WEEKDAYS):
        if len(word) >= _SHORTEST and name.startswith(word):
            return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    return None


def _day_of_month(words: str, today: date, way: int) -> date | None:
    """The day that a month, digits or a number name: with a year that very day, else the nearest of a way."""
    if found := _NUMBERED.fullmatch(words):
        return _nearest(_months(today, way), int(found["day"]), today, way)
    if found := _DAY_OF_MONTH.fullmatch(words):
        month, day = _month(found["month"] or found["month2"]), int(found["day"] or found["day2"])
    elif found := _IN_DIGITS.fullmatch(words):
        month, day = _month_and_day(int(found["first"]), int(found["second"]), found["mark"])
    else:
        return None
    if found["year"] is not None:
        year = int(found["year"])
        return _date(year if len(found["year"]) == _WHOLE_YEAR else _CENTURY + year, month, day)
    years = range(today.year, today.year + way * (_YEARS_TO_A_LEAP_DAY + 1), way)
    return _nearest(((year, month) for year in years), day, today, way)


def _month(word: str) -> int:
    """The number of a month, 0 of what is none."""
    whole = (number for number, name in enumerate(_MONTHS, 1) if name.startswith(word))
    return next(whole, 0) if len(word) >= _SHORTEST else 0


def _month_and_day(first: int, second: int, mark: str) -> tuple[int, int]:
    """With dots the day is first; with strokes the month is what can be one alone, and 0 where both can."""
    if mark == "." or first > _MONTHS_OF_YEAR or first == second:
        return second, first
    return (first, second) if second > _MONTHS_OF_YEAR else (0, second)


def _months(today: date, way: int) -> Iterator[tuple[int, int]]:
    """This month and those beside it, as far as each day of a month may be."""
    for number in range(_MONTHS_TO_A_31ST + 1):
        years, month = divmod(today.month - 1 + way * number, _MONTHS_OF_YEAR)
        yield today.year + years, month + 1


def _nearest(months: Iterator[tuple[int, int]], day: int, today: date, way: int) -> date | None:
    """The first of these days that is today, or lies this way from it."""
    days = (_date(year, month, day) for year, month in months)
    return next((on for on in days if on is not None and (on - today).days * way >= 0), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def split_day(words: str, joint: str, today: date) -> tuple[str, date | None]:
    """Part "the mechanic's number by friday" at its last `joint` that is followed by a day.

    Without one the words are whole and there is no day.
    """
    plain = words.strip()
    joints = re.finditer(rf"(?<=\s){re.escape(joint)}(?=\s)", plain, re.IGNORECASE)
    for found in reversed(list(joints)):
        if (day := find_day(plain[found.end() :], today)) is not None:
            return plain[: found.start()].strip(), day
    return plain, None
