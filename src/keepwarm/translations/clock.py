"""A time of day as people write it."""

import re
from datetime import time

_HOUR = re.compile(r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s*(?P<half>am|pm)?", re.ASCII)
_NOON = 12


def parse_time(words: str) -> time | None:
    """A time of day: 10:00, 10.30, 9, 6pm; None where it is none."""
    found = _HOUR.fullmatch(words.strip().lower())
    if found is None:
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"] and not 0 < hour <= _NOON:
        return None
    if found["half"]:
        hour = hour % _NOON + (_NOON if found["half"] == "pm" else 0)
    try:
        return time(hour, minute)
    except ValueError:
        return None
