"""Days as people write them: "2026-12-01", "tomorrow", "friday", "in 2 weeks", "5 march"."""

import re
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
_DAY_OF_MONTH = re.compile(r"(?P<day>\d{1,2})\.? (?P<month>[a-z]+)|(?P<month2>[a-z]+) (?P<day2>\d{1,2})")


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
    """The same for something that was: also yesterday, and a weekday is the last one. A date stays itself."""
    plain = words.strip().lower()
    if plain == "yesterday":
        return today - timedelta(days=1)
    day = parse_day(words, today)
    is_weekday = plain.isalpha() and plain != "tomorrow"
    return day - timedelta(days=7) if day > today and is_weekday else day


def find_day(words: str, today: date) -> date | None:
    """The same, or None."""
    plain = " ".join(words.lower().strip(" .!").split())
    try:
        return date.fromisoformat(plain)
    except ValueError:
        pass
    if plain in _NAMED:
        return today + timedelta(days=_NAMED[plain])
    if found := _IN.fullmatch(plain):
        count = int(found["count"]) if found["count"].isdigit() else 1
        return today + timedelta(days=count * _DAYS_IN[found["unit"]])
    word = plain.removeprefix("on ")
    if word.startswith("next "):
        return _weekday(word.removeprefix("next "), _last_of_week(today))
    return _weekday(word, today) or _day_of_month(plain, today)


def _last_of_week(today: date) -> date:
    """The Sunday of a day's calendar week."""
    return today + timedelta(days=_DAYS_OF_WEEK - 1 - today.weekday())


def _weekday(word: str, today: date) -> date | None:
    for number, name in enumerate(_WEEKDAYS):
        if len(word) >= _SHORTEST and name.startswith(word):
            return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    return None


def _day_of_month(words: str, today: date) -> date | None:
    if not (found := _DAY_OF_MONTH.fullmatch(words)):
        return None
    word, day = found["month"] or found["month2"], int(found["day"] or found["day2"])
    for number, name in enumerate(_MONTHS, 1):
        if len(word) >= _SHORTEST and name.startswith(word):
            for year in range(today.year, today.year + _YEARS_TO_A_LEAP_DAY + 1):
                try:
                    if (on := date(year, number, day)) >= today:
                        return on
                except ValueError:
                    continue
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
