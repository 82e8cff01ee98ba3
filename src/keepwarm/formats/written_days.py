"""Days written in the short form of an owner's country, whose order the file itself has to tell."""

import re
from collections.abc import Iterable
from enum import StrEnum

from keepwarm.domain.dates import PartialDate
from keepwarm.formats.vcard_dates import find_date

_SHORT = re.compile(r"(\d{1,2})([./-]) ?(\d{1,2})\2 ?(\d{4}|\d{2})", re.ASCII)
_MOST_MONTHS = 12
_NO_DAY = frozenset({"4501"})  # in Outlook's calendar the year of what has no day


class DayOrder(StrEnum):
    """Whether 4/5 is the fourth of May or the fifth of April."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


def find_order(written: Iterable[str]) -> DayOrder | None:
    """The order of all days of a file, from those that can be read in one way only.

    None where there is no such day, or where they contradict one another.
    """
    found = {order for one in written if (order := _order_of(one))}
    return found.pop() if len(found) == 1 else None


def find_written_day(written: str, order: DayOrder | None) -> PartialDate | None:
    """The day, as far as it is known; None for what is none (`0/0/00`), or can be read in two ways.

    A year of two digits is no year here: it does not say which century.
    """
    day = _without_time(written)
    found = _SHORT.fullmatch(day)
    if found is None:
        return None if day[:4] in _NO_DAY else find_date(day)
    first, second, year = int(found[1]), int(found[3]), found[4]
    order = _order_of(day) or order
    if (order is None and first != second) or year in _NO_DAY:
        return None
    if order is DayOrder.DAY_FIRST:
        first, second = second, first
    whole_year = year if len(year) > len("69") else "0000"  # which find_date takes for no year
    return find_date(f"{whole_year}-{first:02d}-{second:02d}")


def _order_of(written: str) -> DayOrder | None:
    found = _SHORT.fullmatch(_without_time(written))
    if found is None:
        return None
    first, second = int(found[1]), int(found[3])
    if found[2] == "." or first > _MOST_MONTHS >= second:
        return DayOrder.DAY_FIRST  # who writes points begins with the day
    return DayOrder.MONTH_FIRST if second > _MOST_MONTHS >= first else None


def _without_time(written: str) -> str:
    return re.split(r"T| (?=\d{1,2}:)", written.strip(), maxsplit=1)[0].strip()
