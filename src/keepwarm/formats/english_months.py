"""The months as English files write them in short: `08 Feb 2026`."""

import re

from keepwarm.domain.dates import PartialDate

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_IN_WORDS = re.compile(rf"(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})", re.ASCII)


def find_day_in_words(written: str) -> PartialDate | None:
    """The day of `08 Feb 2026`, in any case; None for what is none."""
    found = _IN_WORDS.fullmatch(written.lower())
    if found is None:
        return None
    try:
        return PartialDate(year=int(found[3]), month=MONTHS.index(found[2]) + 1, day=int(found[1]))
    except ValueError:
        return None
