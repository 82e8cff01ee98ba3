"""Lengths of time as people write them: "5 weeks", "a month", "every 10 days"."""

import re

from keepwarm.domain.errors import Invalid

_SPAN = re.compile(r"(?:every )?(?:(?P<count>\d{1,4}|an?) )?(?P<unit>day|week|month|year)s?")
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}


def parse_span(words: str) -> int:
    """The number of days that the words mean. Raises Invalid for words that name no length."""
    found = _SPAN.fullmatch(" ".join(words.lower().strip(" .!").split()))
    if found is None:
        raise Invalid(f"{words!r} names no length of time; write 10 days, 5 weeks, or 2 months.")
    count = found["count"]
    return (int(count) if count and count.isdigit() else 1) * _DAYS[found["unit"]]
