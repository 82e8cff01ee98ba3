"""Days of a life as people write them: "14 may", "may 14, 1990", "1990-05-14", "--05-14"."""

import calendar
import re

from keepwarm.domain.dates import PartialDate
from keepwarm.domain.errors import Invalid

_MONTHS = [month.lower() for month in calendar.month_name[1:]]
_SHORTEST = 3
_FORMS = (
    re.compile(r"(?P<day>\d{1,2})\.? (?P<month>[a-z]+),?(?: (?P<year>\d{4}))?"),
    re.compile(r"(?P<month>[a-z]+) (?P<day>\d{1,2}),?(?: (?P<year>\d{4}))?"),
    re.compile(r"(?P<month>[a-z]+) (?P<year>\d{4})"),
)


def parse_partial_day(words: str) -> PartialDate:
    """The day that the words mean, as far as they say it. Raises Invalid for words that name none."""
    plain = " ".join(words.lower().strip(" !").split())
    try:
        return _in_digits(plain) or _in_words(plain)
    except ValueError:
        raise Invalid(f"{words!r} is no such day; write 14 may, 14 may 1990, or 1990-05-14.") from None


def _in_digits(plain: str) -> PartialDate | None:
    return PartialDate.parse(plain) if plain[:1] == "-" or plain[:4].isdigit() else None


def _in_words(plain: str) -> PartialDate:
    for form in _FORMS:
        if (found := form.fullmatch(plain)) and (month := _month(found["month"])):
            said = found.groupdict()
            day, year = (int(said[part]) if said.get(part) else None for part in ("day", "year"))
            return PartialDate(year=year, month=month, day=day)
    raise ValueError(plain)


def _month(word: str) -> int | None:
    whole = (number for number, name in enumerate(_MONTHS, 1) if name.startswith(word))
    return next(whole, None) if len(word) >= _SHORTEST else None
