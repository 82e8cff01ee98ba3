"""Every day that a cell may mean, where the day is all that it says."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from keepwarm.formats.english_months import find_day_in_words
from keepwarm.formats.written_days import DayOrder, find_written_day

_LONGEST = 40
_MIDNIGHT = re.compile(r"[T ][0:.]+(?:Z|\+00:?00)?$", re.ASCII)
_WITH_SPACE = re.compile(r"\d{1,2}([./-]) ?\d{1,2}\1 ?\d{4}", re.ASCII)
_SECONDS = range(9, 11)
_MILLISECONDS = 13
_ZONES = (timedelta(hours=-12), timedelta(), timedelta(hours=14))


def readable_days(cell: str) -> frozenset[str]:
    """The days in ISO form, none where the cell says more than a day: an hour, a century left out, words.

    `4/5/1990` may mean two. A number of seconds or milliseconds since 1970 means its day wherever one lives.
    """
    written = cell.strip()
    return frozenset(_days(written)) if len(written) <= _LONGEST else frozenset()


def _days(written: str) -> Iterator[str]:
    if written.isascii() and written.isdigit() and len(written) in (*_SECONDS, _MILLISECONDS):
        at = datetime.fromtimestamp(int(written[: _SECONDS[-1]]), UTC)
        yield from ((at + offset).date().isoformat() for offset in _ZONES)
    day = _MIDNIGHT.sub("", written)
    if in_words := find_day_in_words(day):
        yield str(in_words)
    numbers = re.findall(r"\d+", day)
    century_left_out = len(numbers) > len(("month", "day")) and max(map(len, numbers)) < len("1969")
    if century_left_out or "T" in day or (" " in day and not _WITH_SPACE.fullmatch(day)):
        return
    for order in DayOrder:
        if meant := find_written_day(day, order):
            yield str(meant)
